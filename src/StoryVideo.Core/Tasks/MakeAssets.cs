using System.Runtime.CompilerServices;
using System.Threading.Channels;
using StoryVideo.Catalog;
using StoryVideo.Ledger;
using StoryVideo.Planning;
using StoryVideo.Providers;

namespace StoryVideo.Tasks;

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

        IAssetMaker maker = _plans.OpenMaker();
        if (Array.Exists(open, static s => s.Action == AssetAction.Make))
        {
            RefuseWithoutRoom();
            await RefuseWithoutModelAsync(maker.Service, cancellationToken);
        }

        await foreach (AssetResult result in MakeAsync(open, maker, cancellationToken))
        {
            yield return result;
        }
    }

    private async IAsyncEnumerable<AssetResult> MakeAsync(
        PlannedAsset[] assets, IAssetMaker maker, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        int limit = _request.ThrottleLimit ?? Math.Max(1, _plans.Choice.Model.ConcurrentCalls);
        using PaidCallGate gate = new(limit, _studio.Time);
        await using HeldPlaces places = new(_studio, maker.Operations, _plans.Choice.Model, gate);
        if (_request.Goal == RunGoal.Submitted)
        {
            await places.HoldRunningAsync(cancellationToken);
        }
        else
        {
            gate.Keep(assets.Count(static s => s is { Action: AssetAction.Adopt, Take.State: TakeState.Submitted }));
        }

        using CancellationTokenSource clock = Clock();
        RunContext run = Context(maker, gate, places);
        Channel<AssetResult> results = Channel.CreateUnbounded<AssetResult>();

        // Fetching needs no place at the gate: while clips come in, as many others are being made.
        ParallelOptions options = new() { MaxDegreeOfParallelism = 2 * limit, CancellationToken = stop.Token };
        Task work = Task.Run(
            async () =>
            {
                try
                {
                    await Parallel.ForEachAsync(assets, options, async (asset, token) =>
                        await results.Writer.WriteAsync(await MakeAsync(run, asset, clock.Token, token), CancellationToken.None));
                    results.Writer.Complete();
                }
                catch (Exception e)
                {
                    results.Writer.Complete(e);
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
    }

    // Time that is over ends what is waited for, and tells so of every asset; whoever stops the run wants to hear no more.
    private static async Task<AssetResult> MakeAsync(
        RunContext run, PlannedAsset asset, CancellationToken clock, CancellationToken stop)
    {
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(clock, stop);
        AssetProduction production = new(run, asset);
        AssetResult result;
        try
        {
            result = await production.RunAsync(either.Token);
        }
        catch (OperationCanceledException) when (clock.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            result = production.OutOfTime();
        }
        catch (Exception e) when (e is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            // One bad asset never stops its siblings.
            result = production.BrokenOff(e);
        }

        run.Report(asset.Plan.Asset, AssetStage.Done);
        run.StopAtFailure(result);
        return result;
    }

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

    private RunContext Context(IAssetMaker maker, PaidCallGate gate, HeldPlaces places)
    {
        RunStop stop = new();
        return new RunContext
        {
            Studio = _studio,
            Maker = maker,
            Model = _plans.Choice.Model,
            Fingerprint = _plans.Fingerprint,
            Gate = gate,
            Goal = _request.Goal,
            Places = places,
            RunId = _request.RunId ?? NewRunId(_studio.Time),
            MaximumCost = _request.MaximumCost,
            FailFast = _request.FailFast,
            Progress = Progress,
            Stop = stop,
            Keeper = new TakeKeeper(_studio.Ledger, stop, _studio.Time),
        };
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

    // One free look before the first paid call: a retired model is told apart from a bad shot, and nothing is swapped unasked.
    private async Task RefuseWithoutModelAsync(IModelService service, CancellationToken cancellationToken)
    {
        CatalogModel model = _plans.Choice.Model;
        switch (await service.CheckModelAsync(model.Id, cancellationToken))
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
