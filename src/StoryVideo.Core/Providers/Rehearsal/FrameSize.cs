using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using StoryVideo.Catalog;

namespace StoryVideo.Providers.Rehearsal;

/// <summary>A frame in pixels; both sides are even, as H.264 wants them.</summary>
internal sealed record FrameSize(int Width, int Height)
{
    public const int FramesPerSecond = 24;

    private const int LongestSeconds = 60;

    /// <summary>
    /// Reads aspect and resolution as providers spell them (<c>16:9</c>, <c>1080p</c>, <c>4k</c>); the resolution is
    /// the shorter side.
    /// </summary>
    public static bool TryParse(
        VideoFormat format,
        [NotNullWhen(true)] out FrameSize? size,
        [NotNullWhen(false)] out string? problem)
    {
        size = null;
        problem = null;
        if (format.DurationSeconds is < 1 or > LongestSeconds)
        {
            problem = $"a rehearsal lasts from 1 to {LongestSeconds} seconds, not {format.DurationSeconds}";
        }
        else if (!TryParseAspect(format.AspectRatio, out int across, out int down))
        {
            problem = $"'{format.AspectRatio}' is not an aspect ratio such as 16:9";
        }
        else if (!TryParseResolution(format.Resolution, out int shorter))
        {
            problem = $"'{format.Resolution}' is not a resolution such as 1080p";
        }
        else
        {
            int longer = Even((int)Math.Round((double)shorter * Math.Max(across, down) / Math.Min(across, down)));
            size = across >= down ? new FrameSize(longer, Even(shorter)) : new FrameSize(Even(shorter), longer);
        }

        return size is not null;
    }

    private static int Even(int value) => value & ~1;

    private static bool TryParseAspect(string text, out int across, out int down)
    {
        down = 0;
        string[] parts = text.Split(':');
        return TryParseNumber(parts[0], out across)
            && parts.Length == 2
            && TryParseNumber(parts[1], out down)
            && across is >= 1 and <= 100
            && down is >= 1 and <= 100
            && Math.Max(across, down) <= 3 * Math.Min(across, down);
    }

    private static bool TryParseResolution(string text, out int shorter)
    {
        shorter = text.Equals("4k", StringComparison.OrdinalIgnoreCase) ? 2160 : 0;
        return shorter > 0
            || (text.EndsWith('p') && TryParseNumber(text[..^1], out shorter) && shorter is >= 144 and <= 2160);
    }

    private static bool TryParseNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
