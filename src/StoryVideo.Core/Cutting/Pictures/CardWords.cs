using System.Globalization;
using System.Text;

namespace StoryVideo.Cutting.Pictures;

/// <summary>The words of a card as they stand in its picture: broken into lines that are seen whole, in letters as large as that allows.</summary>
/// <param name="Text">Lines, parted by line feeds.</param>
/// <param name="Letter">Size of the letters, in pixels.</param>
internal sealed record CardWords(string Text, int Letter)
{
    private const int Smallest = 12;

    // Of the picture; what is left is its margin.
    private const double Used = 0.9;

    // Of a letter's size: how wide a capital is, and how far lines are apart. Nobody here knows the font, so that both are generous.
    private const double Width = 0.65;
    private const double LineHeight = 1.5;

    public static CardWords Fit(string text, FilmShape shape)
    {
        for (int letter = shape.Height / 14; ; letter = letter * 9 / 10)
        {
            letter = Math.Max(Smallest, letter);
            List<string> lines = [.. text.ReplaceLineEndings("\n").Split('\n').SelectMany(l => Break(l, (int)(shape.Width * Used / (letter * Width))))];
            if (letter == Smallest || lines.Count * letter * LineHeight <= shape.Height * Used)
            {
                return new CardWords(string.Join('\n', lines), letter);
            }
        }
    }

    private static IEnumerable<string> Break(string line, int columns)
    {
        StringBuilder taken = new();
        foreach (string word in line.Split(' ').SelectMany(w => Part(w, columns)))
        {
            if (taken.Length > 0 && ColumnsOf(taken.ToString()) + 1 + ColumnsOf(word) > columns)
            {
                yield return taken.ToString();
                taken.Clear();
            }

            taken.Append(taken.Length > 0 ? " " : "").Append(word);
        }

        yield return taken.ToString();
    }

    // A word that is longer than a line, and writing that has no spaces.
    private static IEnumerable<string> Part(string word, int columns)
    {
        StringBuilder taken = new();
        int width = 0;
        foreach (string letter in Letters(word))
        {
            if (width > 0 && width + ColumnsOf(letter) > columns)
            {
                yield return taken.ToString();
                taken.Clear();
                width = 0;
            }

            taken.Append(letter);
            width += ColumnsOf(letter);
        }

        yield return taken.ToString();
    }

    // Chinese, Japanese and Korean letters, and most emoji, are as wide as two others.
    private static int ColumnsOf(string text) => Letters(text).Sum(static l => char.ConvertToUtf32(l, 0) >= 0x1100 ? 2 : 1);

    private static IEnumerable<string> Letters(string text)
    {
        for (TextElementEnumerator letters = StringInfo.GetTextElementEnumerator(text); letters.MoveNext();)
        {
            yield return letters.GetTextElement();
        }
    }
}
