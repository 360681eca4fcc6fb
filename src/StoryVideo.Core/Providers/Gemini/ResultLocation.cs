using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using StoryVideo.Providers.Http;

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
internal sealed partial class ResultLocation(ServiceEndpoint endpoint) : IResultPlaces
{
    private readonly WebPlaces _web = new(endpoint);

    public bool TryResolve(string uri, [NotNullWhen(true)] out Uri? target, [NotNullWhen(false)] out string? problem)
    {
        problem = null;
        if (RelativeFile().Match(uri) is { Success: true } relative)
        {
            target = endpoint.Resolve(Download(relative));
        }
        else if (_web.TryResolve(uri, out target, out problem))
        {
            target = AtProxy(target) ?? Whole(target);
        }

        return target is not null;
    }

    /// <summary>The id of a file that this service keeps; null where the address is something else.</summary>
    public string? FileOf(string uri) =>
        RelativeFile().Match(uri) is { Success: true } relative ? relative.Groups["id"].Value
        : Uri.TryCreate(uri, UriKind.Absolute, out Uri? absolute)
            && (absolute.IdnHost == GeminiEndpoint.GoogleHost || endpoint.IsSameOrigin(absolute))
            && GoogleFile().Match(absolute.AbsolutePath) is { Success: true } file
            ? file.Groups["id"].Value
            : null;

    private Uri? AtProxy(Uri uri)
    {
        bool isElsewhere = uri.IdnHost == GeminiEndpoint.GoogleHost && !endpoint.IsSameOrigin(uri);
        return isElsewhere && GoogleFile().Match(uri.AbsolutePath) is { Success: true } file
            ? endpoint.Resolve(Download(file))
            : null;
    }

    // A file's own address answers with what is known of it; the clip is one step further.
    private Uri Whole(Uri uri) =>
        endpoint.IsSameOrigin(uri) && uri.Query.Length == 0 && GoogleFile().Match(uri.AbsolutePath) is { Success: true } file
            ? endpoint.Resolve(Download(file))
            : uri;

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
