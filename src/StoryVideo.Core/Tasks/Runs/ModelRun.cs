using System.Threading.Channels;
using StoryVideo.Catalog;
using StoryVideo.Ledger;
using StoryVideo.Planning;
using StoryVideo.Tasks.Plans;

namespace StoryVideo.Tasks.Runs;

/// <summary>The assets of a run that one model makes: so many at once as its gate lets through.</summary>
internal sealed class ModelRun : IAsyncDisposable
{
    private readonly PlannedAsset[] _assets;
    private readonly int _limit;
    private readonly PaidCallGate _gate;
    private readonly HeldPlaces _places;

    /// <param name="studio">Where everything is.</param>
    /// <param name="maker">Who makes them.</param>
    /// <param name="model">With what.</param>
    /// <param name="assets">What is paid for already first: the provider does not keep it for ever.</param>
    /// <param name="limit">How many paid calls may be open at once.</param>
    /// <param name="shared">The places of all models of the run, where the operator named their number; null where each model has its own.</param>
    public ModelRun(
        Studio studio, IAssetMaker maker, CatalogModel model, PlannedAsset[] assets, int limit, SemaphoreSlim? shared = null)
    {
        Maker = maker;
        Model = model;
        _assets = assets;
        _limit = limit;
        _gate = new PaidCallGate(limit, studio.Time, shared);
        _places = new HeldPlaces(studio, maker.Operations, model, _gate);
    }

    public IAssetMaker Maker { get; }

    public CatalogModel Model { get; }

    /// <summary>Whether anything is to be submitted.</summary>
    public bool Makes => Array.Exists(_assets, static s => s.Action == AssetAction.Make);

    /// <summary>
    /// Keeps places at the gate for what runs at the provider already. Of all models of a run before the first asset of any of
    /// them begins: who shares their number with others must not find it taken by new calls.
    /// </summary>
    /// <param name="goal">How far the run goes.</param>
    /// <param name="stop">Fires when nobody wants to hear more.</param>
    public async Task KeepPlacesAsync(RunGoal goal, CancellationToken stop)
    {
        if (goal == RunGoal.Submitted)
        {
            await _places.HoldRunningAsync(stop);
        }
        else
        {
            _gate.Keep(_assets.Count(static s => s is { Action: AssetAction.Adopt, Take.State: TakeState.Submitted }));
        }
    }

    /// <param name="context">What its assets share with each other and with those of other models.</param>
    /// <param name="results">Takes each result as it comes.</param>
    /// <param name="clock">Fires when the operator's time is over.</param>
    /// <param name="stop">Fires when nobody wants to hear more.</param>
    public async Task MakeAsync(
        Func<ModelRun, PaidCallGate, HeldPlaces, RunContext> context,
        ChannelWriter<AssetResult> results,
        CancellationToken clock,
        CancellationToken stop)
    {
        RunContext run = context(this, _gate, _places);

        // Begun one after the other, they come to the gate in the order of the story: what a cap leaves is made from about its
        // beginning. Fetching needs no place there: while clips come in, as many others are being made.
        using SemaphoreSlim underWay = new(2 * Math.Min(_limit, _assets.Length));
        List<Task> work = [];
        try
        {
            foreach (PlannedAsset asset in _assets)
            {
                await underWay.WaitAsync(stop);
                work.Add(MakeOneAsync(asset));
            }
        }
        finally
        {
            await Task.WhenAll(work);
        }

        async Task MakeOneAsync(PlannedAsset asset)
        {
            try
            {
                await results.WriteAsync(await MakeAsync(run, asset, clock, stop), CancellationToken.None);
            }
            finally
            {
                underWay.Release();
            }
        }
    }

    /// <summary>Once no model of the run makes anything more: until then what it left running keeps its places.</summary>
    public async ValueTask DisposeAsync()
    {
        await _places.DisposeAsync();
        _gate.Dispose();
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
}
