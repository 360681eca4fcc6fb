using System.Threading.Channels;
using StoryVideo.Catalog;
using StoryVideo.Ledger;
using StoryVideo.Planning;

namespace StoryVideo.Tasks;

/// <summary>The assets of a run that one model makes: so many at once as its gate lets through.</summary>
internal sealed class ModelRun
{
    private readonly Studio _studio;
    private readonly PlannedAsset[] _assets;
    private readonly int _limit;
    private readonly SemaphoreSlim? _shared;

    /// <param name="studio">Where everything is.</param>
    /// <param name="maker">Who makes them.</param>
    /// <param name="model">With what.</param>
    /// <param name="assets">What is paid for already first: the provider does not keep it for ever.</param>
    /// <param name="limit">How many paid calls may be open at once.</param>
    /// <param name="shared">The places of all models of the run, where the operator named their number; null where each model has its own.</param>
    public ModelRun(
        Studio studio, IAssetMaker maker, CatalogModel model, PlannedAsset[] assets, int limit, SemaphoreSlim? shared = null)
    {
        _studio = studio;
        Maker = maker;
        Model = model;
        _assets = assets;
        _limit = limit;
        _shared = shared;
    }

    public IAssetMaker Maker { get; }

    public CatalogModel Model { get; }

    /// <summary>Whether anything is to be submitted.</summary>
    public bool Makes => Array.Exists(_assets, static s => s.Action == AssetAction.Make);

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
        using PaidCallGate gate = new(_limit, _studio.Time, _shared);
        await using HeldPlaces places = new(_studio, Maker.Operations, Model, gate);
        RunContext run = context(this, gate, places);
        if (run.Goal == RunGoal.Submitted)
        {
            await places.HoldRunningAsync(stop);
        }
        else
        {
            gate.Keep(_assets.Count(static s => s is { Action: AssetAction.Adopt, Take.State: TakeState.Submitted }));
        }

        // Begun one after the other, they come to the gate in the order of the story: what a cap leaves is made from its beginning.
        // Fetching needs no place there: while clips come in, as many others are being made.
        using SemaphoreSlim underWay = new(2 * _limit);
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
