namespace StoryVideo.FakeGemini.Validation;

/// <summary>Tells an image's type from its first bytes.</summary>
internal static class ImageSignature
{
    private static readonly byte[] s_png = [0x89, (byte)'P', (byte)'N', (byte)'G'];
    private static readonly byte[] s_jpeg = [0xFF, 0xD8, 0xFF];

    public static string? MimeType(ReadOnlySpan<byte> start) =>
        start.StartsWith(s_png) ? "image/png"
        : start.StartsWith(s_jpeg) ? "image/jpeg"
        : start.StartsWith("RIFF"u8) && start.EndsWith("WEBP"u8) ? "image/webp"
        : null;
}
