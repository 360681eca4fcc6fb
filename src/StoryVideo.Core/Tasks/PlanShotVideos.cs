using System.Globalization;
using System.Runtime.CompilerServices;
using StoryVideo.Catalog;
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
    private readonly IShotPlanner _planner;
    private readonly DecideShot _decide;
    private readonly FindStale _stale;
    private readonly StoryContexts _stories;

    /// <exception cref="PlanException">The request names a model or provider that cannot be used.</exception>
    public PlanShotVideos(Studio studio, ShotVideoRequest request)
    {
        if (request is { Prefer: not null, IsAuto: false })
        {
            throw new PlanException(
                "A preference goes with an automatic model: -Model Auto -Prefer Price (--model auto --prefer price).");
        }

        _studio = studio;
        _request = request;
        bool isRehearsal = request.Provider == VideoProviders.Rehearsal;
        ReferenceFiles files = new(studio.Assets);
        if (request.IsAuto)
        {
            _planner = new AutoShotPlanner(
                AutoShotPlanner
                    .Candidates(studio.Catalog, isRehearsal ? null : request.Provider, VideoProviders.Speaks, studio.Today)
                    .Select(m => Planner(m, "", isRehearsal, files)),
                request.Prefer ?? ModelPreference.Price);
            Provider = request.Provider;
        }
        else
        {
            Choice = ModelChoice.Of(
                studio.Catalog, request.Model, isRehearsal ? null : request.Provider, VideoProviders.Speaks, studio.Today);
            _planner = Planner(Choice.Model, Choice.Reason, isRehearsal, files);
            Provider = isRehearsal ? VideoProviders.Rehearsal : Choice.Model.Provider;
        }

        Fingerprint = new PlanFingerprint(files);
        _decide = new DecideShot(request, studio.Assets, Fingerprint, new TakeOwners(studio.Time));
        _stale = new FindStale(studio, files, Fingerprint, request);
        _stories = new StoryContexts(studio, Provider ?? ShotVideoRequest.AutoModel, settlesAbandoned: !request.IsDryRun);
    }

    /// <summary>The model, and why it was taken; null where the plan of each shot picks one.</summary>
    public ModelChoice? Choice { get; }

    /// <summary>Who will make the clips; null where that depends on the model that is picked for each.</summary>
    public string? Provider { get; }

    internal PlanFingerprint Fingerprint { get; }

    /// <summary>The model in one line: its name, the reason and the price of one clip.</summary>
    public string DescribeChoice()
    {
        bool isRehearsal = Provider == VideoProviders.Rehearsal;
        if (Choice is not { Model: { } model })
        {
            string which = _request.Prefer == ModelPreference.Quality ? "preferred" : "cheapest";
            return $"{(isRehearsal ? "Rehearsing for" : "For")} each shot the {which} model that can do it as planned, {_request.Format}.";
        }

        string from = model.ChangedBy is { } file ? $", by {Path.GetFileName(file)}" : "";
        string old = model.IsPriceOldOn(_studio.Today) ? $", more than {PriceAge.Days} days ago" : "";
        string cost = model.PriceOf(_request.Format, 0) is { } usd
            ? string.Create(CultureInfo.InvariantCulture, $"${usd:0.00} for {_request.Format} (price of {model.PriceDate:yyyy-MM-dd}{old}{from})")
            : "its price is not known";
        return isRehearsal ? $"Rehearsing for {model.Id}, {cost}." : $"{model.Id}, {cost}: {Choice.Reason}.";
    }

    /// <summary>The model that a plan names.</summary>
    internal CatalogModel ModelOf(ShotPlan plan) => Choice?.Model
        ?? _studio.Catalog.Find(plan.Model, plan.Provider == VideoProviders.Rehearsal ? null : plan.Provider)
        ?? throw new InvalidOperationException($"{plan.Model} was planned for and is not in the catalog.");

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

        PlannedShot planned = await _decide.DecideAsync(_planner.Plan(shot, context.Designs, past.Live), past);
        return _request.OnlyMissing && planned.File is not null ? null : planned;
    }

    private ShotPlanner Planner(CatalogModel model, string reason, bool isRehearsal, ReferenceFiles files) => new(
        new PlanOptions
        {
            Provider = isRehearsal ? VideoProviders.Rehearsal : model.Provider,
            Model = model,
            ModelReason = reason,
            IsFree = isRehearsal,
            Format = _request.Format,
            ExcludeKeyFrame = _request.ExcludeKeyFrame,
            Compact = _request.Compact,
            IsDryRun = _request.IsDryRun,
            AllowUnpriced = _request.AllowUnpriced,
        },
        files,
        _studio.Today);
}
