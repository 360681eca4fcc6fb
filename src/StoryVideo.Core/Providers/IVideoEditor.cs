namespace StoryVideo.Providers;

/// <summary>
/// A service that changes a clip instead of making another one. What comes of an edit is polled and fetched as any clip of the
/// service's (<see cref="IVideoProvider"/>).
/// </summary>
public interface IVideoEditor
{
    /// <summary>The longest clip that it takes, in seconds.</summary>
    double LongestSeconds { get; }

    /// <inheritdoc cref="IVideoProvider.Describe"/>
    string Describe(EditRequest request);

    /// <inheritdoc cref="IVideoProvider.SubmitAsync(VideoRequest, Func{Task}, CancellationToken)"/>
    Task<SubmitOutcome> SubmitEditAsync(EditRequest request, Func<Task> leaving, CancellationToken cancellationToken);
}
