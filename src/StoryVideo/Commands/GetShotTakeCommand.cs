using System.Management.Automation;
using StoryVideo.Abstractions;
using StoryVideo.Completers;
using StoryVideo.Errors;
using StoryVideo.Ledger;
using StoryVideo.Stories;
using StoryVideo.Tasks;

namespace StoryVideo.Commands;

/// <summary>The attempts at shots, oldest first: the record of what was paid for.</summary>
[Cmdlet(VerbsCommon.Get, "ShotTake")]
[OutputType(typeof(Take))]
public sealed class GetShotTakeCommand : StoreCommandBase
{
    private ShotFinder? _finder;

    /// <summary>Id, title or pattern, or the story itself; all stories where none is given.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("StoryId")]
    [SupportsWildcards]
    [StoryName]
    [ArgumentCompleter(typeof(StoryCompleter))]
    public string? Story { get; set; }

    /// <summary>Ids of scenelets, or patterns.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("SceneletId")]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SceneletCompleter))]
    public string[] Scenelet { get; set; } = [];

    /// <summary>Numbers or ranges: <c>1, 3-5</c>.</summary>
    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true)]
    [ValidateShotIndex]
    public string[] ShotIndex { get; set; } = [];

    /// <summary>Only takes in one of these states.</summary>
    [Parameter]
    public TakeState[] State { get; set; } = [];

    protected override async Task BeginAsync(CancellationToken stop)
    {
        await base.BeginAsync(stop);
        _finder = new ShotFinder(Studio);
    }

    protected override async Task ProcessAsync(CancellationToken stop)
    {
        try
        {
            foreach (Story story in await _finder!.StoriesAsync(Story, stop))
            {
                await WriteTakesAsync(story, stop);
            }
        }
        catch (RunRefusedException e)
        {
            await WriteErrorAsync(e.ToErrorRecord(Story));
        }
    }

    private Task WriteTakesAsync(Story story, CancellationToken stop)
    {
        ShotFilter shots = new() { Scenelets = Scenelet, Indexes = ValidateShotIndexAttribute.Read(ShotIndex) };
        TakeFilter takes = new()
        {
            StoryId = story.Id,
            Kind = AssetKind.Video,
            States = State,
            AssetName = NameOf(shots),
        };
        return WriteObjectsAsync(
            Studio.Ledger.ReadAsync(takes, stop).Where(t =>
                t.Asset is { SceneletId: { } scenelet, ShotIndex: { } index }
                && shots.Wants(new Scenelet(scenelet, 0, null))
                && shots.Wants(index)),
            stop);
    }

    // A shot that is named exactly is looked up by its name rather than searched for among all takes.
    private static string? NameOf(ShotFilter shots) =>
        shots is { Scenelets: [{ } scenelet], Indexes: [{ } one] }
        && one.First == one.Last
        && !ShotFinder.IsPattern(scenelet)
            ? AssetKey.Video("", scenelet, one.First).Name
            : null;
}
