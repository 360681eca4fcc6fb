using System.Globalization;
using System.Runtime.CompilerServices;
using StoryVideo.Catalog;
using StoryVideo.Ledger;
using StoryVideo.Media;
using StoryVideo.Planning;
using StoryVideo.Providers;
using StoryVideo.Stories;
using StoryVideo.Tasks.Runs;
using StoryVideo.Tasks.Takes;

namespace StoryVideo.Tasks.Plans;

/// <summary>
/// Plans assets: what would be sent for each, what it costs, what is wrong, and what a run would do with it. Reads stories, takes
/// and image headers; needs no key and no network, and writes nothing.
/// </summary>
public abstract class PlanAssets
{
    private readonly Dictionary<string, IAssetMaker> _shown = new(StringComparer.Ordinal);
    private readonly DecideAsset _decide;
    private readonly FindStale _stale;

    /// <exception cref="PlanException">The request names a model or provider that cannot be used.</exception>
    private protected PlanAssets(Studio studio, AssetRequest request, IReadOnlyList<AssetKind> kinds, Func<CatalogModel, bool> speaks)
    {
        Studio = studio;
        Request = request;
        IsRehearsal = request.Provider == VideoProviders.Rehearsal;
        Choice = request.IsAuto ? null : ModelChoice.Of(
            studio.Catalog, request.Makes, request.Model, IsRehearsal ? null : request.Provider, speaks, studio.Today);
        Provider = IsRehearsal ? VideoProviders.Rehearsal : Choice?.Model.Provider ?? request.Provider;
        Files = new ReferenceFiles(studio.Assets, request.Ahead);
        Fingerprint = new PlanFingerprint(Files);
        _decide = new DecideAsset(request, studio.Assets, Fingerprint, new TakeOwners(studio.Time));
        _stale = new FindStale(Fingerprint, request);
        Stories = new StoryContexts(studio, kinds, Provider, settlesAbandoned: !request.IsDryRun, request.Ahead);
    }

    /// <summary>The model, and why it was taken; null where each plan picks one.</summary>
    public ModelChoice? Choice { get; }

    /// <summary>Who will make them; null where that depends on the model that each plan picks.</summary>
    public string? Provider { get; }

    /// <summary>The model that all plans share.</summary>
    private protected ModelChoice Shared => Choice ?? throw new InvalidOperationException("Each plan picks a model of its own.");

    /// <summary>Who makes what all plans share a model for.</summary>
    private protected string SharedProvider => IsRehearsal ? VideoProviders.Rehearsal : Shared.Model.Provider;

    internal PlanFingerprint Fingerprint { get; }

    private protected Studio Studio { get; }

    private protected AssetRequest Request { get; }

    private protected bool IsRehearsal { get; }

    /// <summary>This machine can make smaller copies of images that are too large to be sent.</summary>
    private protected bool CanShrink => Ffmpeg.Find(Studio.Settings.ReadVariable) is not null;

    private protected ReferenceFiles Files { get; }

    private protected StoryContexts Stories { get; }

    /// <summary>The shape of one asset in words, and what one costs on the paid model in US dollars; null where that is not known.</summary>
    private protected abstract (string Shape, decimal? Price) One { get; }

    /// <summary>The model in one line: its name, the reason and the price of one.</summary>
    public virtual string DescribeChoice()
    {
        CatalogModel model = Shared.Model;
        (string shape, decimal? price) = One;
        string from = model.ChangedBy is { } file ? $", by {Path.GetFileName(file)}" : "";
        string old = model.IsPriceOldOn(Studio.Today) ? $", more than {PriceAge.Days} days ago" : "";
        string cost = price is { } usd
            ? string.Create(CultureInfo.InvariantCulture, $"${usd:0.00#} for {shape} (price of {model.PriceDate:yyyy-MM-dd}{old}{from})")
            : "its price is not known";
        return IsRehearsal ? $"Rehearsing for {model.Id}, {cost}." : $"{model.Id}, {cost}: {Shared.Reason}.";
    }

    /// <summary>The plans of everything that the request wants of a story, in story order, one by one.</summary>
    public abstract IAsyncEnumerable<PlannedAsset> PlanAsync(Story story, CancellationToken cancellationToken);

    /// <summary>Opens the service that makes them, where it is known yet, to see whether it can be.</summary>
    /// <exception cref="RunRefusedException">There is no such provider, or it lacks a key.</exception>
    public void CheckProvider() => _ = Provider is { } provider ? OpenMaker(provider) : null;

    /// <summary>
    /// What the run of this dry run would send for an asset, to the byte; null where nothing would be sent, nothing leaves this
    /// machine, or an image goes along that an earlier step has yet to make.
    /// </summary>
    /// <exception cref="RunRefusedException">A setting of the provider is wrong.</exception>
    /// <exception cref="IOException">An image cannot be read, or not be made small enough.</exception>
    public async Task<OutgoingRequest?> WriteRequestAsync(PlannedAsset asset, CancellationToken cancellationToken)
    {
        AssetPlan plan = asset.Plan;
        if (!Request.IsDryRun || asset.Action != AssetAction.Make || plan.References.Any(static r => r.Bytes == 0))
        {
            return null;
        }

        if (!_shown.TryGetValue(plan.Provider, out IAssetMaker? maker))
        {
            _shown[plan.Provider] = maker = OpenMaker(plan.Provider);
        }

        return await maker.WriteAsync(plan, cancellationToken);
    }

    /// <summary>The model that a plan names.</summary>
    internal CatalogModel ModelOf(AssetPlan plan) => Choice?.Model
        ?? Studio.Catalog.Find(plan.Model, plan.Provider == VideoProviders.Rehearsal ? null : plan.Provider)
        ?? throw new InvalidOperationException($"{plan.Model} was planned for and is not in the catalog.");

    /// <summary>The plans of the shots that a filter lets through, in story order, one by one.</summary>
    private protected async IAsyncEnumerable<PlannedAsset> PlanAsync(
        Story story,
        ShotFilter filter,
        Func<StoryShot, CancellationToken, Task<PlannedAsset?>> plan,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Read once, from the story that is at hand: the plans of its shots find it again.
        await Stories.OfAsync(story, cancellationToken);
        await foreach (StoryShot shot in Studio.Stories.ReadShotsAsync(story, filter.Wants, cancellationToken))
        {
            if (filter.Wants(shot.ShotIndex) && await plan(shot, cancellationToken) is { } planned)
            {
                yield return planned;
            }
        }
    }

    /// <summary>Opens the service that makes them.</summary>
    /// <exception cref="RunRefusedException">There is no such provider, or it lacks a key.</exception>
    internal abstract IAssetMaker OpenMaker(string provider);

    /// <summary>The plan of the asset that a take is an attempt at, as its story is now.</summary>
    /// <exception cref="RunRefusedException">It is not in the story any more.</exception>
    internal abstract Task<PlannedAsset> PlanAsync(Take take, CancellationToken cancellationToken);

    /// <summary>What has changed since a take was made; empty where it shows what is there now.</summary>
    private protected Task<IReadOnlyList<string>> ChangesAsync(Take selected, AssetPlan? again) => _stale.ChangesAsync(selected, again);

    /// <summary>What becomes of an asset; null where the request asks only for others (missing ones, stale ones).</summary>
    /// <param name="takes">The takes of its story.</param>
    /// <param name="plan">Its plan.</param>
    /// <param name="again">Its plan with the model and options of a take; null where that cannot be made.</param>
    private protected async Task<PlannedAsset?> DecideAsync(TakeHistory takes, AssetPlan plan, Func<Take, AssetPlan?> again)
    {
        TakeHistory.Past past = takes.Of(plan.Asset);
        if (Request.OnlyStale
            && (past.Selected is null || (await _stale.ChangesAsync(past.Selected, again(past.Selected))).Count == 0))
        {
            return null;
        }

        PlannedAsset planned = await _decide.DecideAsync(plan, past);
        return Request.OnlyMissing && planned.File is not null ? null : planned;
    }
}
