using System.Text.Json;
using System.Text.Json.Nodes;
using StoryVideo.Stories;

namespace StoryVideo.Storage;

/// <summary>A scenelet as its shots and its own row describe it.</summary>
internal sealed class SceneletRow
{
    public string Id { get; init; } = "";

    public int Sequence { get; init; }

    public string? Content { get; init; }

    /// <summary>The content of a scenelet whose only content is its title.</summary>
    public static string ContentOf(Scenelet scenelet) =>
        scenelet.Label is { } label ? new JsonObject { ["label"] = label }.ToJsonString() : "{}";

    public Scenelet ToScenelet() => new(Id, Sequence, Label());

    // Content is whatever the system that wrote it keeps there; a title is a nicety and never a reason to fail.
    private string? Label()
    {
        if (Content is null || !Content.Contains("\"label\"", StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            return JsonNode.Parse(Content) is JsonObject content && content["label"] is JsonValue value
                && value.TryGetValue(out string? label) ? label : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
