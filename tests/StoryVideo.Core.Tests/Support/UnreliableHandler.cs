namespace StoryVideo.Core.Tests.Support;

/// <summary>Throws what it was given, once each and before anything is sent; then works.</summary>
internal sealed class UnreliableHandler(params Exception[] failures) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
{
    private readonly Queue<Exception> _failures = new(failures);
    private readonly TaskCompletionSource _allThrown = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task AllThrown => _allThrown.Task;

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken)
    {
        if (!_failures.TryDequeue(out Exception? failure))
        {
            return base.SendAsync(request, cancellationToken);
        }

        if (_failures.Count == 0)
        {
            _allThrown.SetResult();
        }

        throw failure;
    }
}
