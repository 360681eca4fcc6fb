using System.Diagnostics.CodeAnalysis;

namespace StoryVideo.Providers.Gemini;

/// <summary>
/// Where the Gemini API is: Google's own address, or what <c>GOOGLE_GEMINI_BASE_URL</c> puts in its place.
/// </summary>
public sealed class GeminiEndpoint
{
    internal const string GoogleHost = "generativelanguage.googleapis.com";

    private const string ApiVersion = "v1beta";

    private readonly string _prefix;

    private GeminiEndpoint(Uri baseUrl)
    {
        BaseUrl = baseUrl;
        _prefix = baseUrl.AbsoluteUri.TrimEnd('/');
    }

    /// <summary>Google's own address.</summary>
    public static GeminiEndpoint Default { get; } = new(new Uri($"https://{GoogleHost}"));

    /// <summary>Scheme, host, port and, behind some proxies, a path.</summary>
    public Uri BaseUrl { get; }

    /// <summary>A server on this machine, the only kind that may speak plain http.</summary>
    public bool IsLoopback => BaseUrl.IsLoopback;

    /// <summary>
    /// Reads a base URL; nothing at all gives Google's own. False with a reason where the key would not be safe there.
    /// </summary>
    public static bool TryParse(
        string? text,
        [NotNullWhen(true)] out GeminiEndpoint? endpoint,
        [NotNullWhen(false)] out string? problem)
    {
        endpoint = null;
        problem = null;
        if (string.IsNullOrWhiteSpace(text))
        {
            endpoint = Default;
            return true;
        }

        if (!Uri.TryCreate(text.Trim(), UriKind.Absolute, out Uri? uri) || !IsWeb(uri))
        {
            problem = "The Gemini base URL is not a web address. GOOGLE_GEMINI_BASE_URL looks like https://host.";
        }
        else if (uri.Scheme == Uri.UriSchemeHttp && !uri.IsLoopback)
        {
            problem = $"The Gemini base URL http://{uri.Authority} would send the key in the clear. Use https, or "
                + "a server on this machine.";
        }
        else if (uri.UserInfo.Length > 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0)
        {
            problem = "The Gemini base URL may hold a host, a port and a path, and no user, query or fragment.";
        }
        else
        {
            endpoint = new GeminiEndpoint(uri);
        }

        return endpoint is not null;
    }

    /// <summary>Reads a base URL; nothing at all gives Google's own.</summary>
    /// <exception cref="FormatException">With the sentence of <see cref="TryParse"/>.</exception>
    public static GeminiEndpoint Parse(string? text) =>
        TryParse(text, out GeminiEndpoint? endpoint, out string? problem)
            ? endpoint
            : throw new FormatException(problem);

    public override string ToString() => _prefix;

    internal static bool IsWeb(Uri uri) => uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp;

    /// <summary>An address of the API's current version: <c>models/…</c>, <c>files/…</c>.</summary>
    internal Uri Resolve(string path) => new($"{_prefix}/{ApiVersion}/{path}");

    /// <summary>Same scheme, host and port: the one place where the key goes.</summary>
    internal bool IsSameOrigin(Uri uri) =>
        uri.Scheme == BaseUrl.Scheme
        && string.Equals(uri.IdnHost, BaseUrl.IdnHost, StringComparison.OrdinalIgnoreCase)
        && uri.Port == BaseUrl.Port;
}
