using System.Text.Json;
using StoryVideo.Stories;

namespace StoryVideo.Importing;

/// <summary>
/// Brings design documents into the form in which they are stored: the visual one bare, the audio one wrapped. What is
/// inside stays as it was written, to the byte: order of keys, spelling of numbers, escapes.
/// </summary>
internal sealed class DesignDocument(FindingList findings, JsonValueCheck check)
{
    private static readonly string[] s_visualWrappers = ["visual_design_document", "visualDesignDocument"];
    private static readonly string[] s_audioWrappers = ["audio_design_document", "audioDesignDocument"];

    /// <summary>Each list of designs, in both spellings, with the path that its members carry.</summary>
    private static readonly (string[] Lists, string[] Paths)[] s_designs =
    [
        (
            ["character_designs", "characterDesigns"],
            ["character_model_sheet_image_path", "characterModelSheetImagePath"]
        ),
        (
            ["environment_designs", "environmentDesigns"],
            ["environment_reference_image_path", "environmentReferenceImagePath"]
        ),
    ];

    /// <summary>The visual document without wrapping; null where it is no object.</summary>
    public string? ReadVisual(JsonElement value, JsonPath path)
    {
        if (Unwrap(value, ref path, s_visualWrappers) is not JsonElement document)
        {
            return null;
        }

        foreach ((string[] lists, string[] paths) in s_designs)
        {
            foreach (string list in lists)
            {
                CheckDesigns(document, list, paths, path);
            }
        }

        return document.GetRawText();
    }

    /// <summary>The audio document with wrapping; null where there is none, or no object.</summary>
    public string? ReadAudio(JsonElement value, JsonPath path) =>
        value.ValueKind != JsonValueKind.Null && Unwrap(value, ref path, s_audioWrappers) is JsonElement document
            ? $"{{\"audio_design_document\":{document.GetRawText()}}}"
            : null;

    private static JsonElement? Member(JsonElement owner, string name)
    {
        foreach (JsonProperty property in owner.EnumerateObject())
        {
            if (JsonText.NameOf(property) == name)
            {
                return property.Value;
            }
        }

        return null;
    }

    private JsonElement? Unwrap(JsonElement value, ref JsonPath path, string[] wrappers)
    {
        if (value.ValueKind == JsonValueKind.String)
        {
            return Parse(value, path) is JsonElement inner ? Unwrap(inner, ref path, wrappers) : null;
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            findings.Add(path, $"must be an object, not {JsonText.KindOf(value.ValueKind)}");
            return null;
        }

        JsonPath outer = path;
        foreach (string wrapper in wrappers)
        {
            if (Member(value, wrapper) is JsonElement document)
            {
                path = outer.Property(wrapper);
                foreach (JsonProperty beside in value.EnumerateObject().Where(p => JsonText.NameOf(p) != wrapper))
                {
                    findings.Warn(
                        outer.Property(JsonText.NameOf(beside) ?? "?").ToString(),
                        $"stands beside {wrapper} and is not imported");
                }

                return Unwrap(document, ref path, wrappers);
            }
        }

        return value;
    }

    private JsonElement? Parse(JsonElement text, JsonPath path)
    {
        if (JsonText.Of(text) is not string json)
        {
            return null;
        }

        try
        {
            JsonElement document = JsonDocument.Parse(json, JsonText.Strict).RootElement;
            check.Check(document, path, 1);
            return document;
        }
        catch (JsonException e)
        {
            findings.Add(path, $"is a text, and the document in it {JsonFailure.Explain(e)}");
            return null;
        }
    }

    private void CheckDesigns(JsonElement document, string list, string[] names, JsonPath path)
    {
        if (Member(document, list) is not JsonElement designs || designs.ValueKind == JsonValueKind.Null)
        {
            return;
        }

        path = path.Property(list);
        if (designs.ValueKind != JsonValueKind.Array)
        {
            findings.Add(path, $"must be an array, not {JsonText.KindOf(designs.ValueKind)}");
            return;
        }

        foreach ((int index, JsonElement design) in designs.EnumerateArray().Index())
        {
            if (design.ValueKind != JsonValueKind.Object)
            {
                findings.Add(path.Item(index), $"must be an object, not {JsonText.KindOf(design.ValueKind)}");
                continue;
            }

            foreach (string name in names)
            {
                CheckPath(Member(design, name), path.Item(index).Property(name));
            }
        }
    }

    private void CheckPath(JsonElement? value, JsonPath path)
    {
        if (value is not JsonElement element || element.ValueKind == JsonValueKind.Null)
        {
            return;
        }

        if (element.ValueKind != JsonValueKind.String)
        {
            findings.Add(path, $"must be a text, not {JsonText.KindOf(element.ValueKind)}");
        }
        else if (JsonText.Of(element) is string stored
            && !string.IsNullOrWhiteSpace(stored)
            && !AssetPath.TryParse(stored, out _, out string? problem))
        {
            findings.Add(path, $"is not a path inside the assets folder: {problem}");
        }
    }
}
