using System.Globalization;
using System.Text;

namespace StoryVideo.Providers.Rehearsal;

/// <summary>Makes a caption fit into a frame: no control signs, lines broken between words, the rest cut.</summary>
internal static class CaptionText
{
    public const int LongestCaption = 160;

    /// <summary>One line of plain text, cut to <see cref="LongestCaption"/> characters.</summary>
    public static string Clean(string caption)
    {
        StringBuilder text = new();
        foreach (Rune rune in caption.EnumerateRunes())
        {
            bool blank = Rune.IsWhiteSpace(rune) || Rune.IsControl(rune)
                || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.LineSeparator;
            if (blank && (text.Length == 0 || text[^1] == ' '))
            {
                continue;
            }

            string next = blank ? " " : rune.ToString();
            if (text.Length + next.Length > LongestCaption)
            {
                return text.ToString().TrimEnd() + "…";
            }

            text.Append(next);
        }

        return text.ToString().TrimEnd();
    }

    /// <summary>The cleaned caption in lines of at most <paramref name="columns"/> narrow letters.</summary>
    public static string Wrap(string caption, int columns)
    {
        StringBuilder text = new();
        int used = 0;
        foreach (string word in Clean(caption).Split(' '))
        {
            int width = word.EnumerateRunes().Sum(ColumnsOf);
            if (used > 0)
            {
                bool fits = used + 1 + Math.Min(width, columns) <= columns;
                text.Append(fits ? ' ' : '\n');
                used = fits ? used + 1 : 0;
            }

            foreach (Rune rune in word.EnumerateRunes())
            {
                if (used + ColumnsOf(rune) > columns)
                {
                    text.Append('\n');
                    used = 0;
                }

                text.Append(rune.ToString());
                used += ColumnsOf(rune);
            }
        }

        return text.ToString();
    }

    /// <summary>From Hangul on, East Asian letters and pictographs are twice as wide as Latin ones.</summary>
    private static int ColumnsOf(Rune rune) => rune.Value is >= 0x1100 and not (>= 0x1E00 and <= 0x2E7F) ? 2 : 1;
}
