using System.Text.RegularExpressions;

namespace StoryVideo.Providers.Vertex;

/// <summary>
/// Names at Vertex AI, as the ledger keeps them. They come out of an answer or from an operator and become part of a URL that is
/// called with credentials, so nothing but plain names is let through.
/// </summary>
internal static partial class VertexOperationName
{
    public static bool IsVeo(string? name) => name is not null && Veo().IsMatch(name);

    public static bool IsInteraction(string? name) => name is not null && Interaction().IsMatch(name);

    /// <summary>The location in a name.</summary>
    public static string LocationOf(string name) => name.Split('/')[3];

    /// <summary>The model's part of a Veo operation's name: all but the operation itself.</summary>
    public static string ModelOf(string name) => name[..name.IndexOf("/operations/", StringComparison.Ordinal)];

    [GeneratedRegex(
        @"\Aprojects/[a-z0-9][a-z0-9.:-]{0,62}/locations/[a-z][a-z0-9-]{0,31}/publishers/google/models/[A-Za-z0-9][A-Za-z0-9._-]{0,127}/operations/[A-Za-z0-9][A-Za-z0-9._-]{0,255}\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Veo();

    [GeneratedRegex(
        @"\Aprojects/[a-z0-9][a-z0-9.:-]{0,62}/locations/[a-z][a-z0-9-]{0,31}/interactions/[A-Za-z0-9][A-Za-z0-9._=-]{0,511}\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Interaction();
}
