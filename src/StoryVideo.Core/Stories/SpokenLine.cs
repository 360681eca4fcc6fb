using System.Text;

namespace StoryVideo.Stories;

/// <summary>One line of a storyboard that is heard.</summary>
/// <param name="Speaker">A character's id, or <see cref="Storyboard.Narrator"/>.</param>
/// <param name="Text">What is said.</param>
/// <param name="Delivery">How it is said; null where the storyboard leaves it open.</param>
public sealed record SpokenLine(string Speaker, string Text, string? Delivery)
{
    /// <summary>
    /// How many words are said: what spaces separate, and of scripts without spaces one word for two signs, which take about as
    /// long to say.
    /// </summary>
    public int Words
    {
        get
        {
            int words = 0;
            int signs = 0;
            bool isWord = false;
            foreach (Rune rune in Text.EnumerateRunes())
            {
                bool isSign = rune.Value is >= 0x2E80 and <= 0x9FFF or >= 0xAC00 and <= 0xD7AF;
                signs += isSign && Rune.IsLetter(rune) ? 1 : 0;
                bool isLetter = !isSign && Rune.IsLetterOrDigit(rune);
                words += isLetter && !isWord ? 1 : 0;
                isWord = isLetter || (isWord && !isSign && !Rune.IsWhiteSpace(rune));
            }

            return words + ((signs + 1) / 2);
        }
    }
}
