using System.Diagnostics.CodeAnalysis;

namespace StoryVideo.Providers.Http;

/// <summary>
/// Clips that lie anywhere on the web: https is fetched from anywhere, though the key goes only to the service's own origin; plain
/// http only from this machine, and only where the service itself is on this machine.
/// </summary>
internal sealed class WebPlaces(ServiceEndpoint endpoint) : IResultPlaces
{
    public bool TryResolve(string uri, [NotNullWhen(true)] out Uri? target, [NotNullWhen(false)] out string? problem)
    {
        if (!Uri.TryCreate(uri, UriKind.Absolute, out target) || !ServiceEndpoint.IsWeb(target))
        {
            problem = "it is not a web address";
        }
        else if (MayFetch(endpoint, target, out problem))
        {
            return true;
        }

        target = null;
        return false;
    }

    /// <summary>Holds for the clip's address and for every redirect.</summary>
    public static bool MayFetch(ServiceEndpoint endpoint, Uri uri, [NotNullWhen(false)] out string? problem)
    {
        bool isPlainOnThisMachine = uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback && endpoint.IsLoopback;
        problem = uri.UserInfo.Length > 0 ? "it holds a user name"
            : uri.Scheme == Uri.UriSchemeHttps || isPlainOnThisMachine ? null
            : "it is not https";
        return problem is null;
    }
}
