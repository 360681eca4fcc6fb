namespace StoryVideo.Providers;

/// <summary>A service that speaks: one call, whose answer carries the sound as a WAV file.</summary>
public interface ISpeechProvider : IModelService
{
    /// <summary>The request as it would leave: verb and URL on the first line, then the JSON body. Needs no key and touches no network.</summary>
    string Describe(SpeechRequest request);

    /// <summary>
    /// Speaks one text. This is the call that costs money; it is sent at most once, and it never throws: see
    /// <see cref="IImageProvider.GenerateAsync"/>. Never <see cref="SubmitOutcome.Accepted"/>.
    /// </summary>
    Task<SubmitOutcome> SpeakAsync(SpeechRequest request, Func<Task> leaving, CancellationToken cancellationToken);
}
