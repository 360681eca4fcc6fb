namespace StoryVideo.Providers.Rehearsal;

/// <summary>
/// Says which of ffmpeg's readers an image needs, by its first bytes. Naming the reader keeps ffmpeg from guessing: a
/// file with a misleading name is read for what it is, and one that is no image is never opened as a playlist of other
/// files.
/// </summary>
/// <param name="Path">The full path.</param>
/// <param name="Reader">The name of ffmpeg's reader.</param>
internal sealed record StillFile(string Path, string Reader)
{
    private const int HeadLength = 12;

    /// <summary>Looks at a file; null where it is no PNG, JPEG or WebP.</summary>
    public static StillFile? Open(string path)
    {
        Span<byte> head = stackalloc byte[HeadLength];
        using FileStream file = File.OpenRead(path);
        bool whole = file.ReadAtLeast(head, HeadLength, throwOnEndOfStream: false) == HeadLength;
        return whole && ReaderOf(head) is { } reader
            ? new StillFile(path, reader)
            : null;
    }

    private static string? ReaderOf(ReadOnlySpan<byte> head) =>
        head.StartsWith<byte>([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) ? "png_pipe"
        : head.StartsWith<byte>([0xFF, 0xD8, 0xFF]) ? "jpeg_pipe"
        : head.StartsWith("RIFF"u8) && head[8..].StartsWith("WEBP"u8) ? "webp_pipe"
        : null;
}
