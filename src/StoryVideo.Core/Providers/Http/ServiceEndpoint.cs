using System.Diagnostics.CodeAnalysis;

namespace StoryVideo.Providers.Http;

/// <summary>Where a service is: its own address, or what an environment variable puts in its place.</summary>
public sealed class ServiceEndpoint
{
    private readonly string _prefix;
    private readonly string _version;

    private ServiceEndpoint(Uri baseUrl, string version)
    {
        BaseUrl = baseUrl;
        _version = version;
        _prefix = baseUrl.AbsoluteUri.TrimEnd('/');
    }

    /// <summary>Scheme, host, port and, behind some proxies, a path.</summary>
    public Uri BaseUrl { get; }

    /// <summary>A server on this machine, the only kind that may speak plain http.</summary>
    public bool IsLoopback => BaseUrl.IsLoopback;

    /// <summary>Reads a base URL. False with a reason where a key would not be safe there.</summary>
    /// <param name="text">The URL; nothing at all gives the service's own.</param>
    /// <param name="service">Its own address, its version, and how it is spoken of.</param>
    /// <param name="endpoint">Where it is.</param>
    /// <param name="problem">A sentence.</param>
    internal static bool TryParse(
        string? text,
        ServiceAddress service,
        [NotNullWhen(true)] out ServiceEndpoint? endpoint,
        [NotNullWhen(false)] out string? problem)
    {
        endpoint = null;
        problem = null;
        if (string.IsNullOrWhiteSpace(text))
        {
            endpoint = new ServiceEndpoint(service.Url, service.Version);
            return true;
        }

        if (!Uri.TryCreate(text.Trim(), UriKind.Absolute, out Uri? uri) || !IsWeb(uri))
        {
            problem = $"The {service.Name} base URL is not a web address. {service.Variable} looks like https://host.";
        }
        else if (uri.Scheme == Uri.UriSchemeHttp && !uri.IsLoopback)
        {
            problem = $"The {service.Name} base URL http://{uri.Authority} would send the key in the clear. Use https, or "
                + "a server on this machine.";
        }
        else if (uri.UserInfo.Length > 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0)
        {
            problem = $"The {service.Name} base URL may hold a host, a port and a path, and no user, query or fragment.";
        }
        else
        {
            endpoint = new ServiceEndpoint(uri, service.Version);
        }

        return endpoint is not null;
    }

    /// <exception cref="FormatException">With the sentence of <see cref="TryParse"/>.</exception>
    internal static ServiceEndpoint Parse(string? text, ServiceAddress service) =>
        TryParse(text, service, out ServiceEndpoint? endpoint, out string? problem)
            ? endpoint
            : throw new FormatException(problem);

    public override string ToString() => _prefix;

    internal static bool IsWeb(Uri uri) => uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp;

    /// <summary>An address of the API's current version: <c>models/…</c>, <c>files/…</c>.</summary>
    internal Uri Resolve(string path) => Resolve(_version, path);

    /// <summary>An address of another version of the API.</summary>
    internal Uri Resolve(string version, string path) => new($"{_prefix}/{version}/{path}");

    /// <summary>Same scheme, host and port: the one place where the key goes.</summary>
    internal bool IsSameOrigin(Uri uri) =>
        uri.Scheme == BaseUrl.Scheme
        && string.Equals(uri.IdnHost, BaseUrl.IdnHost, StringComparison.OrdinalIgnoreCase)
        && uri.Port == BaseUrl.Port;
}
