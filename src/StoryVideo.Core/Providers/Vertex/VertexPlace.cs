using System.Text.RegularExpressions;
using StoryVideo.Providers.Http;

namespace StoryVideo.Providers.Vertex;

/// <summary>
/// Where Vertex AI is: a project and a location on Google's hosts, or what <c>GOOGLE_VERTEX_BASE_URL</c> puts in the place of all of
/// them.
/// </summary>
public sealed partial class VertexPlace
{
    /// <summary>The environment variable that moves it.</summary>
    public const string Variable = "GOOGLE_VERTEX_BASE_URL";

    /// <summary>Where Veo is documented to be.</summary>
    public const string UsualLocation = "us-central1";

    /// <summary>Where Omni is, and nowhere else.</summary>
    internal const string Global = "global";

    private const string Version = "v1";

    private readonly ServiceEndpoint? _moved;

    private VertexPlace(ServiceEndpoint? moved, string? project, string location)
    {
        _moved = moved;
        Project = project;
        Location = location;
    }

    /// <summary>Null in express mode, where a key stands for the project.</summary>
    public string? Project { get; }

    /// <summary>As the operator named it, or the usual one.</summary>
    public string Location { get; }

    /// <summary>What Veo is asked at.</summary>
    public ServiceEndpoint Endpoint => At(Project is null ? Global : Location);

    /// <summary>Google's storage, for clips that lie in a bucket.</summary>
    internal ServiceEndpoint Storage =>
        _moved is null ? Google("storage.googleapis.com") : EndpointOf(_moved.ToString(), "storage.googleapis.com", "storage/v1");

    /// <summary>Reads a place.</summary>
    /// <param name="baseUrl">What stands in place of Google's hosts; null or empty for them.</param>
    /// <param name="project">The project's id or number; null or empty for express mode.</param>
    /// <param name="location">The location; null or empty for the usual one.</param>
    /// <exception cref="FormatException">One of them cannot be, in a sentence.</exception>
    public static VertexPlace Parse(string? baseUrl, string? project, string? location)
    {
        project = string.IsNullOrWhiteSpace(project) ? null : project.Trim();
        location = string.IsNullOrWhiteSpace(location) ? UsualLocation : location.Trim();
        if (project is not null && !ProjectName().IsMatch(project))
        {
            throw new FormatException("GOOGLE_CLOUD_PROJECT is no project's id: it holds small letters, digits and dashes.");
        }

        if (!LocationName().IsMatch(location))
        {
            throw new FormatException("GOOGLE_CLOUD_LOCATION is no location: it looks like us-central1, eu or global.");
        }

        ServiceEndpoint? moved = string.IsNullOrWhiteSpace(baseUrl) ? null : EndpointOf(baseUrl, HostOf(location), Version);
        return new VertexPlace(moved, project, location);
    }

    /// <summary>The service in a location.</summary>
    internal ServiceEndpoint At(string location) => _moved ?? Google(HostOf(location));

    /// <summary>A model's path in a location, below the version.</summary>
    internal string ModelPath(string model)
    {
        string publisher = $"publishers/google/models/{Uri.EscapeDataString(model)}";
        return Project is null ? publisher : $"projects/{Project}/locations/{Location}/{publisher}";
    }

    /// <summary>Whether an address is Google's own, or the one that stands for it: the only ones that see the key.</summary>
    internal bool MayHaveKey(Uri uri) => _moved is not null
        ? _moved.IsSameOrigin(uri)
        : uri.Scheme == Uri.UriSchemeHttps && uri.IsDefaultPort && GoogleHost().IsMatch(uri.IdnHost);

    /// <summary>The hosts of the API by location, as Google's SDKs build them.</summary>
    private static string HostOf(string location) => location switch
    {
        Global => "aiplatform.googleapis.com",
        "us" or "eu" => $"aiplatform.{location}.rep.googleapis.com",
        _ => $"{location}-aiplatform.googleapis.com",
    };

    private static ServiceEndpoint Google(string host) =>
        EndpointOf(null, host, host.StartsWith("storage.", StringComparison.Ordinal) ? "storage/v1" : Version);

    private static ServiceEndpoint EndpointOf(string? text, string host, string version) =>
        ServiceEndpoint.Parse(text, new ServiceAddress("Vertex AI", new Uri($"https://{host}"), version, Variable));

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9.:-]{0,62}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ProjectName();

    [GeneratedRegex(@"\A[a-z][a-z0-9-]{0,31}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LocationName();

    [GeneratedRegex(
        @"\A(([a-z][a-z0-9-]{0,31}-)?aiplatform|aiplatform\.(us|eu)\.rep|storage)\.googleapis\.com\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex GoogleHost();
}
