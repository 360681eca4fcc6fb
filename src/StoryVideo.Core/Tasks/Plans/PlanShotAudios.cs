using System.Collections.Concurrent;
using StoryVideo.Ledger;
using StoryVideo.Media;
using StoryVideo.Planning;
using StoryVideo.Stories;
using StoryVideo.Tasks.Runs;
using StoryVideo.Tasks.Takes;

namespace StoryVideo.Tasks.Plans;

/// <summary>Plans speech. A shot in which nothing is said gets the literal <c>N/A</c> in place of a path, and no request.</summary>
public sealed class PlanShotAudios : PlanAssets, IPlanShots
{
    private const string Silent = "nothing is said in it";

    private readonly ConcurrentDictionary<string, SpeechPlanner?> _again = new(StringComparer.Ordinal);
    private readonly ShotAudioRequest _request;
    private readonly SpeechPlanner _planner;

    /// <exception cref="PlanException">The request names a model or provider that cannot be used.</exception>
    public PlanShotAudios(Studio studio, ShotAudioRequest request)
        : base(studio, request, [AssetKind.Audio], VideoProviders.Speaks)
    {
        _request = request;
        _planner = new SpeechPlanner(
            new SpeechOptions
            {
                Provider = SharedProvider,
                Model = Shared.Model,
                IsFree = IsRehearsal,
                IsDryRun = request.IsDryRun,
                AllowUnpriced = request.AllowUnpriced,
            },
            studio.Today);
    }

    private protected override (string Shape, decimal? Price) One =>
        ("a minute of speech", Shared.Model.PriceOfTokens(0, 60L * (Shared.Model.TokensPerSecond ?? 0)));

    /// <inheritdoc/>
    public override IAsyncEnumerable<PlannedAsset> PlanAsync(Story story, CancellationToken cancellationToken) =>
        PlanAsync(story, _request.Filter, PlanAsync, cancellationToken);

    /// <inheritdoc/>
    public async Task<PlannedAsset?> PlanAsync(StoryShot shot, CancellationToken cancellationToken)
    {
        Story story = new() { Id = shot.StoryId, DisplayName = shot.StoryTitle };
        StoryContexts.Context context = await Stories.OfAsync(story, cancellationToken);
        double? clip = LengthOfClip(shot);
        SpeechPlan plan = _planner.Plan(shot, context.Designs, clip);
        return WhyNone(plan) is { } why
            ? await SkipAsync(plan, why, cancellationToken)
            : await DecideAsync(context.Takes, plan, take => PlannerFor(take)?.Plan(shot, context.Designs, clip));
    }

    internal override IAssetMaker OpenMaker(string provider) => new SpeechMaker(Studio.Providers.OpenSpeech(provider), Studio.Time);

    internal override async Task<PlannedAsset> PlanAsync(Take take, CancellationToken cancellationToken) =>
        await PlanAsync(await TakeShots.FindAsync(Studio, take, cancellationToken), cancellationToken)
        ?? throw new InvalidOperationException($"{take.Asset.Name} was left out unasked.");

    private string? WhyNone(SpeechPlan plan) => plan.Parts.Count == 0 && !plan.IsBlocked ? Silent
        : plan.Shot.AudioFilePath?.Trim() == StoryShot.NoAudio && _request.Mode != RunMode.Override
            ? $"it is marked {StoryShot.NoAudio}, without sound on purpose; --mode override (-Override) makes one all the same"
        : null;

    private async Task<PlannedAsset?> SkipAsync(SpeechPlan plan, string why, CancellationToken cancellationToken)
    {
        if (!_request.IsDryRun && why == Silent && plan.Shot.AudioFilePath is null)
        {
            await Studio.Stories.MarkWithoutAudioAsync(plan.Shot.Address, cancellationToken);
        }

        return _request.OnlyMissing || _request.OnlyStale ? null : new PlannedAsset
        {
            Plan = plan,
            Action = AssetAction.Skip,
            Reason = why,
            Findings = [.. plan.Findings, Finding.Warning("no-speech", why)],
        };
    }

    private double? LengthOfClip(StoryShot shot)
    {
        if (Studio.FindClip(shot) is not { } clip)
        {
            return null;
        }

        try
        {
            using FileStream file = File.OpenRead(Studio.Assets.Resolve(clip));
            return Mp4File.Inspect(file) is { IsWhole: true, DurationSeconds: > 0 and var seconds } ? seconds : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private SpeechPlanner? PlannerFor(Take take) => _again.GetOrAdd(take.OptionsKey(), _ =>
    {
        bool isRehearsal = take.Provider == VideoProviders.Rehearsal;
        return Studio.Catalog.Find(take.Model, isRehearsal ? null : take.Provider) is { } model
            ? new SpeechPlanner(
                new SpeechOptions { Provider = take.Provider, Model = model, IsFree = isRehearsal, IsDryRun = true }, Studio.Today)
            : null;
    });
}
