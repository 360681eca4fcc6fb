using System.Text.Json;

namespace StoryVideo.Providers.Grok;

/// <summary>
/// A refusal: <c>{"code": "…", "error": "words"}</c>, or <c>{"error": {"code": "…", "message": "words"}}</c> on the newer addresses.
/// </summary>
internal sealed record WireRefusal(JsonElement? Code, JsonElement? Error);
