using StoryVideo.Ledger;
using StoryVideo.Planning;
using StoryVideo.Stories;

namespace StoryVideo.Tasks;

/// <summary>
/// Makes the plans of takes again that an earlier run has left, so that a run can go on with them. The takes are of one
/// provider and model; whatever has changed since, the clip that is paid for is fetched.
/// </summary>
internal sealed class TakePlans
{
    // Looking and fetching is free, so no provider's limit speaks; this keeps memory and network in bounds.
    private const int MostAtOnce = 16;

    private readonly Studio _studio;
    private readonly PlanShotVideos _plans;

    /// <param name="studio">Open for writing.</param>
    /// <param name="takes">At least one.</param>
    /// <param name="goal">How far they are to be taken.</param>
    /// <param name="until">When the run ends whatever it has reached.</param>
    /// <exception cref="PlanException">The model is not in the catalog any more.</exception>
    public TakePlans(Studio studio, IReadOnlyList<Take> takes, RunGoal goal, DateTimeOffset? until)
    {
        _studio = studio;
        Request = new ShotVideoRequest
        {
            Provider = takes[0].Provider,
            Model = takes[0].Model,
            Mode = RunMode.Resume,
            Goal = goal,
            Until = until,
            ThrottleLimit = Math.Min(takes.Count, MostAtOnce),
        };
        _plans = new PlanShotVideos(studio, Request);
    }

    public ShotVideoRequest Request { get; }

    public CreateShotVideos Run(IProgress<ShotProgress>? progress) => new(_studio, Request, _plans) { Progress = progress };

    /// <exception cref="RunRefusedException">The shot is not in the story any more.</exception>
    public async Task<PlannedShot> PlanAsync(Take take, CancellationToken cancellationToken) =>
        await _plans.PlanAsync(await ShotOfAsync(take, cancellationToken), cancellationToken)
        ?? throw new InvalidOperationException($"{take.Asset.Name} was left out unasked.");

    private async Task<StoryShot> ShotOfAsync(Take take, CancellationToken cancellationToken)
    {
        if (await _studio.Stories.ReadAsync(take.Asset.StoryId, cancellationToken) is { } story)
        {
            await foreach (StoryShot shot in _studio.Stories.ReadShotsAsync(
                story, s => s.Id == take.Asset.SceneletId, cancellationToken))
            {
                if (shot.ShotIndex == take.Asset.ShotIndex)
                {
                    return shot;
                }
            }
        }

        throw new RunRefusedException(
            "shot-not-found",
            $"Shot {take.Asset.Name} is no longer in the story; take {take.Id} waits as {take.State.Name()}.");
    }
}
