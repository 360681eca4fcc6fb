using System.Text.Json;

namespace StoryVideo.FakeGemini.Validation;

/// <summary>
/// A submission under examination. <see cref="Instance"/> and <see cref="Parameters"/> are objects once the shape was
/// checked.
/// </summary>
internal sealed class SubmitBody(FakeModel model, JsonElement root, bool isVertex = false)
{
    private static readonly JsonElement s_empty = JsonElement.Parse("{}");

    public FakeModel Model { get; } = model;

    /// <summary>Vertex AI takes some parameters more, and other answers to who may be shown.</summary>
    public bool IsVertex { get; } = isVertex;

    public JsonElement Root { get; } = root;

    public JsonElement Instance => Root.GetProperty("instances")[0];

    public JsonElement Parameters => Root.TryGetProperty("parameters", out JsonElement value) ? value : s_empty;

    public string Prompt => Instance.GetProperty("prompt").GetString() ?? "";

    public bool HasReferences => Has("referenceImages");

    public bool HasFrame => Has("image") || Has("lastFrame");

    public bool HasVideo => Has("video");

    /// <summary>Where the clip shall be laid; null for nowhere.</summary>
    public string? Bucket => Parameters.TryGetProperty("storageUri", out JsonElement value) ? value.GetString() : null;

    /// <summary>What is asked for, or the service's default of 8.</summary>
    public double Duration =>
        Parameters.TryGetProperty("durationSeconds", out JsonElement value) ? value.GetDouble() : 8;

    /// <summary>What is asked for, or the service's default of 720p.</summary>
    public string Resolution =>
        Parameters.TryGetProperty("resolution", out JsonElement value) ? value.GetString() ?? "" : "720p";

    private bool Has(string field) => Instance.TryGetProperty(field, out _);
}
