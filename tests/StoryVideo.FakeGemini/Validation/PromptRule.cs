using System.Text.Json;

namespace StoryVideo.FakeGemini.Validation;

internal sealed class PromptRule : IRequestRule
{
    public string? Refuse(SubmitBody body) =>
        !body.Instance.TryGetProperty("prompt", out JsonElement prompt) ? "`prompt` is required."
        : prompt.ValueKind != JsonValueKind.String ? Refusals.NotAString("prompt")
        : string.IsNullOrWhiteSpace(prompt.GetString()) ? "`prompt` must not be empty."
        : null;
}
