namespace StoryVideo.Media;

/// <summary>What an image is, by its first bytes.</summary>
public static class ImageType
{
    /// <summary>How many bytes <see cref="Of"/> looks at.</summary>
    public const int HeaderLength = 8;

    private static ReadOnlySpan<byte> Png => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    private static ReadOnlySpan<byte> Jpeg => [0xFF, 0xD8, 0xFF];

    /// <summary>The MIME type; null where the bytes are neither PNG nor JPEG.</summary>
    public static string? Of(ReadOnlySpan<byte> header) =>
        header.StartsWith(Png) ? "image/png"
        : header.StartsWith(Jpeg) ? "image/jpeg"
        : null;
}
