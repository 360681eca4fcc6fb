namespace StoryVideo.Providers.Vertex;

/// <summary>Where application-default credentials come from, in the order in which Google's own programs look.</summary>
/// <param name="File">A credentials file; null for the machine's own account.</param>
/// <param name="MetadataAddress">Where a machine in Google's cloud gets its tokens.</param>
/// <param name="Name">For an operator, after "for": <c>the file of GOOGLE_APPLICATION_CREDENTIALS</c>.</param>
internal sealed record CredentialSource(string? File, string MetadataAddress, string Name)
{
    private const string FileVariable = "GOOGLE_APPLICATION_CREDENTIALS";
    private const string UsualFile = "application_default_credentials.json";
    private const string MetadataVariable = "GCE_METADATA_HOST";
    private const string UsualMetadataHost = "169.254.169.254";

    /// <summary>Finds out without touching the network: whether this machine has an account of its own is not known before it is asked.</summary>
    public static CredentialSource Find(Func<string, string?> readVariable)
    {
        string host = Read(readVariable, MetadataVariable) ?? UsualMetadataHost;
        string metadata = $"http://{host}/computeMetadata/v1/instance/service-accounts/default/token";
        if (Read(readVariable, FileVariable) is { } named)
        {
            return new CredentialSource(named, metadata, $"the file of {FileVariable}");
        }

        string usual = Path.Combine(ConfigFolder(readVariable), UsualFile);
        return System.IO.File.Exists(usual)
            ? new CredentialSource(usual, metadata, "gcloud's application-default credentials")
            : new CredentialSource(null, metadata, "this machine's own account in Google's cloud");
    }

    /// <summary>Whether there is something on this machine to point at.</summary>
    public bool IsFile => File is not null;

    public override string ToString() => Name;

    private static string ConfigFolder(Func<string, string?> readVariable) =>
        Read(readVariable, "CLOUDSDK_CONFIG")
        ?? (OperatingSystem.IsWindows()
            ? Path.Combine(Read(readVariable, "APPDATA") ?? "", "gcloud")
            : Path.Combine(Read(readVariable, "HOME") ?? "", ".config", "gcloud"));

    private static string? Read(Func<string, string?> readVariable, string name) =>
        readVariable(name)?.Trim() is { Length: > 0 } value ? value : null;
}
