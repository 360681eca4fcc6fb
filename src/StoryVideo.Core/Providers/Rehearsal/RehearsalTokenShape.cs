using System.Text.Json.Serialization;

namespace StoryVideo.Providers.Rehearsal;

/// <summary>The JSON inside an operation name. A change of meaning takes a new version.</summary>
internal sealed record RehearsalTokenShape
{
    public const int CurrentVersion = 1;

    [JsonPropertyName("v")]
    public required int Version { get; init; }

    /// <summary>Makes two operations of one shot two names, as a remote service does.</summary>
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    [JsonPropertyName("still")]
    public string? Still { get; init; }

    [JsonPropertyName("aspect")]
    public required string AspectRatio { get; init; }

    [JsonPropertyName("resolution")]
    public required string Resolution { get; init; }

    [JsonPropertyName("seconds")]
    public required int Seconds { get; init; }

    [JsonPropertyName("caption")]
    public required string Caption { get; init; }

    [JsonPropertyName("pan")]
    public int Pan { get; init; }

    [JsonPropertyName("tilt")]
    public int Tilt { get; init; }

    [JsonPropertyName("zoom")]
    public int Zoom { get; init; }
}
