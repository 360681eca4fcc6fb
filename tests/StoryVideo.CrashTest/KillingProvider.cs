using StoryVideo.Providers;

namespace StoryVideo.CrashTest;

/// <summary>The provider, with a trap in the middle of a download.</summary>
internal sealed class KillingProvider(IVideoProvider inner, Trap trap) : IVideoProvider
{
    public string Name => inner.Name;

    public Task<ModelAvailability> CheckModelAsync(string model, CancellationToken cancellationToken) =>
        inner.CheckModelAsync(model, cancellationToken);

    public string Describe(VideoRequest request) => inner.Describe(request);

    public Task<SubmitOutcome> SubmitAsync(VideoRequest request, CancellationToken cancellationToken) =>
        inner.SubmitAsync(request, cancellationToken);

    public Task<SubmitOutcome> SubmitAsync(VideoRequest request, Func<Task> leaving, CancellationToken cancellationToken) =>
        inner.SubmitAsync(request, leaving, cancellationToken);

    public Task<PollOutcome> PollAsync(string operationName, CancellationToken cancellationToken) =>
        inner.PollAsync(operationName, cancellationToken);

    public Task<DownloadOutcome> DownloadAsync(GeneratedVideo video, Stream destination, CancellationToken cancellationToken) =>
        inner.DownloadAsync(video, new KillingStream(destination, trap), cancellationToken);
}
