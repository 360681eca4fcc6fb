using System.Text;
using System.Text.Json;
using StoryVideo.Providers.Google;
using StoryVideo.Providers.Http;

namespace StoryVideo.Providers.Gemini;

/// <summary>
/// What a successful answer to a request for a check holds. Every answer with words is a result, cut off or not: its tokens are
/// paid, so that the ledger must count it.
/// </summary>
internal sealed class GeneratedVerdict(ServiceErrors errors, string mayBePaid)
{
    public SubmitOutcome Read(ReadOnlyMemory<byte> body, int status)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            ContentAnswer answer = new(document.RootElement);
            string? objection = answer.BlockReason ?? (ImageRefusals.Withheld(answer.FinishReason) is null ? null : answer.FinishReason);
            return objection is null
                ? new SubmitOutcome.Answered(Encoding.UTF8.GetBytes(
                    string.Concat(answer.Parts.Select(static p => ContentAnswer.Text(p, "text")))))
                : Withheld(objection, ServiceErrors.Quote(answer.Message ?? ""), status);
        }
        catch (JsonException)
        {
            return new SubmitOutcome.Uncertain(errors.Create(
                "answer-unreadable",
                $"The answer is not JSON ({status}). {mayBePaid}",
                Charge.Possible,
                status,
                Encoding.UTF8.GetString(body.Span[..Math.Min(body.Length, 4096)])));
        }
    }

    private SubmitOutcome.Filtered Withheld(string reason, string said, int status) => new(errors.Create(
        "check-withheld",
        $"The check is withheld: {ImageRefusals.Withheld(reason) ?? "the service objects"} ({ContentAnswer.Plain(reason)}){said}. No check is charged. "
        + "Look at the clip yourself, or name another judge with --model (-Model).",
        Charge.None,
        status));
}
