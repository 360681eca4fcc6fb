namespace StoryVideo.Providers;

/// <summary>
/// A service that looks at frames of a clip and says what is wrong with them. Its answer is text that claims to be a verdict; whoever
/// asks makes sure of it (<see cref="Stories.Verdict"/>), for it is paid whatever it says.
/// </summary>
public interface IJudgeProvider : IModelService
{
    /// <inheritdoc cref="IImageProvider.Describe"/>
    string Describe(JudgeRequest request);

    /// <summary>
    /// Checks one clip. This is the call that costs money; it is sent at most once, and it never throws: see
    /// <see cref="IImageProvider.GenerateAsync"/>. Never <see cref="SubmitOutcome.Accepted"/>.
    /// </summary>
    Task<SubmitOutcome> JudgeAsync(JudgeRequest request, Func<Task> leaving, CancellationToken cancellationToken);
}
