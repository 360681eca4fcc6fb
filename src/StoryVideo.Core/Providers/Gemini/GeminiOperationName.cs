using System.Text.RegularExpressions;

namespace StoryVideo.Providers.Gemini;

/// <summary>
/// The name of a running generation: <c>models/{id}/operations/{token}</c>. It comes out of an answer or from an
/// operator and becomes part of a URL that is called with the key, so nothing but plain names is let through.
/// </summary>
public static partial class GeminiOperationName
{
    /// <summary>Whether a name can be polled.</summary>
    public static bool IsValid(string? name) => name is not null && Pattern().IsMatch(name);

    /// <summary>
    /// The token starts with a letter or digit, which keeps <c>..</c> out; <c>\z</c>, because <c>$</c> allows a final
    /// line break.
    /// </summary>
    [GeneratedRegex(
        @"\Amodels/[A-Za-z0-9][A-Za-z0-9._-]{0,127}/operations/[A-Za-z0-9][A-Za-z0-9._-]{0,255}\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pattern();
}
