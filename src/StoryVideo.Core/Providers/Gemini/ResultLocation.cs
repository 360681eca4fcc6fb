using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace StoryVideo.Providers.Gemini;

/// <summary>
/// Decides where a finished clip is fetched. Its address comes out of the service's answer and is not trusted:
/// <list type="bullet">
/// <item>https is fetched from anywhere, but the key goes only to the origin of the base URL;</item>
/// <item>plain http is fetched only from this machine, and only where the base URL itself is on this machine;</item>
/// <item>
/// an address at Google while the base URL lies elsewhere is a proxy that hands answers through unchanged. The clip is
/// then asked of the proxy under the same <c>files/{id}</c>, as Google's SDKs do: the key may be the proxy's own and
/// must not reach Google, and a network that needs a proxy seldom reaches Google without it. What does not look like a
/// file is fetched as it stands, without the key.
/// </item>
/// </list>
/// </summary>
internal static partial class ResultLocation
{
    public static bool TryResolve(
        GeminiEndpoint endpoint,
        string uri,
        [NotNullWhen(true)] out Uri? target,
        [NotNullWhen(false)] out string? problem)
    {
        target = null;
        problem = null;
        if (RelativeFile().Match(uri) is { Success: true } relative)
        {
            target = endpoint.Resolve(Download(relative));
        }
        else if (!Uri.TryCreate(uri, UriKind.Absolute, out Uri? absolute) || !GeminiEndpoint.IsWeb(absolute))
        {
            problem = "it is not a web address";
        }
        else if (MayFetch(endpoint, absolute, out problem))
        {
            target = AtProxy(endpoint, absolute) ?? absolute;
        }

        return target is not null;
    }

    /// <summary>Holds for the clip's address and for every redirect.</summary>
    public static bool MayFetch(GeminiEndpoint endpoint, Uri uri, [NotNullWhen(false)] out string? problem)
    {
        bool isPlainOnThisMachine = uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback && endpoint.IsLoopback;
        problem = uri.UserInfo.Length > 0 ? "it holds a user name"
            : uri.Scheme == Uri.UriSchemeHttps || isPlainOnThisMachine ? null
            : "it is not https";
        return problem is null;
    }

    private static Uri? AtProxy(GeminiEndpoint endpoint, Uri uri)
    {
        bool isElsewhere = uri.IdnHost == GeminiEndpoint.GoogleHost && !endpoint.IsSameOrigin(uri);
        return isElsewhere && GoogleFile().Match(uri.AbsolutePath) is { Success: true } file
            ? endpoint.Resolve(Download(file))
            : null;
    }

    private static string Download(Match file) => $"files/{file.Groups["id"].Value}:download?alt=media";

    [GeneratedRegex(
        @"\A(v1beta/)?files/(?<id>[A-Za-z0-9_-]{1,128})(:download)?(\?alt=media)?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex RelativeFile();

    [GeneratedRegex(
        @"\A(/download)?/v1(beta|alpha)?/files/(?<id>[A-Za-z0-9_-]{1,128})(:download)?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex GoogleFile();
}
