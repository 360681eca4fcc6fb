using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using StoryVideo.Providers.Http;

namespace StoryVideo.Providers.Vertex;

/// <summary>Where clips of Vertex AI lie: in a bucket, which is opened with the same credentials, or on the web.</summary>
internal sealed partial class VertexPlaces(VertexPlace place) : IResultPlaces
{
    private readonly WebPlaces _web = new(place.Endpoint);

    public bool TryResolve(string uri, [NotNullWhen(true)] out Uri? target, [NotNullWhen(false)] out string? problem)
    {
        if (Bucket().Match(uri) is not { Success: true } inBucket)
        {
            return _web.TryResolve(uri, out target, out problem);
        }

        target = null;
        problem = null;
        if (place.Project is null)
        {
            problem = "it lies in a bucket, which an API key does not open; set GOOGLE_CLOUD_PROJECT and use application-default credentials";
            return false;
        }

        target = place.Storage.Resolve(
            $"b/{inBucket.Groups["bucket"].Value}/o/{Uri.EscapeDataString(inBucket.Groups["object"].Value)}?alt=media");
        return true;
    }

    [GeneratedRegex(
        @"\Ags://(?<bucket>[a-z0-9][a-z0-9._-]{1,220})/(?<object>[^\r\n]{1,1024})\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Bucket();
}
