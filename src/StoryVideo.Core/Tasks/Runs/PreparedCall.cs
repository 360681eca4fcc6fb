using StoryVideo.Ledger;
using StoryVideo.Providers;

namespace StoryVideo.Tasks.Runs;

/// <summary>One paid call that is ready to be sent, together with the temporary files that it sends.</summary>
internal sealed class PreparedCall : IDisposable
{
    private readonly Func<Func<Task>, CancellationToken, Task<SubmitOutcome>>? _send;
    private readonly IDisposable? _files;

    /// <param name="send">Sends it; what it is given is awaited as the request is about to leave whole.</param>
    /// <param name="files">Temporary files; null where there are none.</param>
    public PreparedCall(Func<Func<Task>, CancellationToken, Task<SubmitOutcome>> send, IDisposable? files = null)
    {
        _send = send;
        _files = files;
    }

    /// <param name="problem">Why nothing can be sent.</param>
    public PreparedCall(TakeError problem) => Problem = problem;

    /// <summary>Why nothing can be sent; null where it can.</summary>
    public TakeError? Problem { get; }

    public Task<SubmitOutcome> SendAsync(Func<Task> leaving, CancellationToken stop) =>
        _send?.Invoke(leaving, stop) ?? throw new InvalidOperationException(Problem?.Message);

    public void Dispose() => _files?.Dispose();
}
