namespace StoryVideo.Media;

/// <summary>
/// How files reach ffmpeg. A clip is data of others: one that pretends to be a playlist must lead neither to the network nor to
/// other files.
/// </summary>
internal static class MediaInput
{
    /// <summary>Stand before each input.</summary>
    public static IReadOnlyList<string> Guards { get; } =
    [
        "-protocol_whitelist", "file,pipe",
        "-format_whitelist", "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,wav,mp3,flac,ogg,aac,image2,png_pipe,jpeg_pipe,lavfi",
    ];

    /// <summary>A file by its path, which is never taken for an option or an address.</summary>
    public static IReadOnlyList<string> Of(string path) => ["-i", "file:" + path];
}
