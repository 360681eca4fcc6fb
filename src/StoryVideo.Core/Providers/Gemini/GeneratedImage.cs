using System.Text;
using System.Text.Json;
using StoryVideo.Media;
using StoryVideo.Providers.Google;
using StoryVideo.Providers.Http;

namespace StoryVideo.Providers.Gemini;

/// <summary>
/// What a successful answer to <c>generateContent</c> holds: an image among texts and thoughts, or the reason why there is none.
/// All of these come with HTTP 200.
/// </summary>
internal sealed class GeneratedImage(ServiceErrors errors, string mayBePaid)
{
    private const string NotCharged = "No image was made and none is charged.";

    public SubmitOutcome Read(ReadOnlyMemory<byte> body, int status)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(body);
        }
        catch (JsonException)
        {
            return Unreadable(status, "is not JSON", Encoding.UTF8.GetString(body.Span[..Math.Min(body.Length, 4096)]));
        }

        using (document)
        {
            return Read(document.RootElement, status);
        }
    }

    private SubmitOutcome Read(JsonElement root, int status)
    {
        JsonElement[] parts = [.. PartsOf(root)];
        string[] images = [.. parts.Select(DataOf).OfType<string>()];
        if (images.Length > 0)
        {
            return Image(images[^1], status);
        }

        string? block = Text(Member(root, "promptFeedback"), "blockReason");
        string finish = Text(Candidate(root), "finishReason") ?? "";
        string words = string.Join(' ', parts.Select(static p => Text(p, "text")).OfType<string>());
        string said = ServiceErrors.Quote(
            Text(Candidate(root), "finishMessage") ?? Text(Member(root, "promptFeedback"), "blockReasonMessage") ?? words);
        return block is not null ? Withheld(block, said, status)
            : ImageRefusals.Withheld(finish) is not null ? Withheld(finish, said, status)
            : ImageRefusals.MayPass(finish) ? Nothing(finish, words.Length > 0, said, status)
            : new SubmitOutcome.Rejected(errors.Create(
                "no-image", $"The model ended with {Plain(finish)} and without an image{said}. {NotCharged}", Charge.None, status));
    }

    private SubmitOutcome Image(string base64, int status)
    {
        byte[] image = new byte[(base64.Length / 4 * 3) + 3];
        return !Convert.TryFromBase64String(base64, image, out int length)
            ? Unreadable(status, "holds an image whose base64 is damaged", null)
            : ImageFile.ExtensionOf(image.AsSpan(0, length), out string? problem) is null
                ? Unreadable(status, $"holds {problem}", null)
                : new SubmitOutcome.Answered(image.AsMemory(0, length));
    }

    private SubmitOutcome.Filtered Withheld(string reason, string said, int status)
    {
        string words = ImageRefusals.Withheld(reason) ?? $"the service says {Plain(reason)}";
        return new SubmitOutcome.Filtered(errors.Create(
            "image-withheld",
            $"The image is withheld: {words} ({Plain(reason)}){said}. {NotCharged} Change the prompt's designs or the storyboard; the "
            + "same request would fare the same again.",
            Charge.None,
            status));
    }

    private SubmitOutcome.Empty Nothing(string finish, bool isTextOnly, string said, int status) => new(errors.Create(
        isTextOnly ? "text-instead-of-image" : "no-image",
        (isTextOnly ? $"The model answered with words and without an image{said}." : $"The model made no image ({Plain(finish)}){said}.")
        + " No image is charged; a text may have cost a fraction of a cent.",
        Charge.None,
        status));

    private SubmitOutcome.Uncertain Unreadable(int status, string what, string? raw) => new(errors.Create(
        "answer-unreadable", $"The answer {what} ({status}). {mayBePaid}", Charge.Possible, status, raw));

    // Thoughts hold drafts of the picture, which are not the picture.
    private static string? DataOf(JsonElement part) =>
        Member(part, "thought") is { ValueKind: JsonValueKind.True } ? null : Text(Member(part, "inlineData"), "data");

    private static IEnumerable<JsonElement> PartsOf(JsonElement root) =>
        Member(Member(Candidate(root), "content"), "parts") is { ValueKind: JsonValueKind.Array } parts ? parts.EnumerateArray() : [];

    private static JsonElement? Candidate(JsonElement root) =>
        Member(root, "candidates") is { ValueKind: JsonValueKind.Array } all && all.GetArrayLength() > 0 ? all[0] : null;

    private static JsonElement? Member(JsonElement? owner, string name) =>
        owner is { ValueKind: JsonValueKind.Object } element && element.TryGetProperty(name, out JsonElement value) ? value : null;

    private static string? Text(JsonElement? owner, string name) =>
        Member(owner, name) is { ValueKind: JsonValueKind.String } value && value.GetString() is { Length: > 0 } text ? text : null;

    // The service's word, without anything that is none.
    private static string Plain(string reason) =>
        reason.Length == 0 ? "no reason" : string.Concat(reason.Where(static c => char.IsAsciiLetterOrDigit(c) || c == '_').Take(40));
}
