namespace StoryVideo.Providers.Http;

/// <summary>
/// A clip that lies nowhere but in the service's answer about its operation. What is kept of it is that operation's name, so that
/// any later process finds the clip again.
/// </summary>
internal static class InlineClip
{
    private const string Scheme = "inline:";

    public static GeneratedVideo Of(string operationName) => new(Scheme + operationName);

    /// <summary>The operation whose answer holds the clip; null where it lies elsewhere.</summary>
    public static string? OperationOf(GeneratedVideo video) =>
        video.Uri.StartsWith(Scheme, StringComparison.Ordinal) ? video.Uri[Scheme.Length..] : null;
}
