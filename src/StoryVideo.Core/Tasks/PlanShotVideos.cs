using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using StoryVideo.Ledger;
using StoryVideo.Planning;
using StoryVideo.Prompting;
using StoryVideo.Stories;

namespace StoryVideo.Tasks;

/// <summary>
/// Plans clips: what would be sent for each shot, what it costs, what is wrong, and what a run would do with it. Reads
/// stories, takes and image headers; needs no key and no network, and writes nothing.
/// </summary>
public sealed class PlanShotVideos
{
    private const string InstructionFile = "shot-video.md";

    private readonly Studio _studio;
    private readonly ShotVideoRequest _request;
    private readonly ShotPlanner _planner;
    private readonly DecideShot _decide;
    private readonly PromptInstructions _instructions;
    private readonly ConcurrentDictionary<string, Lazy<Task<StoryContext>>> _stories = new(StringComparer.Ordinal);

    /// <exception cref="PlanException">The request names a model or provider that cannot be used.</exception>
    public PlanShotVideos(Studio studio, ShotVideoRequest request)
    {
        _studio = studio;
        _request = request;
        bool isRehearsal = request.Provider == VideoProviders.Rehearsal;
        Choice = ModelChoice.Of(
            studio.Catalog, request.Model, isRehearsal ? null : request.Provider, VideoProviders.Speaks, studio.Today);
        Provider = isRehearsal ? VideoProviders.Rehearsal : Choice.Model.Provider;
        ReferenceFiles files = new(studio.Assets);
        Fingerprint = new PlanFingerprint(files);
        _planner = new ShotPlanner(
            new PlanOptions
            {
                Provider = Provider,
                Model = Choice.Model,
                IsFree = isRehearsal,
                Format = request.Format,
                ExcludeKeyFrame = request.ExcludeKeyFrame,
                Compact = request.Compact,
                IsDryRun = request.IsDryRun,
                AllowUnpriced = request.AllowUnpriced,
            },
            files,
            studio.Today);
        _decide = new DecideShot(request.Mode, studio.Assets, Fingerprint, new TakeOwners(studio.Time));
        _instructions = PromptInstructions.Parse(studio.Prompts.Read(InstructionFile), InstructionFile);
    }

    /// <summary>The model, and why it was taken.</summary>
    public ModelChoice Choice { get; }

    /// <summary>Who will make the clips.</summary>
    public string Provider { get; }

    internal PlanFingerprint Fingerprint { get; }

    /// <summary>The model in one line: its name, the reason and the price of one clip.</summary>
    public string DescribeChoice()
    {
        decimal? price = Choice.Model.PriceOf(_request.Format, 0);
        string cost = price is { } usd
            ? string.Create(CultureInfo.InvariantCulture, $"${usd:0.00} for {_request.Format} (price of {Choice.Model.PriceDate:yyyy-MM-dd})")
            : "its price is not known";
        string rehearsed = Provider == VideoProviders.Rehearsal ? "rehearsing for " : "";
        return $"{rehearsed}{Choice.Model.Id} ({Choice.Reason}): {cost}";
    }

    /// <summary>The plans of a story's shots, in story order, one by one.</summary>
    public async IAsyncEnumerable<PlannedShot> PlanAsync(
        Story story, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        StoryContext context = await ContextAsync(story, cancellationToken);
        await foreach (StoryShot shot in _studio.Stories.ReadShotsAsync(story, _request.Filter.Wants, cancellationToken))
        {
            if (_request.Filter.Wants(shot.ShotIndex))
            {
                PlannedShot planned = await PlanAsync(shot, context);
                if (await IsWantedAsync(planned, context))
                {
                    yield return planned;
                }
            }
        }
    }

    /// <summary>The plan of one shot.</summary>
    public async Task<PlannedShot> PlanAsync(StoryShot shot, CancellationToken cancellationToken)
    {
        Story story = new() { Id = shot.StoryId, DisplayName = shot.StoryTitle };
        return await PlanAsync(shot, await ContextAsync(story, cancellationToken));
    }

    private Task<PlannedShot> PlanAsync(StoryShot shot, StoryContext context) => _decide.DecideAsync(
        _planner.Plan(shot, context.Designs),
        context.Takes.Of(AssetKey.Video(shot.StoryId, shot.SceneletId, shot.ShotIndex)));

    private async Task<bool> IsWantedAsync(PlannedShot shot, StoryContext context) =>
        (!_request.OnlyMissing || shot.File is null) && (!_request.OnlyStale || (await ChangesAsync(shot, context)).Count > 0);

    private async Task<IReadOnlyList<string>> ChangesAsync(PlannedShot shot, StoryContext context)
    {
        AssetKey asset = AssetKey.Video(shot.Plan.StoryId, shot.Plan.SceneletId, shot.Plan.ShotIndex);
        return context.Takes.Of(asset).Selected is { } selected && shot.Plan.Prompt is not null
            ? [.. (await Fingerprint.OfAsync(shot.Plan)).ChangedSince(selected.FingerprintParts).Where(static p => p != "provider")]
            : [];
    }

    private Task<StoryContext> ContextAsync(Story story, CancellationToken cancellationToken) =>
        _stories.GetOrAdd(story.Id, _ => new(() => ReadContextAsync(story, cancellationToken))).Value;

    private async Task<StoryContext> ReadContextAsync(Story story, CancellationToken cancellationToken)
    {
        Story full = story.VisualDesignDocument is not null
            ? story
            : await _studio.Stories.ReadAsync(story.Id, cancellationToken)
                ?? throw new RunRefusedException("story-not-found", $"There is no story {story.Id} in {_studio.Location}.");
        if (!_request.IsDryRun)
        {
            await new SettleAbandonedTakes(_studio).RunAsync(story.Id, cancellationToken);
        }

        return new StoryContext(
            StoryDesigns.Read(full, _instructions), await TakeHistory.ReadAsync(_studio.Ledger, story.Id, cancellationToken));
    }

    private sealed record StoryContext(StoryDesigns Designs, TakeHistory Takes);
}
