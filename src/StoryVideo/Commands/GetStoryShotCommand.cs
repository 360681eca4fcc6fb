using System.Management.Automation;
using StoryVideo.Abstractions;
using StoryVideo.Completers;
using StoryVideo.Errors;
using StoryVideo.Stories;
using StoryVideo.Tasks;

namespace StoryVideo.Commands;

/// <summary>The shots of stories and how they stand, in story order, as they are read.</summary>
[Cmdlet(VerbsCommon.Get, "StoryShot")]
[OutputType(typeof(StoryShot))]
public sealed class GetStoryShotCommand : StoreCommandBase
{
    private ShotFinder? _finder;
    private ReadShotStates? _states;

    /// <summary>Id, title or pattern, or the story itself; all stories where none is given.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("StoryId")]
    [SupportsWildcards]
    [StoryName]
    [ArgumentCompleter(typeof(StoryCompleter))]
    public string? Story { get; set; }

    /// <summary>Ids or labels of scenelets, or patterns.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("SceneletId")]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SceneletCompleter))]
    public string[]? Scenelet { get; set; } = [];

    /// <summary>Numbers or ranges: <c>1, 3-5</c>.</summary>
    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true)]
    [ValidateShotIndex]
    [ArgumentCompleter(typeof(ShotIndexCompleter))]
    public string[]? ShotIndex { get; set; } = [];

    /// <summary>Only shots without a clip on disk.</summary>
    [Parameter]
    public SwitchParameter Missing { get; set; }

    /// <summary>Only shots whose clip was made from something else than is there now.</summary>
    [Parameter]
    public SwitchParameter Stale { get; set; }

    protected override async Task BeginAsync(CancellationToken stop)
    {
        await base.BeginAsync(stop);
        _finder = new ShotFinder(Studio);
        _states = new ReadShotStates(Studio);
    }

    private bool IsWanted(ShotState shot) => (!Missing || shot.File is null) && (!Stale || shot.Changes.Count > 0);

    protected override async Task ProcessAsync(CancellationToken stop)
    {
        try
        {
            ShotFilter filter = ShotNames.Filter(this, Scenelet, ShotIndex);
            IAsyncEnumerable<StoryShot> shots = _states!.ReadAsync(_finder!.ShotsAsync(Story, filter, stop), stop)
                .Where(IsWanted)
                .Select(static state => state.Shot);
            int found = await WriteObjectsAsync(shots, stop);
            bool isNarrowed = filter.Scenelets.Count + filter.Indexes.Count > 0 && !Missing && !Stale;
            if (found == 0 && isNarrowed && ShotFinder.IsExact(Story, filter))
            {
                await WriteErrorAsync(ShotErrors.NotFound(Story!, Scenelet, ShotIndex));
            }
        }
        catch (RunRefusedException e)
        {
            await WriteErrorAsync(e.ToErrorRecord(Story));
        }
    }
}
