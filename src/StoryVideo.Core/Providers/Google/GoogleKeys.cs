namespace StoryVideo.Providers.Google;

/// <summary>How keys of Google's APIs look.</summary>
internal static class GoogleKeys
{
    /// <summary>What they begin with: the older and the newer kind.</summary>
    public static IReadOnlyList<string> Starts { get; } = ["AIza", "AQ."];
}
