using StoryVideo.Ledger;
using StoryVideo.Planning;
using StoryVideo.Tasks.Checks;
using StoryVideo.Tasks.Plans;
using StoryVideo.Tasks.Runs;

namespace StoryVideo.Tasks.Takes;

/// <summary>
/// Makes the plans of takes again that an earlier run has left, so that a run can go on with them. The takes are of one kind,
/// provider and model; whatever has changed since, what is paid for is fetched.
/// </summary>
internal sealed class TakePlans
{
    // Looking and fetching is free, so no provider's limit speaks; this keeps memory and network in bounds.
    private const int MostAtOnce = 16;

    private readonly Studio _studio;
    private readonly AssetRequest _request;
    private readonly PlanAssets _plans;

    /// <param name="studio">Open for writing.</param>
    /// <param name="takes">At least one.</param>
    /// <param name="goal">How far they are to be taken.</param>
    /// <param name="until">When the run ends whatever it has reached.</param>
    /// <exception cref="PlanException">The model is not in the catalog any more.</exception>
    public TakePlans(Studio studio, IReadOnlyList<Take> takes, RunGoal goal, DateTimeOffset? until)
    {
        _studio = studio;
        _request = RequestFor(takes[0].Asset.Kind) with
        {
            Provider = takes[0].Provider,
            Model = takes[0].Model,
            Mode = RunMode.Resume,
            Goal = goal,
            Until = until,
            ThrottleLimit = Math.Min(takes.Count, MostAtOnce),
        };
        _plans = _request.Plan(studio);
    }

    public MakeAssets Run(IProgress<AssetProgress>? progress) => new(_studio, _request, _plans) { Progress = progress };

    /// <exception cref="RunRefusedException">The asset is not in the story any more.</exception>
    public Task<PlannedAsset> PlanAsync(Take take, CancellationToken cancellationToken) => _plans.PlanAsync(take, cancellationToken);

    private static AssetRequest RequestFor(AssetKind kind) => kind switch
    {
        AssetKind.Video => new ShotVideoRequest(),
        AssetKind.KeyFrame => new ShotImageRequest(),
        AssetKind.Audio => new ShotAudioRequest(),
        AssetKind.Check => new ShotCheckRequest(),
        _ => new VisualReferenceRequest(),
    };
}
