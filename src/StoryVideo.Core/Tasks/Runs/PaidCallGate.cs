namespace StoryVideo.Tasks.Runs;

/// <summary>
/// The one gate that all paid calls of a run pass: so many open at once, and when the provider asks for patience, all of
/// them wait, not each for itself.
/// </summary>
internal sealed class PaidCallGate : IDisposable
{
    /// <summary>A night's run outlives a router that starts anew; a network that stays away is the operator's to see.</summary>
    public static readonly TimeSpan LongestOutage = TimeSpan.FromMinutes(10);

    /// <summary>Between two looks at whether the network is back.</summary>
    public static readonly TimeSpan OutagePause = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _open;
    private readonly bool _isShared;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private DateTimeOffset _closedUntil = DateTimeOffset.MinValue;
    private DateTimeOffset? _awaySince;
    private int _kept;

    /// <param name="limit">How many may be open at once.</param>
    /// <param name="time">The clock of its pauses.</param>
    /// <param name="shared">The places that it has together with the gates of other models, in place of its own; null where it has its own.</param>
    public PaidCallGate(int limit, TimeProvider time, SemaphoreSlim? shared = null)
    {
        _open = shared ?? new SemaphoreSlim(limit);
        _isShared = shared is not null;
        _time = time;
    }

    /// <summary>
    /// Keeps places for operations that run already, before anything new can take them. Before the first shot enters.
    /// </summary>
    public void Keep(int places)
    {
        while (_kept < places && _open.Wait(TimeSpan.Zero))
        {
            _kept++;
        }
    }

    /// <summary>Waits for a place. Whoever got one gives it back with <see cref="Leave"/>.</summary>
    public Task EnterAsync(CancellationToken cancellationToken) => _open.WaitAsync(cancellationToken);

    /// <summary>The same for an operation that runs already: it takes one of the kept places, as long as there are any.</summary>
    public Task EnterRunningAsync(CancellationToken cancellationToken) =>
        Interlocked.Decrement(ref _kept) >= 0 ? Task.CompletedTask : EnterAsync(cancellationToken);

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

    /// <summary>The provider answered, whatever it said: there is a way to it.</summary>
    public void ProviderIsThere()
    {
        lock (_lock)
        {
            _awaySince = null;
        }
    }

    /// <summary>Closes the gate for a while because there is no way to the provider; false once that has lasted too long.</summary>
    public bool TryWaitForProvider()
    {
        lock (_lock)
        {
            DateTimeOffset now = _time.GetUtcNow();
            _awaySince ??= now;
            if (now - _awaySince >= LongestOutage)
            {
                return false;
            }
        }

        CloseFor(OutagePause);
        return true;
    }

    public void Dispose()
    {
        if (!_isShared)
        {
            _open.Dispose();
        }
    }

    private TimeSpan Remaining()
    {
        lock (_lock)
        {
            return _closedUntil - _time.GetUtcNow();
        }
    }
}
