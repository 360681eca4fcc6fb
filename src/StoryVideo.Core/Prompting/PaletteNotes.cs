using System.Text.Json;
using System.Text.Json.Nodes;

namespace StoryVideo.Prompting;

/// <summary>The usage notes of palette colours: advice for designers that a clip does without where it names no such colour.</summary>
internal static class PaletteNotes
{
    private static readonly string[] s_notes = ["usage_notes", "usageNotes"];

    /// <summary>
    /// The rendered aesthetic without the notes of colours that <paramref name="rest"/> names neither by hex code nor by name.
    /// </summary>
    public static string DropUnused(string aesthetic, string rest, PromptRendering rendering)
    {
        JsonNode? root = JsonNode.Parse(aesthetic);
        foreach (JsonObject color in (root?["master_color_palette"] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (!Names(color).Any(name => rest.Contains(name, StringComparison.OrdinalIgnoreCase)))
            {
                Array.ForEach(s_notes, note => color.Remove(note));
            }
        }

        using JsonDocument shorter = JsonDocument.Parse(root?.ToJsonString() ?? "{}");
        return PromptJson.Render(shorter.RootElement, rendering, 1);
    }

    private static IEnumerable<string> Names(JsonObject color)
    {
        foreach (string key in (string[])["hex_code", "hexCode", "color_name", "colorName"])
        {
            if (color[key] is JsonValue value && value.TryGetValue(out string? name) && name.Trim().Length > 0)
            {
                yield return name.Trim();
            }
        }
    }
}
