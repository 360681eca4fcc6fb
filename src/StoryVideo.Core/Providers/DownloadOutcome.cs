namespace StoryVideo.Providers;

/// <summary>What came of fetching a clip. Fetching is free and can be tried again as long as the provider keeps the clip.</summary>
public abstract record DownloadOutcome
{
    private DownloadOutcome()
    {
    }

    public sealed record Completed(long Bytes) : DownloadOutcome;

    /// <summary>The provider does not give it out, or no longer has it.</summary>
    /// <param name="Error">Why.</param>
    /// <param name="IsKeyRefused">It is the key that was refused, and it will be for every clip.</param>
    public sealed record Refused(ProviderError Error, bool IsKeyRefused = false) : DownloadOutcome;

    /// <summary>Not this time, after retries; the take stays <c>generated</c>.</summary>
    public sealed record Interrupted(ProviderError Error) : DownloadOutcome;
}
