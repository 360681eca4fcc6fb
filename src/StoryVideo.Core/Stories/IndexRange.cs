using System.Globalization;

namespace StoryVideo.Stories;

/// <summary>Shots from one 1-based index to another, both included.</summary>
public readonly record struct IndexRange(int First, int Last)
{
    public bool Contains(int index) => index >= First && index <= Last;

    /// <summary>Reads <c>3</c>, <c>2-5</c>, <c>4-</c>, <c>-3</c>, and several of them with commas between.</summary>
    /// <exception cref="FormatException">It is none of these.</exception>
    public static IReadOnlyList<IndexRange> ParseList(string text)
    {
        string[] ranges = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

        // A script's empty variable must not come to mean every shot.
        return ranges.Length > 0 ? [.. ranges.Select(Parse)] : throw Unreadable(text);
    }

    private static IndexRange Parse(string text)
    {
        string[] ends = text.Replace("..", "-", StringComparison.Ordinal).Split('-', StringSplitOptions.TrimEntries);
        IndexRange? range = ends switch
        {
            [{ } one] => new(Number(one, text), Number(one, text)),
            ["", ""] => null,
            [{ } first, { } last] => new(
                first.Length == 0 ? 1 : Number(first, text), last.Length == 0 ? int.MaxValue : Number(last, text)),
            _ => null,
        };
        return range is { } found && found.First <= found.Last ? found : throw Unreadable(text);
    }

    private static int Number(string digits, string text) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0
            ? number
            : throw Unreadable(text);

    private static FormatException Unreadable(string text) =>
        new($"'{text}' is not a shot index. Write 3, 2-5 or 4-; several with commas. The first shot is 1.");
}
