using StoryVideo.Ledger;
using StoryVideo.Planning;
using StoryVideo.Stories;
using StoryVideo.Tasks.Takes;

namespace StoryVideo.Tasks.Plans;

/// <summary>Plans key frames.</summary>
public sealed class PlanShotImages : PlanImages, IPlanShots
{
    private readonly ShotImageRequest _request;

    /// <exception cref="PlanException">The request names a model or provider that cannot be used.</exception>
    public PlanShotImages(Studio studio, ShotImageRequest request)
        : base(studio, request, AssetKind.KeyFrame) => _request = request;

    /// <inheritdoc/>
    public override IAsyncEnumerable<PlannedAsset> PlanAsync(Story story, CancellationToken cancellationToken) =>
        PlanAsync(story, _request.Filter, PlanAsync, cancellationToken);

    /// <inheritdoc/>
    public async Task<PlannedAsset?> PlanAsync(StoryShot shot, CancellationToken cancellationToken)
    {
        Story story = new() { Id = shot.StoryId, DisplayName = shot.StoryTitle };
        return await PlanAsync(shot, await Stories.OfAsync(story, cancellationToken));
    }

    internal override async Task<PlannedAsset> PlanAsync(Take take, CancellationToken cancellationToken) =>
        await PlanAsync(await TakeShots.FindAsync(Studio, take, cancellationToken), cancellationToken)
        ?? throw new InvalidOperationException($"{take.Asset.Name} was left out unasked.");

    private Task<PlannedAsset?> PlanAsync(StoryShot shot, StoryContexts.Context context) => DecideAsync(
        context.Takes, Planner.Plan(shot, context.Designs), take => PlannerFor(take)?.Plan(shot, context.Designs));
}
