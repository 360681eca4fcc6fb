using System.Text.Json;
using StoryVideo.Stories;

namespace StoryVideo.Planning;

/// <summary>What a rehearsed image says and which colours it has: enough to tell one from another at a glance.</summary>
internal static class StandInText
{
    /// <summary>The role of a character, what is seen of a place.</summary>
    public static string Of(Design design) =>
        StoredJson.FindText(design.Json, "role", "display_name", "name")
        ?? FirstText(StoredJson.Find(design.Json, "detailed_description", "detailedDescription"))
        ?? "";

    /// <summary>What is seen of a shot, and how it is framed.</summary>
    public static string Of(Storyboard storyboard) => string.Join(". ", new[]
    {
        StoredJson.FindText(storyboard.Payload, "framingAndAngle", "framing_and_angle"),
        StoredJson.FindText(storyboard.Payload, "compositionAndContent", "composition_and_content"),
    }.OfType<string>().Select(static t => t.Trim().TrimEnd('.')));

    /// <summary>The palette, as <c>#RRGGBB</c>; colours that are spelt otherwise are passed over.</summary>
    public static IReadOnlyList<string> ColoursOf(VisualDesign? visual) =>
        [.. StoredJson.Items(visual?.MasterColorPalette).Select(Colour).OfType<string>().Where(static c => c.Trim().Length is 6 or 7)];

    private static string? Colour(JsonElement entry) => entry.ValueKind == JsonValueKind.String
        ? StoredJson.Text(entry)
        : StoredJson.FindText(entry, "hex_code", "hexCode", "hex");

    private static string? FirstText(JsonElement? description) => description switch
    {
        { ValueKind: JsonValueKind.String } text => StoredJson.Text(text),
        { ValueKind: JsonValueKind.Object } members => members.EnumerateObject()
            .Where(static m => m.Value.ValueKind == JsonValueKind.String)
            .Select(static m => StoredJson.Text(m.Value))
            .FirstOrDefault(),
        _ => null,
    };
}
