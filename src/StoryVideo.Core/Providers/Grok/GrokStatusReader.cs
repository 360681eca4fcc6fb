using System.Text.Json;
using StoryVideo.Providers.Http;

namespace StoryVideo.Providers.Grok;

/// <summary>What a look at a request means. "Done" is a success only where there is an address to fetch the clip from.</summary>
internal sealed class GrokStatusReader(ServiceErrors errors)
{
    private const decimal TicksPerDollar = 10_000_000_000m;

    /// <summary>More than any clip costs: a bill beyond it is no bill.</summary>
    private const decimal HighestBill = 1_000m;

    private const string LookAtBill = "look at the team's bill at https://console.x.ai";

    /// <summary>Null where the answer cannot be read.</summary>
    public PollOutcome? Read(string body)
    {
        // 202 with nothing in it: not done yet.
        if (string.IsNullOrWhiteSpace(body))
        {
            return new PollOutcome.Running();
        }

        if (JsonAnswer.TryRead(body, GrokJson.Default.WireStatus) is not { } answer)
        {
            return null;
        }

        PollOutcome? outcome = answer switch
        {
            { Status: "pending" } => new PollOutcome.Running(),
            { Status: "done" } or { Status: null, Video: not null } => Done(answer, body),
            { Status: "failed" } => Failed(answer.Error, body),
            { Status: "expired" } => Expired(body),
            _ => null,
        };
        return outcome is null ? null : outcome with { BilledUsd = Bill(answer.Usage) };
    }

    private static decimal? Bill(WireUsage? usage) =>
        usage?.CostInUsdTicks is > 0 and <= HighestBill * TicksPerDollar ? usage.CostInUsdTicks / TicksPerDollar : null;

    private PollOutcome Done(WireStatus answer, string raw) => answer.Video switch
    {
        { RespectModeration: false } => Filtered("", raw),
        { Url: { } url } when !string.IsNullOrWhiteSpace(url) => new PollOutcome.Generated([new GeneratedVideo(url)]),
        _ => new PollOutcome.Failed(errors.Create(
            "done-with-nothing",
            $"Grok reports the clip as done and hands out neither a clip nor a reason. It may have been charged: {LookAtBill}. The raw "
            + "answer is kept with the take. Run again in resume mode.",
            Charge.Possible,
            raw: raw)),
    };

    private PollOutcome.Filtered Filtered(string words, string raw)
    {
        string checks = GrokSafetyChecks.Explain(words);
        return new PollOutcome.Filtered(errors.Create(
            "filtered",
            $"Grok withheld the clip: {(checks.Length > 0 ? checks : "its moderation did not let it pass")}. It was made, and is charged "
            + "all the same. Change what the shot shows or says before you run again in resume mode: each try is paid"
            + $"{ServiceErrors.Quote(words)}.",
            Charge.Full,
            raw: raw));
    }

    private PollOutcome Failed(JsonElement? error, string raw)
    {
        (string code, string message) = error is { } given ? GrokError.Words(given) : ("", "");
        if (GrokError.IsAboutContent(code) || GrokError.IsAboutContent(message))
        {
            return Filtered(message.Length > 0 ? message : code, raw);
        }

        string what = code.Length > 0 ? $"failed ({code})" : "failed without saying why";
        return new PollOutcome.Failed(errors.Create(
            "operation-failed",
            $"Grok {what} while it made the clip. Whether that is charged is not documented: {LookAtBill}. Run again in resume mode"
            + $"{ServiceErrors.Quote(message)}.",
            Charge.Possible,
            raw: raw));
    }

    private PollOutcome.Gone Expired(string raw) => new(
        errors.Create(
            "operation-expired",
            "xAI says that the request has expired: it keeps what it made for a day. The clip may have been made and charged, and its "
            + $"price stays counted; {LookAtBill}. Run again in resume mode to make it anew, which is paid anew.",
            Charge.Possible,
            raw: raw),
        IsCertain: true);
}
