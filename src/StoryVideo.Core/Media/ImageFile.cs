namespace StoryVideo.Media;

/// <summary>Tells by an image's bytes what it is, and whether it is whole.</summary>
public static class ImageFile
{
    /// <summary>How far before the end of the file an image may end: some writers append a few bytes.</summary>
    private const int Tail = 4096;

    private static ReadOnlySpan<byte> PngEnd => "IEND"u8;

    private static ReadOnlySpan<byte> JpegEnd => [0xFF, 0xD9];

    /// <summary>The extension of its type, with the dot; null with what is wrong where it is no whole PNG or JPEG.</summary>
    public static string? ExtensionOf(ReadOnlySpan<byte> image, out string? problem)
    {
        (string? extension, bool isWhole) = ImageType.Of(image[..Math.Min(image.Length, ImageType.HeaderLength)]) switch
        {
            "image/png" => (".png", EndsWith(image, PngEnd)),
            "image/jpeg" => (".jpg", EndsWith(image, JpegEnd)),
            _ => ((string?)null, false),
        };
        problem = extension is null ? "neither PNG nor JPEG" : isWhole ? null : "an image that breaks off";
        return isWhole ? extension : null;
    }

    private static bool EndsWith(ReadOnlySpan<byte> image, ReadOnlySpan<byte> mark) =>
        image[Math.Max(0, image.Length - Tail)..].IndexOf(mark) >= 0;
}
