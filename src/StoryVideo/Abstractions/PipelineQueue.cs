using System.Collections.Concurrent;

namespace StoryVideo.Abstractions;

/// <summary>
/// Carries calls from any thread to the pipeline's own, in order. What such a call throws there is the pipeline's word
/// (stopped, cut off by <c>Select-Object -First</c>, <c>-ErrorAction Stop</c>): it comes out of
/// <see cref="RunUntil"/>, and whoever waits for the call is cancelled instead.
/// </summary>
internal sealed class PipelineQueue : IDisposable
{
    private readonly BlockingCollection<IPipelineCall> _calls = [];
    private readonly Lock _lock = new();
    private bool _isClosed;

    /// <summary>Done once the pipeline's thread has made the call; cancelled where it never will.</summary>
    public Task<T> InvokeAsync<T>(Func<T> call)
    {
        PipelineCall<T> queued = new(call);
        Add(queued);
        return queued.Task;
    }

    /// <summary>
    /// Makes the calls of others until a piece of work has ended, and then those that are left. Pipeline thread only.
    /// </summary>
    public void RunUntil(Task work)
    {
        _ = work.ContinueWith(
            _ => Add(new PipelineCall<bool>(static () => true)),
            CancellationToken.None,
            TaskContinuationOptions.None,
            TaskScheduler.Default);
        while (!work.IsCompleted)
        {
            _calls.Take().Run();
        }

        while (_calls.TryTake(out IPipelineCall? left))
        {
            left.Run();
        }
    }

    /// <summary>Nothing is called any more; whoever still waits, or comes late, is cancelled.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _isClosed = true;
        }

        while (_calls.TryTake(out IPipelineCall? left))
        {
            left.Drop();
        }
    }

    public void Dispose()
    {
        Close();
        _calls.Dispose();
    }

    private void Add(IPipelineCall call)
    {
        lock (_lock)
        {
            if (!_isClosed)
            {
                _calls.Add(call);
                return;
            }
        }

        call.Drop();
    }
}
