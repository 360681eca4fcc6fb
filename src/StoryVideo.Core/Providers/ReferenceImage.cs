namespace StoryVideo.Providers;

/// <summary>An image that goes along with a prompt; its bytes are streamed from the file when the request is written.</summary>
/// <param name="AssetPath">Path inside the assets folder, with forward slashes.</param>
/// <param name="FullPath">The resolved file.</param>
/// <param name="MimeType">Read from the bytes: <c>image/png</c> or <c>image/jpeg</c>.</param>
/// <param name="Length">Size in bytes.</param>
public sealed record ReferenceImage(string AssetPath, string FullPath, string MimeType, long Length)
{
    /// <summary>What it is, for services that want to be told: <c>the model sheet of rhea</c>; null where nobody says.</summary>
    public string? Shows { get; init; }
}
