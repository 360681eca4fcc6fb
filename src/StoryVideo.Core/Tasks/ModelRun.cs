using System.Threading.Channels;
using StoryVideo.Catalog;
using StoryVideo.Ledger;
using StoryVideo.Providers;

namespace StoryVideo.Tasks;

/// <summary>The shots of a run that one model makes: so many at once as its gate lets through.</summary>
internal sealed class ModelRun
{
    private readonly Studio _studio;
    private readonly PlannedShot[] _shots;
    private readonly int _limit;

    /// <param name="studio">Where everything is.</param>
    /// <param name="provider">Who makes the clips.</param>
    /// <param name="model">With what.</param>
    /// <param name="shots">What is paid for already first: the provider does not keep it for ever.</param>
    /// <param name="limit">How many paid calls may be open at once.</param>
    public ModelRun(Studio studio, IVideoProvider provider, CatalogModel model, PlannedShot[] shots, int limit)
    {
        _studio = studio;
        Provider = provider;
        Model = model;
        _shots = shots;
        _limit = limit;
    }

    public IVideoProvider Provider { get; }

    public CatalogModel Model { get; }

    /// <summary>Whether anything is to be submitted.</summary>
    public bool Makes => Array.Exists(_shots, static s => s.Action == ShotAction.Make);

    /// <param name="context">What its shots share with each other and with those of other models.</param>
    /// <param name="results">Takes each result as it comes.</param>
    /// <param name="clock">Fires when the operator's time is over.</param>
    /// <param name="stop">Fires when nobody wants to hear more.</param>
    public async Task MakeAsync(
        Func<ModelRun, PaidCallGate, HeldPlaces, RunContext> context,
        ChannelWriter<ShotVideoResult> results,
        CancellationToken clock,
        CancellationToken stop)
    {
        using PaidCallGate gate = new(_limit, _studio.Time);
        await using HeldPlaces places = new(_studio, Provider, Model, gate);
        RunContext run = context(this, gate, places);
        if (run.Goal == RunGoal.Submitted)
        {
            await places.HoldRunningAsync(stop);
        }
        else
        {
            gate.Keep(_shots.Count(static s => s is { Action: ShotAction.Adopt, Take.State: TakeState.Submitted }));
        }

        // Fetching needs no place at the gate: while clips come in, as many others are being made.
        ParallelOptions options = new() { MaxDegreeOfParallelism = 2 * _limit, CancellationToken = stop };
        await Parallel.ForEachAsync(_shots, options, async (shot, token) =>
            await results.WriteAsync(await MakeAsync(run, shot, clock, token), CancellationToken.None));
    }

    // Time that is over ends what is waited for, and tells so of every shot; whoever stops the run wants to hear no more.
    private static async Task<ShotVideoResult> MakeAsync(
        RunContext run, PlannedShot shot, CancellationToken clock, CancellationToken stop)
    {
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(clock, stop);
        ShotProduction production = new(run, shot);
        ShotVideoResult result;
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
            // One bad shot never stops its siblings.
            result = production.BrokenOff(e);
        }

        run.Report(shot.Plan.Shot.Address, ShotStage.Done);
        run.StopAtFailure(result);
        return result;
    }
}
