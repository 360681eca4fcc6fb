using System.Diagnostics.CodeAnalysis;

namespace StoryVideo.Providers.Gemini;

/// <summary>A key of the Gemini API. It shows itself to nobody but the request that it authorises.</summary>
public sealed class GeminiApiKey
{
    private const string Mask = "***";

    /// <summary>Takes a key as it was typed or pasted; white space around it is dropped.</summary>
    /// <exception cref="ArgumentException">It is empty, or holds white space or characters that no header can carry.</exception>
    public GeminiApiKey(string value)
    {
        string trimmed = (value ?? "").Trim();
        if (trimmed.Length == 0 || trimmed.Any(static c => c is <= ' ' or > '~'))
        {
            throw new ArgumentException(
                "The Gemini API key is empty or holds characters that no key has. Copy it again from aistudio.google.com/apikey.",
                nameof(value));
        }

        Value = trimmed;
    }

    internal string Value { get; }

    /// <summary>The key that was given, else <c>GOOGLE_API_KEY</c>, else <c>GEMINI_API_KEY</c>; null where there is none.</summary>
    /// <param name="given">What the operator passed; wins over the environment.</param>
    /// <param name="variable">Reads an environment variable.</param>
    /// <exception cref="ArgumentException">The first one found cannot be a key.</exception>
    public static GeminiApiKey? Find(string? given, Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        string?[] candidates = [given, variable("GOOGLE_API_KEY"), variable("GEMINI_API_KEY")];
        return Array.Find(candidates, static c => !string.IsNullOrWhiteSpace(c)) is string found ? new GeminiApiKey(found) : null;
    }

    /// <summary>Never the key.</summary>
    public override string ToString() => Mask;

    /// <summary>Takes the key out of a text, as it is and as a URL would spell it.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    internal string? Scrub(string? text) =>
        text?.Replace(Value, Mask, StringComparison.Ordinal).Replace(Uri.EscapeDataString(Value), Mask, StringComparison.OrdinalIgnoreCase);
}
