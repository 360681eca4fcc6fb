using System.Management.Automation;
using StoryVideo.Abstractions;
using StoryVideo.Errors;
using StoryVideo.Importing;
using StoryVideo.Storage;
using StoryVideo.Stories;
using StoryVideo.Tasks;

namespace StoryVideo.Commands;

/// <summary>Brings story bundles into the store. What is there already is updated and loses nothing.</summary>
[Cmdlet(VerbsData.Import, "Story", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
[OutputType(typeof(Story))]
public sealed class ImportStoryCommand : StoreCommandBase
{
    private bool _isPreview;

    /// <summary>Folders of bundles, or their story files; patterns are resolved.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = "Path")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>The same, taken as they are.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "LiteralPath")]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    protected override StoreAccess Access => StoreAccess.Write;

    protected override bool MakesStore => true;

    protected override void Prepare()
    {
        base.Prepare();
        _isPreview = Preferences.IsWhatIf(this);
    }

    // A preview needs no store, and a bundle that is refused leaves none behind; but commands further down look for it before
    // the first bundle has come in.
    protected override Task BeginAsync(CancellationToken stop) =>
        _isPreview || (!Studio.LocationOf(Settings).IsThere && MyInvocation.PipelinePosition == MyInvocation.PipelineLength)
            ? Task.CompletedTask
            : base.BeginAsync(stop);

    protected override async Task ProcessAsync(CancellationToken stop)
    {
        foreach (string path in await OnPipelineAsync(ResolvePaths))
        {
            try
            {
                await ImportAsync(path, stop);
            }
            catch (ImportException e)
            {
                await WriteErrorAsync(e.ToErrorRecord(path));
            }
        }
    }

    private async Task ImportAsync(string path, CancellationToken stop)
    {
        StoryBundle bundle = await StoryBundle.OpenAsync(path, stop);
        string action =
            $"Import '{bundle.Story.DisplayName}', {Counted.Of(bundle.Scenelets.Count, "scenelet")}, {Counted.Of(bundle.ShotCount, "shot")}";
        bool isWanted = await OnPipelineAsync(() => ShouldProcess(path, action));
        foreach (ImportProblem warning in bundle.Warnings)
        {
            await WriteWarningAsync($"{path}: {warning}");
        }

        if (isWanted)
        {
            if (!IsOpen)
            {
                await base.BeginAsync(stop);
            }

            ImportSummary done = await new ImportStory(Studio).RunAsync(bundle, stop);
            await WriteVerboseAsync(
                $"{done.DisplayName}: {Counted.Of(done.Shots, "shot")}, {done.NewShots} of them new; "
                + $"{Counted.Of(done.FilesCopied, "file")} copied, {done.FilesReplaced} of them over others that are kept; "
                + $"{Counted.Of(done.ClipsKept, "clip")} left as they are");
            await WriteObjectAsync((await new FindStories(Studio).FindAsync(done.StoryId, stop))[0]);
        }
        else if (_isPreview)
        {
            await WriteObjectAsync(bundle.Story);
        }
    }

    private List<string> ResolvePaths()
    {
        if (ParameterSetName == "LiteralPath")
        {
            return [.. LiteralPath.Select(GetUnresolvedProviderPathFromPSPath)];
        }

        List<string> found = [];
        foreach (string path in Path)
        {
            try
            {
                found.AddRange(GetResolvedProviderPathFromPSPath(path, out _));
            }
            catch (SessionStateException e)
            {
                WriteError(CommandErrors.Of(e, "bundle-not-found", path));
            }
        }

        return found;
    }
}
