namespace StoryVideo.Providers.Resilience;

/// <summary>Bounds one attempt of a call: by time on an injected clock, and by the caller's wish to stop.</summary>
internal sealed class CallLimit : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenRegistration _registration;

    /// <summary>Starts the clock.</summary>
    /// <param name="limit">How long the attempt may take.</param>
    /// <param name="time">The clock.</param>
    /// <param name="caller">Fires when the caller wants to stop.</param>
    /// <param name="patience">
    /// Asked when the caller wants to stop: for how long the attempt may go on all the same. Nothing means not at all.
    /// </param>
    public CallLimit(TimeSpan limit, TimeProvider time, CancellationToken caller, Func<TimeSpan>? patience = null)
    {
        _source = new CancellationTokenSource(limit, time);
        _registration = caller.Register(() =>
        {
            TimeSpan rest = patience?.Invoke() ?? TimeSpan.Zero;
            if (rest > TimeSpan.Zero)
            {
                _source.CancelAfter(rest);
            }
            else
            {
                _source.Cancel();
            }
        });
    }

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        _registration.Dispose();
        _source.Dispose();
    }
}
