using System.Globalization;

namespace StoryVideo.Stories;

/// <summary>How many of something there are, in words: <c>1 shot</c>, <c>3 shots</c>.</summary>
public static class Counted
{
    /// <param name="count">How many.</param>
    /// <param name="noun">What one of them is called.</param>
    /// <param name="plural">What several are called, where an <c>s</c> does not make it.</param>
    public static string Of(int count, string noun, string? plural = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? noun : plural ?? noun + "s")}");
}
