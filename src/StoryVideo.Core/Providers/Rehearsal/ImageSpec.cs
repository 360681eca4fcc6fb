using System.Globalization;

namespace StoryVideo.Providers.Rehearsal;

/// <summary>All that a stand-in image needs.</summary>
/// <param name="Size">In pixels.</param>
/// <param name="Caption">What it stands for, in one line.</param>
/// <param name="Note">What else is written on it.</param>
/// <param name="Colours">As ffmpeg spells them: <c>0x1F3A5F</c>.</param>
internal sealed record ImageSpec(FrameSize Size, string Caption, string Note, IReadOnlyList<string> Colours)
{
    private const int MostColours = 8;

    /// <summary>Side of a square image of size 1K.</summary>
    private const int Unit = 1024;

    /// <summary>Null with a reason where the request asks for what cannot be drawn.</summary>
    public static ImageSpec? Of(ImageRequest request, out string? problem)
    {
        int scale = request.Size.ToUpperInvariant() switch { "512" => 0, "1K" => 1, "2K" => 2, "4K" => 4, _ => -1 };
        string[] sides = request.AspectRatio.Split(':');
        if (scale < 0
            || sides is not [{ } across, { } down]
            || !int.TryParse(across, NumberStyles.None, CultureInfo.InvariantCulture, out int x)
            || !int.TryParse(down, NumberStyles.None, CultureInfo.InvariantCulture, out int y)
            || x is < 1 or > 32
            || y is < 1 or > 32)
        {
            problem = $"'{request.AspectRatio}' in '{request.Size}' is no shape of an image";
            return null;
        }

        problem = null;
        double side = scale == 0 ? Unit / 2 : Unit * scale;
        double factor = Math.Sqrt((double)x / y);
        FrameSize size = new(Even(side * factor), Even(side / factor));
        return new ImageSpec(
            size, CaptionText.Clean(request.Caption), CaptionText.Clean(request.Note), [.. request.Colours.Select(Colour).OfType<string>().Take(MostColours)]);
    }

    private static int Even(double value) => (int)Math.Round(value) & ~1;

    // Untrusted text: only what is six hex digits comes into a filter.
    private static string? Colour(string text)
    {
        string digits = text.Trim().TrimStart('#');
        return digits.Length == 6 && digits.All(char.IsAsciiHexDigit) ? "0x" + digits : null;
    }
}
