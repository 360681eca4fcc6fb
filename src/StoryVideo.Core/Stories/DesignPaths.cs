using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace StoryVideo.Stories;

/// <summary>Keeps the image paths that a story has earned when its visual design document is replaced by a newer one.</summary>
public static class DesignPaths
{
    private static readonly JsonSerializerOptions s_readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// The newer document, with the image path of every design that the older one has and the newer one lacks. Untouched, to
    /// the byte, where nothing is missing.
    /// </summary>
    /// <exception cref="StoryDataException">The newer document is not a JSON object.</exception>
    public static string CarryOver(string newer, string? older)
    {
        if (older is null || Read(older) is not { } before)
        {
            return newer;
        }

        VisualDesign now = VisualDesign.Parse(newer);
        Design[] bare = [.. Designs(now).Where(d => d.ImagePath is null && before.Find(d.Kind, d.Id)?.ImagePath is not null)];
        if (bare.Length == 0)
        {
            return newer;
        }

        JsonNode document = JsonNode.Parse(newer)!;
        foreach (JsonObject design in Objects(document))
        {
            foreach (Design match in bare.Where(d => IsOf(design, d)))
            {
                design[PathName(match.Kind)] = before.Find(match.Kind, match.Id)!.ImagePath;
            }
        }

        return document.ToJsonString(s_readable);
    }

    /// <summary>The document with this image path at a design, and otherwise the same to the byte; null where it has no such design.</summary>
    public static string? Set(string document, DesignKind kind, string id, string path) =>
        new DesignPathEdit(kind, id, path).Apply(document);

    // An older document that cannot be read has no path to lose.
    private static VisualDesign? Read(string document)
    {
        try
        {
            return VisualDesign.Parse(document);
        }
        catch (StoryDataException)
        {
            return null;
        }
    }

    private static IEnumerable<Design> Designs(VisualDesign document) => document.Characters.Concat(document.Environments);

    internal static string PathName(DesignKind kind) =>
        kind == DesignKind.Character ? "character_model_sheet_image_path" : "environment_reference_image_path";

    private static IEnumerable<JsonObject> Objects(JsonNode document) =>
        document.AsObject()
            .Where(static p => p.Key.Contains("design", StringComparison.OrdinalIgnoreCase))
            .SelectMany(static p => p.Value as JsonArray ?? [])
            .OfType<JsonObject>();

    private static bool IsOf(JsonObject node, Design design)
    {
        string name = design.Kind.ToString().ToLowerInvariant();
        return (node[name + "_id"] ?? node[name + "Id"]) is JsonValue value
            && value.TryGetValue(out string? id)
            && id.Trim() == design.Id;
    }
}
