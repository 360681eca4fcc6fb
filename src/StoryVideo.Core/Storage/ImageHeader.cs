using StoryVideo.Media;

namespace StoryVideo.Storage;

/// <summary>What a look at an asset's file showed.</summary>
/// <param name="FullPath">The resolved file.</param>
/// <param name="Bytes">Its size; null where there is no such file.</param>
/// <param name="MimeType">PNG or JPEG by its bytes; null where it is neither.</param>
/// <param name="Problem">Why it cannot be read, where it cannot.</param>
public sealed record ImageHeader(string FullPath, long? Bytes, string? MimeType, string? Problem)
{
    internal static ImageHeader Read(string fullPath)
    {
        FileInfo file = new(fullPath);
        if (!file.Exists)
        {
            return new ImageHeader(fullPath, null, null, Directory.Exists(fullPath) ? "it is a folder" : null);
        }

        try
        {
            Span<byte> header = stackalloc byte[ImageType.HeaderLength];
            using FileStream stream = file.OpenRead();
            int length = stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
            return new ImageHeader(fullPath, file.Length, ImageType.Of(header[..length]), null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new ImageHeader(fullPath, file.Length, null, e.Message);
        }
    }
}
