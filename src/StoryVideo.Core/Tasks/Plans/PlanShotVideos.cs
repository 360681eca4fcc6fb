using StoryVideo.Catalog;
using StoryVideo.Ledger;
using StoryVideo.Planning;
using StoryVideo.Stories;
using StoryVideo.Tasks.Runs;
using StoryVideo.Tasks.Takes;

namespace StoryVideo.Tasks.Plans;

/// <summary>Plans clips.</summary>
public sealed class PlanShotVideos : PlanAssets, IPlanShots
{
    private readonly ShotVideoRequest _request;
    private readonly IShotPlanner _planner;
    private readonly ReplanShot _again;

    /// <exception cref="PlanException">The request names a model or provider that cannot be used.</exception>
    public PlanShotVideos(Studio studio, ShotVideoRequest request)
        : base(studio, request, [AssetKind.Video], VideoProviders.Speaks)
    {
        _request = request;
        _planner = request switch
        {
            { IsAuto: true } => new AutoShotPlanner(
                AutoShotPlanner
                    .Candidates(studio.Catalog, IsRehearsal ? null : request.Provider, VideoProviders.Speaks, studio.Today)
                    .Select(m => Planner(m, "")),
                request.Prefer ?? ModelPreference.Price),
            { Prefer: not null } => throw new PlanException(
                "A preference goes with an automatic model: -Model Auto -Prefer Price (--model auto --prefer price)."),
            _ => Planner(Shared.Model, Shared.Reason),
        };
        _again = new ReplanShot(studio, Files);
    }

    /// <inheritdoc/>
    public override string DescribeChoice()
    {
        if (Choice is not null)
        {
            return base.DescribeChoice();
        }

        string which = _request.Prefer == ModelPreference.Quality ? "preferred" : "cheapest";
        return $"{(IsRehearsal ? "Rehearsing for" : "For")} each shot the {which} model that can do it as planned, {_request.Format}.";
    }

    /// <inheritdoc/>
    public override IAsyncEnumerable<PlannedAsset> PlanAsync(Story story, CancellationToken cancellationToken) =>
        PlanAsync(story, _request.Filter, PlanAsync, cancellationToken);

    /// <inheritdoc/>
    public async Task<PlannedAsset?> PlanAsync(StoryShot shot, CancellationToken cancellationToken)
    {
        Story story = new() { Id = shot.StoryId, DisplayName = shot.StoryTitle };
        return await PlanAsync(shot, await Stories.OfAsync(story, cancellationToken));
    }

    private protected override (string Shape, decimal? Price) One =>
        (_request.Format.ToString(), Shared.Model.PriceOf(_request.Format, 0));

    internal override IAssetMaker OpenMaker(string provider) =>
        new VideoMaker(Studio.Providers.Open(provider, Request.IsDryRun), new SendableImages(Studio, IsRehearsal));

    internal override async Task<PlannedAsset> PlanAsync(Take take, CancellationToken cancellationToken) =>
        await PlanAsync(await TakeShots.FindAsync(Studio, take, cancellationToken), cancellationToken)
        ?? throw new InvalidOperationException($"{take.Asset.Name} was left out unasked.");

    private Task<PlannedAsset?> PlanAsync(StoryShot shot, StoryContexts.Context context)
    {
        Take? live = context.Takes.Of(AssetKey.Video(shot.StoryId, shot.SceneletId, shot.ShotIndex)).Live;
        return DecideAsync(
            context.Takes,
            _planner.Plan(_request.Ahead?.In(shot) ?? shot, context.Designs, live) with { EditOf = _request.EditOf },
            take => _again.Plan(shot, context.Designs, take));
    }

    private ShotPlanner Planner(CatalogModel model, string reason) => new(
        new PlanOptions
        {
            Provider = IsRehearsal ? VideoProviders.Rehearsal : model.Provider,
            Model = model,
            ModelReason = reason,
            IsFree = IsRehearsal,
            Format = _request.Format,
            ExcludeKeyFrame = _request.ExcludeKeyFrame,
            Compact = _request.Compact,
            Correction = _request.Correction,
            IsDryRun = _request.IsDryRun,
            AllowUnpriced = _request.AllowUnpriced,
            CanShrink = CanShrink,
        },
        Files,
        Studio.Today);
}
