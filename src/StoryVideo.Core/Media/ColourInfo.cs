namespace StoryVideo.Media;

/// <summary>How the colours of a picture are meant, in ffmpeg's words; null each where the file does not tell.</summary>
public sealed record ColourInfo(string? Matrix, string? Primaries, string? Transfer, string? Range)
{
    public static ColourInfo Unknown { get; } = new(null, null, null, null);

    /// <summary>Its words, each in a line of its own.</summary>
    public string ToText() => string.Join('\n', Matrix, Primaries, Transfer, Range);

    /// <summary>What <see cref="ToText"/> has written.</summary>
    public static ColourInfo FromText(string text)
    {
        string?[] words = [.. text.Split('\n').Select(static w => w.Length > 0 ? w : null)];
        return new ColourInfo(words[0], words[1], words[2], words[3]);
    }
}
