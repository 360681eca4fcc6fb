namespace StoryVideo.Providers;

/// <summary>A service that makes images: one call, whose answer carries the image.</summary>
public interface IImageProvider : IModelService
{
    /// <summary>
    /// The request as it would leave: verb and URL on the first line, then the JSON body with each image's base64 replaced
    /// by its size. Needs no key and touches no network.
    /// </summary>
    string Describe(ImageRequest request);

    /// <inheritdoc cref="IVideoProvider.WriteAsync"/>
    Task<OutgoingRequest?> WriteAsync(ImageRequest request, CancellationToken cancellationToken) => Task.FromResult<OutgoingRequest?>(null);

    /// <summary>
    /// Makes one image. This is the call that costs money; it is sent at most once, and it never throws: not even when it is
    /// cancelled, for an answer that nobody waits for is an image that is lost. Never <see cref="SubmitOutcome.Accepted"/>.
    /// </summary>
    /// <param name="request">What to make.</param>
    /// <param name="leaving">
    /// Awaited once, as late as the provider can: until it returns nothing can have been paid, and where it throws, the request
    /// does not leave whole.
    /// </param>
    /// <param name="cancellationToken">Breaks off what has not left whole.</param>
    Task<SubmitOutcome> GenerateAsync(ImageRequest request, Func<Task> leaving, CancellationToken cancellationToken);
}
