using System.Text.Json;

namespace StoryVideo.Providers.Gemini;

/// <summary>A successful answer to <c>generateContent</c>, read with care: anything of it may be missing or of another type.</summary>
internal readonly struct ContentAnswer
{
    private readonly JsonElement _root;

    public ContentAnswer(JsonElement root) => _root = root;

    /// <summary>What was made, thoughts left out: they hold drafts, which are not the result.</summary>
    public IEnumerable<JsonElement> Parts =>
        Member(Member(Candidate, "content"), "parts") is { ValueKind: JsonValueKind.Array } parts
            ? parts.EnumerateArray().Where(static p => Member(p, "thought") is not { ValueKind: JsonValueKind.True })
            : [];

    /// <summary>Why it ended; empty where it does not say.</summary>
    public string FinishReason => Text(Candidate, "finishReason") ?? "";

    /// <summary>Why the request was turned away; null where it was not.</summary>
    public string? BlockReason => Text(Member(_root, "promptFeedback"), "blockReason");

    /// <summary>The texts among the parts, in thoughts too.</summary>
    public string Words => string.Join(' ', (Member(Member(Candidate, "content"), "parts") is { ValueKind: JsonValueKind.Array } parts
        ? parts.EnumerateArray().Select(static p => Text(p, "text")) : []).OfType<string>());

    /// <summary>What the service says of its reasons; null where it says nothing.</summary>
    public string? Message => Text(Candidate, "finishMessage") ?? Text(Member(_root, "promptFeedback"), "blockReasonMessage");

    private JsonElement? Candidate => Member(_root, "candidates") is { ValueKind: JsonValueKind.Array } all && all.GetArrayLength() > 0 ? all[0] : null;

    public static JsonElement? Member(JsonElement? owner, string name) =>
        owner is { ValueKind: JsonValueKind.Object } element && element.TryGetProperty(name, out JsonElement value) ? value : null;

    public static string? Text(JsonElement? owner, string name) =>
        Member(owner, name) is { ValueKind: JsonValueKind.String } value && value.GetString() is { Length: > 0 } text ? text : null;

    /// <summary>The service's word, without anything that is none.</summary>
    public static string Plain(string reason) =>
        reason.Length == 0 ? "no reason" : string.Concat(reason.Where(static c => char.IsAsciiLetterOrDigit(c) || c == '_').Take(40));
}
