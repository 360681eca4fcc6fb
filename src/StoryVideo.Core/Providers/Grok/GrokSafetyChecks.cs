using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace StoryVideo.Providers.Grok;

/// <summary>Puts the names of xAI's safety checks into words.</summary>
internal static partial class GrokSafetyChecks
{
    private static readonly FrozenDictionary<string, string> s_words = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["CSAM"] = "a child",
        ["BIO"] = "biological harm",
        ["CHEM"] = "chemical harm",
        ["CYBER"] = "attacks on computers",
        ["DATA_LEAKAGE"] = "personal data",
        ["VIOLENCE"] = "violence",
        ["SEXUAL"] = "sexual content",
        ["HATE"] = "hate",
        ["SELF_HARM"] = "self-harm",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>What the checks named in a text look for, each with its name; empty where it names none.</summary>
    public static string Explain(string text) => string.Join(", ", Check().Matches(text)
        .Select(static m => s_words.TryGetValue(m.Groups["name"].Value, out string? words) ? $"{words} ({m.Value})" : m.Value)
        .Distinct(StringComparer.Ordinal));

    [GeneratedRegex(
        @"\bSAFETY_CHECK_TYPE_(?<name>[A-Z_]{2,40})\b",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Check();
}
