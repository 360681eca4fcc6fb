namespace StoryVideo.Media;

/// <summary>How the colours of a picture are meant, in ffmpeg's words; null each where the file does not tell.</summary>
public sealed record ColourInfo(string? Matrix, string? Primaries, string? Transfer, string? Range)
{
    public static ColourInfo Unknown { get; } = new(null, null, null, null);
}
