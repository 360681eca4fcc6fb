using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace StoryVideo.Providers.Google;

/// <summary>Puts the safety filter's support codes into words.</summary>
internal static partial class SupportCodes
{
    private static readonly FrozenDictionary<string, string> s_words = new (string Words, string[] Codes)[]
    {
        ("a child", ["58061214", "17301594"]),
        ("a celebrity's likeness", ["29310472", "15236754"]),
        ("video safety", ["64151117", "42237218"]),
        ("dangerous content", ["62263041"]),
        ("hate", ["57734940", "22137204"]),
        ("other safety reasons", ["74803281", "29578790", "42876398"]),
        ("prohibited content", ["89371032", "49114662", "63429089", "72817394", "60599140"]),
        ("third-party content", ["35561574", "35561575"]),
        ("sexual content", ["90789179", "43188360"]),
        ("toxic language", ["78610348"]),
        ("violence", ["61493863", "56562880"]),
        ("vulgarity", ["32635315"]),
    }
    .SelectMany(static row => row.Codes.Select(code => KeyValuePair.Create(code, row.Words)))
    .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>
    /// What the codes in a reason stand for, each with its code; codes that nobody has explained stand for themselves.
    /// </summary>
    public static IReadOnlyList<string> Explain(IEnumerable<string> reasons) =>
        reasons.SelectMany(static r => Code().Matches(r))
            .Select(static m => s_words.TryGetValue(m.Value, out string? words)
                ? $"{words} (support code {m.Value})"
                : $"support code {m.Value}")
            .Distinct(StringComparer.Ordinal)
            .ToArray();

    [GeneratedRegex(@"\b\d{8}\b", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Code();
}
