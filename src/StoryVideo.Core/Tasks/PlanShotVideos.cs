using System.Globalization;
using System.Runtime.CompilerServices;
using StoryVideo.Ledger;
using StoryVideo.Planning;
using StoryVideo.Stories;

namespace StoryVideo.Tasks;

/// <summary>
/// Plans clips: what would be sent for each shot, what it costs, what is wrong, and what a run would do with it. Reads
/// stories, takes and image headers; needs no key and no network, and writes nothing.
/// </summary>
public sealed class PlanShotVideos
{
    private readonly Studio _studio;
    private readonly ShotVideoRequest _request;
    private readonly ShotPlanner _planner;
    private readonly DecideShot _decide;
    private readonly FindStale _stale;
    private readonly StoryContexts _stories;

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
        _decide = new DecideShot(request, studio.Assets, Fingerprint, new TakeOwners(studio.Time));
        _stale = new FindStale(studio, files, Fingerprint, request);
        _stories = new StoryContexts(studio, Provider, settlesAbandoned: !request.IsDryRun);
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
        return Provider == VideoProviders.Rehearsal
            ? $"Rehearsing for {Choice.Model.Id}, {cost}."
            : $"{Choice.Model.Id}, {cost}: {Choice.Reason}.";
    }

    /// <summary>The plans of a story's shots, in story order, one by one.</summary>
    public async IAsyncEnumerable<PlannedShot> PlanAsync(
        Story story, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        StoryContexts.Context context = await _stories.OfAsync(story, cancellationToken);
        await foreach (StoryShot shot in _studio.Stories.ReadShotsAsync(story, _request.Filter.Wants, cancellationToken))
        {
            if (_request.Filter.Wants(shot.ShotIndex) && await PlanAsync(shot, context) is { } planned)
            {
                yield return planned;
            }
        }
    }

    /// <summary>The plan of one shot; null where the request asks only for others (missing ones, stale ones).</summary>
    public async Task<PlannedShot?> PlanAsync(StoryShot shot, CancellationToken cancellationToken)
    {
        Story story = new() { Id = shot.StoryId, DisplayName = shot.StoryTitle };
        return await PlanAsync(shot, await _stories.OfAsync(story, cancellationToken));
    }

    private async Task<PlannedShot?> PlanAsync(StoryShot shot, StoryContexts.Context context)
    {
        TakeHistory.Past past = context.Takes.Of(AssetKey.Video(shot.StoryId, shot.SceneletId, shot.ShotIndex));
        if (_request.OnlyStale && (past.Selected is null || (await _stale.ChangesAsync(shot, context.Designs, past.Selected)).Count == 0))
        {
            return null;
        }

        PlannedShot planned = await _decide.DecideAsync(_planner.Plan(shot, context.Designs), past);
        return _request.OnlyMissing && planned.File is not null ? null : planned;
    }
}
