namespace StoryVideo.Providers;

/// <summary>A clip that is to be changed: where the service can fetch it itself, or a file that is streamed into the request.</summary>
/// <param name="Seconds">Its length.</param>
/// <param name="FullPath">The file; empty where there is an address.</param>
/// <param name="Length">Size of the file in bytes.</param>
/// <param name="Uri">An address of the service's own, as long as it is good; null sends the file.</param>
public sealed record SourceClip(double Seconds, string FullPath, long Length, string? Uri = null)
{
    internal const string MimeType = "video/mp4";

    internal ReferenceImage ToFile() => new(Path.GetFileName(FullPath), FullPath, MimeType, Length);
}
