using System.Diagnostics.CodeAnalysis;
using StoryVideo.Providers.Http;

namespace StoryVideo.Providers.Grok;

/// <summary>Where the xAI API is: xAI's own address, or what <c>XAI_BASE_URL</c> puts in its place.</summary>
public static class GrokEndpoint
{
    /// <summary>The environment variable that moves it. With or without the version: <c>https://api.x.ai/v1</c>.</summary>
    public const string Variable = "XAI_BASE_URL";

    internal const string Version = "v1";

    private static readonly ServiceAddress s_address = new("xAI", new Uri("https://api.x.ai"), Version, Variable);

    /// <summary>xAI's own address.</summary>
    public static ServiceEndpoint Default { get; } = Parse(null);

    /// <summary>
    /// Reads a base URL; nothing at all gives xAI's own. False with a reason where the key would not be safe there.
    /// </summary>
    public static bool TryParse(
        string? text,
        [NotNullWhen(true)] out ServiceEndpoint? endpoint,
        [NotNullWhen(false)] out string? problem) =>
        ServiceEndpoint.TryParse(WithoutVersion(text), s_address, out endpoint, out problem);

    /// <summary>Reads a base URL; nothing at all gives xAI's own.</summary>
    /// <exception cref="FormatException">With the sentence of <see cref="TryParse"/>.</exception>
    public static ServiceEndpoint Parse(string? text) => ServiceEndpoint.Parse(WithoutVersion(text), s_address);

    // Other programs that read the variable expect the version in it.
    private static string? WithoutVersion(string? text)
    {
        string? trimmed = text?.Trim().TrimEnd('/');
        return trimmed?.EndsWith("/" + Version, StringComparison.OrdinalIgnoreCase) == true ? trimmed[..^(Version.Length + 1)] : trimmed;
    }
}
