using System.ComponentModel;
using System.Management.Automation;
using StoryVideo.Completers;
using StoryVideo.Errors;
using StoryVideo.Stories;
using StoryVideo.Tasks;
using StoryVideo.Tasks.Plans;

namespace StoryVideo.Abstractions;

/// <summary>A command that gives out designs of stories, of one kind.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class DesignCommandBase : StoreCommandBase
{
    private ShotFinder? _finder;
    private ReadDesigns? _designs;

    /// <summary>Id, title or pattern, or the story itself; all stories where none is given.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("StoryId")]
    [SupportsWildcards]
    [StoryName]
    [ArgumentCompleter(typeof(StoryCompleter))]
    public string? Story { get; set; }

    protected override async Task BeginAsync(CancellationToken stop)
    {
        await base.BeginAsync(stop);
        _finder = new ShotFinder(Studio);
        _designs = new ReadDesigns(Studio);
    }

    /// <summary>Writes the designs whose ids fit.</summary>
    protected async Task WriteAsync(DesignKind kind, string[] names, CancellationToken stop)
    {
        try
        {
            foreach (Story story in await _finder!.StoriesAsync(Story, stop))
            {
                int found = await WriteObjectsAsync(_designs!.ReadAsync(story, kind, names, stop), stop);
                if (found == 0 && names.Length > 0 && !names.Any(ShotFilter.IsPattern))
                {
                    await WriteErrorAsync(new RunRefusedException(
                        "design-not-found",
                        $"'{story.DisplayName}' has no {kind.ToString().ToLowerInvariant()} {string.Join(", ", names)}.").ToErrorRecord(names));
                }
            }
        }
        catch (RunRefusedException e)
        {
            await WriteErrorAsync(e.ToErrorRecord(Story));
        }
    }
}
