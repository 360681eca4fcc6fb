using System.Text;

namespace StoryVideo.Providers.Http;

/// <summary>
/// Makes errors that are safe to show: no key in them, no control characters of the service's making, no endless text.
/// </summary>
internal sealed class ServiceErrors(ICredential? credential)
{
    private const int LongestQuote = 400;
    private const int LongestRaw = 4 * 1024;

    public ProviderError Create(string code, string message, Charge charge, int? httpStatus = null, string? raw = null)
    {
        string? cleanRaw = string.IsNullOrEmpty(raw) ? null : Cut(Scrub(raw), LongestRaw);
        return new ProviderError(code, Scrub(message), charge, httpStatus, cleanRaw);
    }

    /// <summary>The service's own words, as the end of a sentence in brackets; nothing where it gave none.</summary>
    public static string Quote(string? words)
    {
        if (string.IsNullOrWhiteSpace(words))
        {
            return "";
        }

        StringBuilder plain = new(words.Length);
        foreach (char c in words)
        {
            plain.Append(char.IsControl(c) ? ' ' : c);
        }

        return $" (\"{Cut(plain.ToString().Trim(), LongestQuote)}\")";
    }

    /// <summary>The text without the key, wherever it stands in it.</summary>
    public string Scrub(string text) => credential?.Scrub(text) ?? text;

    private static string Cut(string text, int length) =>
        text.Length <= length ? text : string.Concat(text.AsSpan(0, length), " …");
}
