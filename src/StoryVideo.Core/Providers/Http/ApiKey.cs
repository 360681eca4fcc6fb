using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace StoryVideo.Providers.Http;

/// <summary>A key of a service. It shows itself to nobody but the request that it authorises.</summary>
public sealed class ApiKey
{
    private const string Mask = "***";

    private readonly Regex _spellings;

    /// <summary>Takes a key as it was typed or pasted; white space around it is dropped.</summary>
    /// <exception cref="ArgumentException">
    /// It is empty, or holds white space or characters that no header can carry.
    /// </exception>
    public ApiKey(string value)
    {
        string trimmed = (value ?? "").Trim();
        if (trimmed.Length == 0 || trimmed.Any(static c => c is <= ' ' or > '~'))
        {
            throw new ArgumentException(
                "The API key is empty or holds characters that no key has. Copy it again from where it was made.",
                nameof(value));
        }

        Value = trimmed;
        _spellings = Spellings(trimmed);
    }

    internal string Value { get; }

    /// <summary>Never the key.</summary>
    public override string ToString() => Mask;

    /// <summary>Takes the key out of a text, whether it is spelt plainly, as in a URL, or as in JSON.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    internal string? Scrub(string? text) => text is null ? null : _spellings.Replace(text, Mask);

    /// <summary>
    /// Linear in the text: no alternative of one character is the beginning of another that could also match.
    /// </summary>
    private static Regex Spellings(string value)
    {
        StringBuilder pattern = new();
        foreach (char c in value)
        {
            string plain = Regex.Escape(c.ToString());
            pattern.Append(CultureInfo.InvariantCulture, $@"(\\?{plain}|%{(int)c:X2}|\\u00{(int)c:X2})");
        }

        const RegexOptions options =
            RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture;
        return new Regex(pattern.ToString(), options, Regex.InfiniteMatchTimeout);
    }
}
