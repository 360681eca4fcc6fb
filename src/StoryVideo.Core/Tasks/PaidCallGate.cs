namespace StoryVideo.Tasks;

/// <summary>
/// The one gate that all paid calls of a run pass: so many open at once, and when the provider asks for patience, all of
/// them wait, not each for itself.
/// </summary>
internal sealed class PaidCallGate : IDisposable
{
    private readonly SemaphoreSlim _open;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private DateTimeOffset _closedUntil = DateTimeOffset.MinValue;

    public PaidCallGate(int limit, TimeProvider time)
    {
        _open = new SemaphoreSlim(limit);
        _time = time;
    }

    /// <summary>Waits for a place. Whoever got one gives it back with <see cref="Leave"/>.</summary>
    public Task EnterAsync(CancellationToken cancellationToken) => _open.WaitAsync(cancellationToken);

    /// <summary>Waits until the provider may be asked again; who has a place keeps it.</summary>
    public async Task WaitUntilOpenAsync(CancellationToken cancellationToken)
    {
        for (TimeSpan wait = Remaining(); wait > TimeSpan.Zero; wait = Remaining())
        {
            await Task.Delay(wait, _time, cancellationToken);
        }
    }

    public void Leave() => _open.Release();

    /// <summary>Closes the gate for everyone; a later end wins over an earlier one.</summary>
    public void CloseFor(TimeSpan time)
    {
        lock (_lock)
        {
            DateTimeOffset until = _time.GetUtcNow() + time;
            _closedUntil = until > _closedUntil ? until : _closedUntil;
        }
    }

    public void Dispose() => _open.Dispose();

    private TimeSpan Remaining()
    {
        lock (_lock)
        {
            return _closedUntil - _time.GetUtcNow();
        }
    }
}
