using System.Text.Json.Serialization;

namespace StoryVideo.Providers.Google;

/// <summary>The union of the google.rpc details that matter here: ErrorInfo, RetryInfo, QuotaFailure.</summary>
internal sealed record WireErrorDetail(
    [property: JsonPropertyName("@type")] string? Type,
    string? Reason,
    string? RetryDelay,
    IReadOnlyList<WireQuotaViolation>? Violations);
