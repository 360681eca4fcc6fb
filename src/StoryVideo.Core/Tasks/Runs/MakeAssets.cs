using System.Runtime.CompilerServices;
using System.Threading.Channels;
using StoryVideo.Catalog;
using StoryVideo.Planning;
using StoryVideo.Providers;
using StoryVideo.Tasks.Plans;

namespace StoryVideo.Tasks.Runs;

/// <summary>Makes the assets that were planned, so many at once as the gate lets through, and tells of each as soon as it is there.</summary>
public sealed class MakeAssets
{
    private readonly Studio _studio;
    private readonly AssetRequest _request;
    private readonly PlanAssets _plans;

    /// <param name="studio">Open for writing.</param>
    /// <param name="request">What was asked for.</param>
    /// <param name="plans">Who made the plans.</param>
    public MakeAssets(Studio studio, AssetRequest request, PlanAssets plans)
    {
        _studio = studio;
        _request = request;
        _plans = plans;
    }

    /// <summary>Told of every step of every asset; may be called from any thread.</summary>
    public IProgress<AssetProgress>? Progress { get; init; }

    /// <summary>
    /// The results in the order in which they come. Whoever stops reading, or fires the token, stops the run: nothing further
    /// is submitted, and what is in flight is left adoptable.
    /// </summary>
    /// <exception cref="RunRefusedException">Nothing was started: no key, or the service does not offer the model.</exception>
    public async IAsyncEnumerable<AssetResult> RunAsync(
        IReadOnlyList<PlannedAsset> assets, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // What is paid for already comes first: the provider does not keep it for ever.
        PlannedAsset[] open =
            [.. assets.Where(static s => s.Action == AssetAction.Adopt), .. assets.Where(static s => s.Action == AssetAction.Make)];
        foreach (PlannedAsset asset in assets.Except(open))
        {
            yield return AssetResult.Of(asset);
        }

        if (open.Length == 0)
        {
            yield break;
        }

        // A number that the operator names is the run's, however many models are at work in it.
        using SemaphoreSlim? places = _request.ThrottleLimit is { } limit ? new SemaphoreSlim(limit) : null;
        ModelRun[] runs = [.. open.GroupBy(s => (s.Plan.Provider, Model: _plans.ModelOf(s.Plan))).Select(g => Open(g, places))];
        ModelRun[] making = [.. runs.Where(static r => r.Makes)];
        if (making.Length > 0)
        {
            RefuseWithoutRoom();
        }

        // One free look before the first paid call: a retired model is told apart from a bad shot, and nothing is swapped unasked.
        foreach (ModelRun run in making)
        {
            await RefuseWithoutModelAsync(run, cancellationToken);
        }

        await foreach (AssetResult result in MakeAsync(runs, cancellationToken))
        {
            yield return result;
        }
    }

    private async IAsyncEnumerable<AssetResult> MakeAsync(
        ModelRun[] runs, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using CancellationTokenSource clock = Clock();
        Channel<AssetResult> results = Channel.CreateUnbounded<AssetResult>();
        RunStop stopped = new();
        TakeKeeper keeper = new(_studio.Ledger, stopped, _studio.Time);
        string runId = _request.RunId ?? NewRunId(_studio.Time);
        Task work = Task.Run(
            async () =>
            {
                try
                {
                    foreach (ModelRun run in runs)
                    {
                        await run.KeepPlacesAsync(_request.Goal, stop.Token);
                    }

                    await Task.WhenAll(runs.Select(r => r.MakeAsync(Context, results.Writer, clock.Token, stop.Token)));
                    results.Writer.Complete();
                }
                catch (Exception e)
                {
                    results.Writer.Complete(e);
                }
                finally
                {
                    foreach (ModelRun run in runs)
                    {
                        await run.DisposeAsync();
                    }
                }
            },
            CancellationToken.None);
        try
        {
            await foreach (AssetResult result in results.Reader.ReadAllAsync(CancellationToken.None))
            {
                yield return result;
            }
        }
        finally
        {
            await stop.CancelAsync();
            await work;
        }

        // The run's cap, what stops it and whom it tells are one, however many models are at work in it.
        RunContext Context(ModelRun run, PaidCallGate gate, HeldPlaces places) => new()
        {
            Studio = _studio,
            Maker = run.Maker,
            Model = run.Model,
            Fingerprint = _plans.Fingerprint,
            Gate = gate,
            Goal = _request.Goal,
            Places = places,
            RunId = runId,
            MaximumCost = _request.MaximumCost,
            FailFast = _request.FailFast,
            Progress = Progress,
            Stop = stopped,
            Keeper = keeper,
        };
    }

    private ModelRun Open(IGrouping<(string Provider, CatalogModel Model), PlannedAsset> assets, SemaphoreSlim? places) => new(
        _studio,
        _plans.OpenMaker(assets.Key.Provider),
        assets.Key.Model,
        [.. assets],
        _request.ThrottleLimit ?? Math.Max(1, assets.Key.Model.ConcurrentCalls),
        places);

    /// <summary>A name for a run, which sorts by time.</summary>
    public static string NewRunId(TimeProvider time) => Guid.CreateVersion7(time.GetUtcNow()).ToString("n");

    private CancellationTokenSource Clock()
    {
        if (_request.Until is not { } until)
        {
            return new CancellationTokenSource();
        }

        TimeSpan left = until - _studio.Time.GetUtcNow();
        return new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, _studio.Time);
    }

    // A folder that takes no file is found before one is paid for, not after.
    private void RefuseWithoutRoom()
    {
        if (_studio.Assets.FindObstacle() is { } obstacle)
        {
            throw new RunRefusedException(
                "assets-unwritable",
                $"The assets folder '{_studio.Assets.Root}' cannot be written: {obstacle} Nothing was sent. Mend it, or name another "
                + "with --assets (Connect-StoryStore).");
        }
    }

    private async Task RefuseWithoutModelAsync(ModelRun run, CancellationToken cancellationToken)
    {
        CatalogModel model = run.Model;
        switch (await run.Maker.Service.CheckModelAsync(model.Id, cancellationToken))
        {
            case ModelAvailability.NotOffered notOffered:
                string successor = model.Successor is { } next ? $" The catalog names {next} as its successor." : "";
                throw new RunRefusedException(notOffered.Error.Code, notOffered.Error.Message + successor);
            case ModelAvailability.Denied denied:
                throw new RunRefusedException(denied.Error.Code, denied.Error.Message);
            case ModelAvailability.Unknown unknown:
                _studio.Providers.Notice?.Invoke($"{unknown.Error.Message} The submission itself will tell.");
                break;
        }
    }
}
