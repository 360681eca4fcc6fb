using System.Text.Json;

namespace StoryVideo.Providers.Google;

/// <summary>One exhausted quota.</summary>
/// <param name="QuotaId">Its name says per minute, per day and free tier.</param>
/// <param name="QuotaValue">Its size; a number in a string as a rule.</param>
internal sealed record WireQuotaViolation(string? QuotaId, JsonElement? QuotaValue);
