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
        ContentAnswer answer = new(root);
        string[] images = [.. answer.Parts.Select(static p => ContentAnswer.Text(ContentAnswer.Member(p, "inlineData"), "data")).OfType<string>()];
        if (images.Length > 0)
        {
            return Image(images[^1], status);
        }

        string? block = answer.BlockReason;
        string finish = answer.FinishReason;
        string words = answer.Words;
        string said = ServiceErrors.Quote(answer.Message ?? words);
        return block is not null ? Withheld(block, said, status)
            : ImageRefusals.Withheld(finish) is not null ? Withheld(finish, said, status)
            : ImageRefusals.MayPass(finish) ? Nothing(finish, words.Length > 0, said, status)
            : new SubmitOutcome.Rejected(errors.Create(
                "no-image", $"The model ended with {ContentAnswer.Plain(finish)} and without an image{said}. {NotCharged}", Charge.None, status));
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
        string words = ImageRefusals.Withheld(reason) ?? $"the service says {ContentAnswer.Plain(reason)}";
        return new SubmitOutcome.Filtered(errors.Create(
            "image-withheld",
            $"The image is withheld: {words} ({ContentAnswer.Plain(reason)}){said}. {NotCharged} Change the prompt's designs or the storyboard; the "
            + "same request would fare the same again.",
            Charge.None,
            status));
    }

    private SubmitOutcome.Empty Nothing(string finish, bool isTextOnly, string said, int status) => new(errors.Create(
        isTextOnly ? "text-instead-of-image" : "no-image",
        (isTextOnly ? $"The model answered with words and without an image{said}." : $"The model made no image ({ContentAnswer.Plain(finish)}){said}.")
        + " No image is charged; a text may have cost a fraction of a cent.",
        Charge.None,
        status));

    private SubmitOutcome.Uncertain Unreadable(int status, string what, string? raw) => new(errors.Create(
        "answer-unreadable", $"The answer {what} ({status}). {mayBePaid}", Charge.Possible, status, raw));
}
