using System.Collections.Concurrent;
using StoryVideo.Catalog;
using StoryVideo.Ledger;
using StoryVideo.Providers;

namespace StoryVideo.Tasks.Runs;

/// <summary>
/// Keeps the places of operations that nobody waits for. A run that only submits must not open more paid calls than the limit
/// allows: each operation, of this run and of those before it, keeps its place at the gate until the provider is done with it,
/// or until no shot wants the place any more. Looks, and changes nothing.
/// </summary>
internal sealed class HeldPlaces : IAsyncDisposable
{
    private readonly Studio _studio;
    private readonly IVideoProvider? _operations;
    private readonly CatalogModel _model;
    private readonly PaidCallGate _gate;
    private readonly CancellationTokenSource _over = new();
    private readonly ConcurrentBag<Task> _held = [];

    /// <param name="studio">Where the takes are.</param>
    /// <param name="operations">Who is asked about them; null where calls leave nothing running.</param>
    /// <param name="model">Whose they are.</param>
    /// <param name="gate">Whose places are kept.</param>
    public HeldPlaces(Studio studio, IVideoProvider? operations, CatalogModel model, PaidCallGate gate)
    {
        _studio = studio;
        _operations = operations;
        _model = model;
        _gate = gate;
    }

    /// <summary>Keeps the place that the caller has entered.</summary>
    public void Hold(string operation) =>
        _held.Add(HoldAsync(operation, _studio.Time.GetUtcNow() + _model.Deadline));

    /// <summary>Takes places for what the ledger knows to be running at the provider already.</summary>
    public async Task HoldRunningAsync(CancellationToken cancellationToken)
    {
        TakeFilter running = new() { Kind = AssetKind.Video, States = [TakeState.Submitted] };
        await foreach (Take take in _studio.Ledger.ReadAsync(running, cancellationToken))
        {
            DateTimeOffset until = (take.SentAt ?? take.CreatedAt) + _model.Deadline;
            if (take.Provider == _operations?.Name && take.Model == _model.Id && take.OperationName is { } name
                && until > _studio.Time.GetUtcNow())
            {
                _held.Add(EnterAsync(name, until));
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await Task.WhenAll(_held);
        _over.Dispose();
    }

    private async Task EnterAsync(string operation, DateTimeOffset until)
    {
        try
        {
            await _gate.EnterAsync(_over.Token);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        await HoldAsync(operation, until);
    }

    private async Task HoldAsync(string operation, DateTimeOffset until)
    {
        try
        {
            while (_studio.Time.GetUtcNow() < until
                && await _operations!.PollAsync(operation, _over.Token) is PollOutcome.Running or PollOutcome.Unreachable)
            {
                await Task.Delay(_studio.Settings.PollInterval ?? _model.PollInterval, _studio.Time, _over.Token);
            }
        }
        catch (OperationCanceledException) when (_over.IsCancellationRequested)
        {
            // No shot wants the place any more.
        }
        finally
        {
            _gate.Leave();
        }
    }
}
