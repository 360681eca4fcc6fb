using System.Globalization;
using System.Text;

namespace StoryVideo.Providers.Rehearsal;

/// <summary>Makes a caption fit into a frame: no control signs, lines broken between words, the rest cut.</summary>
internal static class CaptionText
{
    public const int LongestCaption = 160;

    private const int LongestLine = 44;

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

    /// <summary>The cleaned caption in lines that a frame is wide enough for.</summary>
    public static string Wrap(string caption)
    {
        StringBuilder text = new();
        int line = 0;
        foreach (string word in Clean(caption).Split(' '))
        {
            if (line > 0 && line + 1 + word.Length > LongestLine)
            {
                text.Append('\n');
                line = 0;
            }

            text.Append(line > 0 ? " " : "").Append(word);
            line += word.Length + 1;
        }

        return text.ToString();
    }
}
