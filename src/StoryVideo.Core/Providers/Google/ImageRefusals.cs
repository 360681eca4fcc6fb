using System.Collections.Frozen;

namespace StoryVideo.Providers.Google;

/// <summary>Puts the words with which an image is withheld or left out into an operator's.</summary>
internal static class ImageRefusals
{
    private static readonly FrozenDictionary<string, string> s_withheld = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["SAFETY"] = "the safety filter objects to it",
        ["IMAGE_SAFETY"] = "the safety filter objects to the image that came of it",
        ["PROHIBITED_CONTENT"] = "it asks for content that is prohibited",
        ["IMAGE_PROHIBITED_CONTENT"] = "the image that came of it shows content that is prohibited",
        ["RECITATION"] = "what came of it repeats a protected work",
        ["IMAGE_RECITATION"] = "the image that came of it repeats a protected work",
        ["BLOCKLIST"] = "it holds words that are on a blocklist",
        ["SPII"] = "it holds what looks like personal data",
        ["MODEL_ARMOR"] = "the project's own filter (Model Armor) objects to it",
        ["JAILBREAK"] = "it is taken for an attempt to get around the filters",
        ["BLOCK_REASON_UNSPECIFIED"] = "the service gives no reason",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Reasons that may be gone at the next try: no objection, only no image.</summary>
    private static readonly FrozenSet<string> s_passing =
        FrozenSet.Create(StringComparer.Ordinal, "NO_IMAGE", "IMAGE_OTHER", "OTHER", "STOP", "FINISH_REASON_UNSPECIFIED", "");

    /// <summary>Why a result is withheld, in words; null where the reason is no objection.</summary>
    public static string? Withheld(string reason) => s_withheld.GetValueOrDefault(reason);

    /// <summary>Whether the same request may well bring an image at the next try.</summary>
    public static bool MayPass(string reason) => s_passing.Contains(reason);
}
