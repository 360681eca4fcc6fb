namespace StoryVideo.Providers;

/// <summary>A service that makes clips: describe, submit, poll, download.</summary>
public interface IVideoProvider : IModelService
{
    /// <summary>
    /// The request as it would leave: verb and URL on the first line, then the JSON body with each image's base64 replaced
    /// by its size. Needs no key and touches no network.
    /// </summary>
    string Describe(VideoRequest request);

    /// <summary>The request to the byte, images and all; null where nothing leaves this machine. Needs no key and touches no network.</summary>
    /// <exception cref="IOException">An image cannot be read.</exception>
    Task<OutgoingRequest?> WriteAsync(VideoRequest request, CancellationToken cancellationToken) => Task.FromResult<OutgoingRequest?>(null);

    /// <summary>
    /// Starts one clip. This is the call that costs money; it is sent at most once, and it never throws: not even when it is
    /// cancelled, for an answer that nobody waits for may be one that is paid for.
    /// </summary>
    Task<SubmitOutcome> SubmitAsync(VideoRequest request, CancellationToken cancellationToken);

    /// <inheritdoc cref="SubmitAsync(VideoRequest, CancellationToken)"/>
    /// <param name="request">What to make.</param>
    /// <param name="leaving">
    /// Awaited once, as late as the provider can: until it returns nothing can have been paid, and where it throws, the request
    /// does not leave whole. Here it comes before everything else.
    /// </param>
    /// <param name="cancellationToken">Breaks off what has not left whole.</param>
    async Task<SubmitOutcome> SubmitAsync(VideoRequest request, Func<Task> leaving, CancellationToken cancellationToken)
    {
        await leaving();
        return await SubmitAsync(request, cancellationToken);
    }

    Task<PollOutcome> PollAsync(string operationName, CancellationToken cancellationToken);

    /// <summary>Streams a finished clip into <paramref name="destination"/>, which starts empty and can seek.</summary>
    Task<DownloadOutcome> DownloadAsync(GeneratedVideo video, Stream destination, CancellationToken cancellationToken);
}
