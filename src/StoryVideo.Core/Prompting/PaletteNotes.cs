using System.Text.Json;
using StoryVideo.Stories;

namespace StoryVideo.Prompting;

/// <summary>The usage notes of palette colours: advice for designers that a clip does without where it names no such colour.</summary>
internal static class PaletteNotes
{
    private static readonly string[] s_notes = ["usage_notes", "usageNotes"];
    private static readonly string[] s_names = ["hex_code", "hexCode", "color_name", "colorName"];

    /// <summary>
    /// The palette without the notes of colours that <paramref name="rest"/> names neither by hex code nor by name.
    /// </summary>
    public static string Render(JsonElement palette, string rest, PromptRendering rendering, int depth)
    {
        if (palette.ValueKind != JsonValueKind.Array)
        {
            return PromptJson.Render(palette, rendering, depth);
        }

        PromptJson json = new(rendering, depth);
        json.Array(palette.EnumerateArray().Select(color => IsNamed(color, rest)
            ? PromptJson.Render(color, rendering, depth + 1)
            : PromptJson.Render(color, rendering, depth + 1, static name => !s_notes.Contains(name, StringComparer.Ordinal))));
        return json.ToString();
    }

    private static bool IsNamed(JsonElement color, string rest) => Array.Exists(
        s_names,
        key => StoredJson.FindText(color, key) is { } name && rest.Contains(name, StringComparison.OrdinalIgnoreCase));
}
