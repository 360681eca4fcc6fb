using System.Runtime.CompilerServices;
using StoryVideo.Ledger;
using StoryVideo.Planning;
using StoryVideo.Stories;

namespace StoryVideo.Tasks;

/// <summary>Plans clips.</summary>
public sealed class PlanShotVideos : PlanAssets, IPlanShots
{
    private readonly ShotVideoRequest _request;
    private readonly ShotPlanner _planner;
    private readonly ReplanShot _again;

    /// <exception cref="PlanException">The request names a model or provider that cannot be used.</exception>
    public PlanShotVideos(Studio studio, ShotVideoRequest request)
        : base(studio, request, [AssetKind.Video], VideoProviders.Speaks)
    {
        _request = request;
        _planner = new ShotPlanner(
            new PlanOptions
            {
                Provider = Provider,
                Model = Choice.Model,
                IsFree = IsRehearsal,
                Format = request.Format,
                ExcludeKeyFrame = request.ExcludeKeyFrame,
                Compact = request.Compact,
                Correction = request.Correction,
                IsDryRun = request.IsDryRun,
                AllowUnpriced = request.AllowUnpriced,
                CanShrink = CanShrink,
            },
            Files,
            studio.Today);
        _again = new ReplanShot(studio, Files);
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<PlannedAsset> PlanAsync(
        Story story, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        StoryContexts.Context context = await Stories.OfAsync(story, cancellationToken);
        await foreach (StoryShot shot in Studio.Stories.ReadShotsAsync(story, _request.Filter.Wants, cancellationToken))
        {
            if (_request.Filter.Wants(shot.ShotIndex) && await PlanAsync(shot, context) is { } planned)
            {
                yield return planned;
            }
        }
    }

    /// <summary>The plan of one shot; null where the request asks only for others (missing ones, stale ones).</summary>
    public async Task<PlannedAsset?> PlanAsync(StoryShot shot, CancellationToken cancellationToken)
    {
        Story story = new() { Id = shot.StoryId, DisplayName = shot.StoryTitle };
        return await PlanAsync(shot, await Stories.OfAsync(story, cancellationToken));
    }

    private protected override (string Shape, decimal? Price) One =>
        (_request.Format.ToString(), Choice.Model.PriceOf(_request.Format, 0));

    internal override IAssetMaker OpenMaker() => new VideoMaker(Studio.Providers.Open(Provider), new SendableImages(Studio, IsRehearsal));

    internal override async Task<PlannedAsset> PlanAsync(Take take, CancellationToken cancellationToken) =>
        await PlanAsync(await TakeShots.FindAsync(Studio, take, cancellationToken), cancellationToken)
        ?? throw new InvalidOperationException($"{take.Asset.Name} was left out unasked.");

    private Task<PlannedAsset?> PlanAsync(StoryShot shot, StoryContexts.Context context) => DecideAsync(
        context.Takes,
        _planner.Plan(_request.Ahead?.In(shot) ?? shot, context.Designs),
        take => _again.Plan(shot, context.Designs, take));
}
