using System.Text.RegularExpressions;
using StoryVideo.Providers.Google;
using StoryVideo.Providers.Http;

namespace StoryVideo.Providers.Vertex;

/// <summary>Vertex AI among the providers: application-default credentials with a project, or a key alone in express mode.</summary>
public static partial class VertexRegistration
{
    private const string ProjectVariable = "GOOGLE_CLOUD_PROJECT";
    private const string LocationVariable = "GOOGLE_CLOUD_LOCATION";
    private const string BucketVariable = "STORYVIDEO_VERTEX_BUCKET";
    private const string KeyVariable = "GOOGLE_API_KEY";

    public static ProviderRegistration Entry { get; } = new()
    {
        Name = VertexVideoProvider.ProviderName,
        Wires = [VeoWire.WireName, InteractionsWire.WireName],
        KeyVariables = [KeyVariable],
        KeyTitle = "Vertex credentials",
        KeyStarts = GoogleKeys.Starts,
        KeyAdvice = $"set {ProjectVariable} and run gcloud auth application-default login, or set GOOGLE_APPLICATION_CREDENTIALS",
        FindKey = FindKey,
        Address = static opening => PlaceOf(opening).Endpoint.BaseUrl.AbsoluteUri,
        Open = Open,
    };

    private static VertexVideoProvider Open(ProviderOpening opening)
    {
        VertexPlace place = PlaceOf(opening);
        return new VertexVideoProvider(
            new VertexOptions
            {
                Place = place,
                Credential = opening.IsForShow ? null : CredentialOf(opening, place),
                Bucket = BucketOf(opening),
                SuccessorOf = id => opening.Catalog.Find(id, VertexVideoProvider.ProviderName)?.Successor,
                WireOf = id => opening.Catalog.Find(id, VertexVideoProvider.ProviderName)?.Wire,
                Notice = opening.Notice,
            },
            opening.Time);
    }

    // A key that is given by hand is meant; otherwise a project says that credentials are, as Google's own SDKs have it.
    private static bool IsExpress(ProviderOpening opening) =>
        !string.IsNullOrWhiteSpace(opening.GivenKey) || string.IsNullOrWhiteSpace(opening.ReadVariable(ProjectVariable));

    private static ICredential CredentialOf(ProviderOpening opening, VertexPlace place)
    {
        if (place.Project is not null)
        {
            return new DefaultCredentials(CredentialSource.Find(opening.ReadVariable));
        }

        ProviderKey key = ProviderKey.Find(opening, [KeyVariable]) ?? throw new ProviderSetupException(
            "key-missing",
            $"There is neither a project nor a key for Vertex AI. Nothing was sent. Set {ProjectVariable} and run gcloud auth "
            + $"application-default login (or set GOOGLE_APPLICATION_CREDENTIALS), set {KeyVariable} for express mode, or rehearse for free "
            + "with --provider rehearsal (-Provider Rehearsal).");
        return new KeyCredential(key.Read(opening), "x-goog-api-key");
    }

    private static string? FindKey(ProviderOpening opening)
    {
        if (IsExpress(opening))
        {
            return ProviderKey.Find(opening, [KeyVariable]) is { } key ? $"{key.Source}, express mode" : null;
        }

        CredentialSource source = CredentialSource.Find(opening.ReadVariable);
        return source.IsFile && !File.Exists(source.File) ? null : source.Name;
    }

    private static VertexPlace PlaceOf(ProviderOpening opening)
    {
        try
        {
            string? project = IsExpress(opening) ? null : opening.ReadVariable(ProjectVariable);
            return VertexPlace.Parse(
                opening.ReadVariable(VertexPlace.Variable),
                opening.IsForShow && string.IsNullOrWhiteSpace(project) ? "project" : project,
                opening.ReadVariable(LocationVariable));
        }
        catch (FormatException e)
        {
            throw new ProviderSetupException("settings-invalid", $"{e.Message} Nothing was sent.", e);
        }
    }

    private static string? BucketOf(ProviderOpening opening)
    {
        string? bucket = opening.ReadVariable(BucketVariable)?.Trim();
        return string.IsNullOrEmpty(bucket) ? null
            : Bucket().IsMatch(bucket) ? bucket
            : throw new ProviderSetupException("settings-invalid", $"{BucketVariable} is no bucket: it looks like gs://bucket/folder/. Nothing was sent.");
    }

    [GeneratedRegex(@"\Ags://[a-z0-9][a-z0-9._-]{1,220}(/[^\s]*)?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Bucket();
}
