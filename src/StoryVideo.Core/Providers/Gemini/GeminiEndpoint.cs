using System.Diagnostics.CodeAnalysis;
using StoryVideo.Providers.Http;

namespace StoryVideo.Providers.Gemini;

/// <summary>
/// Where the Gemini API is: Google's own address, or what <c>GOOGLE_GEMINI_BASE_URL</c> puts in its place.
/// </summary>
public static class GeminiEndpoint
{
    /// <summary>The environment variable that moves it.</summary>
    public const string Variable = "GOOGLE_GEMINI_BASE_URL";

    internal const string GoogleHost = "generativelanguage.googleapis.com";

    private static readonly ServiceAddress s_address = new("Gemini", new Uri($"https://{GoogleHost}"), "v1beta", Variable);

    /// <summary>Google's own address.</summary>
    public static ServiceEndpoint Default { get; } = Parse(null);

    /// <summary>
    /// Reads a base URL; nothing at all gives Google's own. False with a reason where the key would not be safe there.
    /// </summary>
    public static bool TryParse(
        string? text,
        [NotNullWhen(true)] out ServiceEndpoint? endpoint,
        [NotNullWhen(false)] out string? problem) =>
        ServiceEndpoint.TryParse(text, s_address, out endpoint, out problem);

    /// <summary>Reads a base URL; nothing at all gives Google's own.</summary>
    /// <exception cref="FormatException">With the sentence of <see cref="TryParse"/>.</exception>
    public static ServiceEndpoint Parse(string? text) => ServiceEndpoint.Parse(text, s_address);
}
