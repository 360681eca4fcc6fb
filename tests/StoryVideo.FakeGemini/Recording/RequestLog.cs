namespace StoryVideo.FakeGemini.Recording;

/// <summary>Everything that arrived, in order, and somebody waiting for the next.</summary>
internal sealed class RequestLog
{
    private readonly Lock _lock = new();
    private readonly List<RecordedRequest> _requests = [];
    private readonly List<Waiting> _waiting = [];

    public IReadOnlyList<RecordedRequest> Snapshot()
    {
        lock (_lock)
        {
            return _requests.ToArray();
        }
    }

    public void Add(RecordedRequest request)
    {
        lock (_lock)
        {
            _requests.Add(request);
            foreach (Waiting waiting in _waiting.Where(w => w.Wanted(request)))
            {
                waiting.Found.TrySetResult(request);
            }
        }
    }

    /// <summary>The first request, past or coming, that is wanted.</summary>
    public Task<RecordedRequest> FirstAsync(Func<RecordedRequest, bool> wanted)
    {
        lock (_lock)
        {
            RecordedRequest? past = _requests.Find(r => wanted(r));
            TaskCompletionSource<RecordedRequest> found = new(TaskCreationOptions.RunContinuationsAsynchronously);
            if (past is not null)
            {
                found.SetResult(past);
            }
            else
            {
                _waiting.Add(new Waiting(wanted, found));
            }

            return found.Task;
        }
    }

    private sealed record Waiting(Func<RecordedRequest, bool> Wanted, TaskCompletionSource<RecordedRequest> Found);
}
