using System.Text;

namespace StoryVideo.Prompting;

/// <summary>How many tokens a text is likely to be, without a tokenizer.</summary>
public static class TokenEstimate
{
    /// <summary>How the estimate is made, for people who read the number.</summary>
    public const string Method = "a token per 4 characters, and one per ideograph, kana, hangul or emoji";

    /// <summary>More than a text is ever likely to be: what a price is reckoned by that must not be passed.</summary>
    public static int Most(string text) => 2 * Of(text);

    /// <summary>
    /// The rule of thumb of the Gemini API documentation (about four characters a token), with signs that tokenizers mostly
    /// keep apart counted singly.
    /// </summary>
    public static int Of(string text)
    {
        int singles = 0;
        int others = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune.Value is >= 0x2E80 and <= 0x9FFF or >= 0xAC00 and <= 0xD7AF or >= 0x1F000)
            {
                singles++;
            }
            else
            {
                others++;
            }
        }

        return singles + ((others + 3) / 4);
    }
}
