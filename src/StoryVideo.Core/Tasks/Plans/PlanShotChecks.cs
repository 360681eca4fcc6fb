using System.Collections.Concurrent;
using StoryVideo.Ledger;
using StoryVideo.Media;
using StoryVideo.Planning;
using StoryVideo.Stories;
using StoryVideo.Tasks.Checks;
using StoryVideo.Tasks.Runs;
using StoryVideo.Tasks.Takes;

namespace StoryVideo.Tasks.Plans;

/// <summary>
/// Plans checks. A clip that was checked is not checked again for as long as its bytes are the same; one that is not there is left
/// out, in words.
/// </summary>
public sealed class PlanShotChecks : PlanAssets, IPlanShots
{
    private readonly ConcurrentDictionary<string, CheckPlanner?> _again = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<Task<ClipChecks>>> _checks = new(StringComparer.Ordinal);
    private readonly ShotCheckRequest _request;
    private readonly CheckPlanner _planner;

    /// <exception cref="PlanException">The request names a model or provider that cannot be used.</exception>
    public PlanShotChecks(Studio studio, ShotCheckRequest request)
        : base(studio, request, [AssetKind.Check, AssetKind.Video], VideoProviders.Speaks)
    {
        _request = request;
        _planner = new CheckPlanner(
            new CheckOptions
            {
                Provider = SharedProvider,
                Model = Shared.Model,
                IsFree = IsRehearsal,
                IsDryRun = request.IsDryRun,
                AllowUnpriced = request.AllowUnpriced,
            },
            Files,
            studio.Today);
    }

    private protected override (string Shape, decimal? Price) One =>
        ("a check of a character in a place, at most", Shared.Model.PriceOfTokens(2000 + (5L * (Shared.Model.TokensPerImage ?? 0)), CheckPlan.MostTokens));

    /// <inheritdoc/>
    public override IAsyncEnumerable<PlannedAsset> PlanAsync(Story story, CancellationToken cancellationToken) =>
        PlanAsync(story, _request.Filter, PlanAsync, cancellationToken);

    /// <inheritdoc/>
    public async Task<PlannedAsset?> PlanAsync(StoryShot shot, CancellationToken cancellationToken)
    {
        Story story = new() { Id = shot.StoryId, DisplayName = shot.StoryTitle };
        StoryContexts.Context context = await Stories.OfAsync(story, cancellationToken);
        ClipOnDisk? clip = await ClipFiles.FindAsync(Studio, shot, cancellationToken);
        CheckPlan plan = _planner.Plan(shot, context.Designs, clip);
        if (clip is null)
        {
            return _request.OnlyStale ? null : WithoutClip(plan);
        }

        PlannedAsset? planned = await DecideAsync(context.Takes, plan, take => PlannerFor(take)?.Plan(shot, context.Designs, clip));
        ClipChecks checks = await ChecksOfAsync(shot.StoryId, cancellationToken);
        return planned is null || planned.Take?.State.IsLive() == true || _request.OnlyStale || _request.Mode == RunMode.Override
            || checks.Of(shot, clip.Sha256, rehearsed: IsRehearsal) is not { } known
            ? planned
            : Known(planned, known.Take, known.File, known.Check);
    }

    internal override IAssetMaker OpenMaker(string provider) => Ffmpeg.Find(Studio.Settings.ReadVariable) is { } ffmpeg
        ? new CheckMaker(Studio, Studio.Providers.OpenJudge(provider), ffmpeg, new SendableImages(Studio, IsRehearsal))
        : throw new RunRefusedException(
            "ffmpeg-missing",
            "Clips cannot be checked without ffmpeg, and there is none. Nothing was sent and nothing was charged. Install it, or name it in "
            + $"{Ffmpeg.Variable}; Test-StoryVideoSetup (storyvideo doctor) says how.");

    internal override async Task<PlannedAsset> PlanAsync(Take take, CancellationToken cancellationToken) =>
        await PlanAsync(await TakeShots.FindAsync(Studio, take, cancellationToken), cancellationToken)
        ?? throw new InvalidOperationException($"{take.Asset.Name} was left out unasked.");

    private static PlannedAsset WithoutClip(CheckPlan plan)
    {
        const string Why = "it has no clip to check yet; New-ShotVideo (storyvideo run create-shot-video) makes it";
        return new PlannedAsset
        {
            Plan = plan,
            Action = AssetAction.Skip,
            Reason = Why,
            Findings = [Finding.Warning("clips-missing", Why)],
        };
    }

    // A check whose answer could not be used was paid all the same: it is asked for again only where that was asked for.
    private PlannedAsset Known(PlannedAsset planned, Take take, string file, ShotCheck check) => check.Verdict is not null
        ? planned with { Action = AssetAction.Skip, Reason = "its clip was checked", Take = take, File = file }
        : _request.Mode == RunMode.Resume ? planned with
        {
            Action = planned.Plan.IsBlocked ? AssetAction.Block : AssetAction.Make,
            Reason = "the judge's last answer could not be used",
            File = file,
        }
        : planned with
        {
            Action = AssetAction.Leave,
            Reason = $"the judge's answer could not be used: {check.Problem}. It was charged, and is not asked for again unless you say so (-Resume, --mode resume).",
            Take = take,
        };

    private Task<ClipChecks> ChecksOfAsync(string storyId, CancellationToken cancellationToken) =>
        _checks.GetOrAdd(storyId, id => new(() => ClipChecks.ReadAsync(Studio, id, cancellationToken))).Value;

    private CheckPlanner? PlannerFor(Take take) => _again.GetOrAdd(take.OptionsKey(), _ =>
    {
        bool isRehearsal = take.Provider == VideoProviders.Rehearsal;
        return Studio.Catalog.Find(take.Model, isRehearsal ? null : take.Provider) is { } model
            ? new CheckPlanner(
                new CheckOptions { Provider = take.Provider, Model = model, IsFree = isRehearsal, IsDryRun = true }, Files, Studio.Today)
            : null;
    });
}
