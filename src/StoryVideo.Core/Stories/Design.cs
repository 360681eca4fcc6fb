using System.Text.Json;

namespace StoryVideo.Stories;

/// <summary>A character or an environment of the visual design document.</summary>
/// <param name="Kind">Character or environment.</param>
/// <param name="Id">Its id, without surrounding white space.</param>
/// <param name="Json">The design as stored.</param>
/// <param name="ImagePath">Stored path of its model sheet or environment reference; null where it has none.</param>
public sealed record Design(DesignKind Kind, string Id, JsonElement Json, string? ImagePath);
