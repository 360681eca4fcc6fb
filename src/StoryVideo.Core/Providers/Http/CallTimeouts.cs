namespace StoryVideo.Providers.Http;

/// <summary>
/// How long one attempt of each call may take, by the injected clock. HttpClient's own limit knows no such clock.
/// </summary>
internal static class CallTimeouts
{
    /// <summary>Three references of 7 MiB are 28 MiB of base64: four minutes at 1 Mbit/s.</summary>
    public static readonly TimeSpan Submit = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How long an answer is still awaited after the caller cancels once the whole request has left. The answer comes within
    /// seconds and holds the operation's name; hanging up would turn a clip that is being made into an unknown bill. Whoever
    /// stops a run gets the prompt back within ten seconds all the same.
    /// </summary>
    public static readonly TimeSpan AnswerAfterCancel = TimeSpan.FromSeconds(7);

    /// <summary>
    /// The same where the answer itself carries the result: most come within forty seconds, and an image that nobody waits for
    /// is paid and lost.
    /// </summary>
    public static readonly TimeSpan ResultAfterCancel = TimeSpan.FromSeconds(45);

    /// <summary>A few hundred bytes.</summary>
    public static readonly TimeSpan Question = TimeSpan.FromMinutes(1);

    /// <summary>A clip in 4k is some 60 MB: eight minutes at 1 Mbit/s.</summary>
    public static readonly TimeSpan Download = TimeSpan.FromMinutes(10);

    /// <summary>From the first packet to an open, encrypted connection.</summary>
    public static readonly TimeSpan Connect = TimeSpan.FromSeconds(30);
}
