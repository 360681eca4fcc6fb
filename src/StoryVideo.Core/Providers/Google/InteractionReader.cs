using StoryVideo.Providers.Http;

namespace StoryVideo.Providers.Google;

/// <summary>
/// What the state of an interaction means. "Completed" is no success by itself: a refusal is completed too, with words in place of a
/// clip, and has no video tokens to charge.
/// </summary>
internal sealed class InteractionReader(ServiceErrors errors)
{
    private const string MayBeCharged =
        "What was made of it may be charged; look at the project's bill. Run again in resume mode to make the shot anew.";

    public PollOutcome Read(WireInteraction interaction, string operationName, string raw) => interaction.Status switch
    {
        "completed" => Completed(interaction, operationName, raw),
        "failed" => Failed(interaction.Error, raw),
        "cancelled" => Ended("cancelled", "was cancelled, and not by StoryVideo", raw),
        "incomplete" => Ended("incomplete", "ended before the clip was whole", raw),
        "requires_action" => Ended("requires-action", "asks for something that a clip never needs", raw),
        "budget_exceeded" => Ended("budget-exceeded", "ended at the project's own budget", raw),

        // Queued, in progress, or a word that came later: the deadline ends the waiting, and the clip stays adoptable.
        _ => new PollOutcome.Running(),
    };

    private PollOutcome Completed(WireInteraction interaction, string operationName, string raw)
    {
        WireInteractionContent[] made =
        [
            .. interaction.Steps?.Where(static s => s?.Type == "model_output").SelectMany(static s => s!.Content ?? [])
                .OfType<WireInteractionContent>() ?? [],
        ];
        GeneratedVideo[] videos = [.. made.Where(static c => c.Type == "video").Select(c => VideoOf(c, operationName)).OfType<GeneratedVideo>()];
        string[] words = [.. made.Select(static c => c.Text).OfType<string>().Where(static t => !string.IsNullOrWhiteSpace(t))];
        return videos.Length > 0 ? new PollOutcome.Generated(videos)
            : words.Length > 0 ? WithheldClip.Of(errors, "Omni answered in words and made no clip", words, raw)
            : Nothing(raw);
    }

    // The answer may hold the clip although its address was asked for.
    private static GeneratedVideo? VideoOf(WireInteractionContent content, string operationName) =>
        !string.IsNullOrWhiteSpace(content.Uri) ? new GeneratedVideo(content.Uri)
        : !string.IsNullOrEmpty(content.Data) ? InlineClip.Of(operationName)
        : null;

    private PollOutcome Failed(WireError? error, string raw)
    {
        string message = error?.Message ?? "";
        if (SupportCodes.Explain([message]).Count > 0)
        {
            return WithheldClip.Of(errors, "Omni withheld the clip", [message], raw);
        }

        (string code, string what, string advice) = error?.Code?.ToString() switch
        {
            "invalid_request" or "invalid_argument" or "3" =>
                ("invalid-request", "found the request invalid", "Change the request; as it is, it fails again"),
            "resource_exhausted" or "rate_limit_exceeded" or "8" =>
                ("resources-exhausted", "ran out of capacity or quota", "Run again later in resume mode"),
            "internal" or "internal_error" or "13" => ("provider-internal", "failed inside", "Run again in resume mode"),
            "unavailable" or "overloaded" or "14" =>
                ("provider-unavailable", "was not available", "Run again later in resume mode"),
            null or "" => ("operation-failed", "failed without saying why", "Run again in resume mode"),
            { } other => ("operation-failed", $"failed with '{other}'", "Run again in resume mode"),
        };
        return new PollOutcome.Failed(errors.Create(
            code,
            $"Omni {what} while it made the clip. It is not charged. {advice}{ServiceErrors.Quote(message)}.",
            Charge.None,
            raw: raw));
    }

    private PollOutcome.Failed Ended(string code, string what, string raw) => new(errors.Create(
        code, $"The interaction {what}. {MayBeCharged}", Charge.Possible, raw: raw));

    private PollOutcome.Failed Nothing(string raw) => new(errors.Create(
        "done-with-nothing",
        "Omni reports the clip as done and hands out neither a clip nor a reason. It should not be charged, but "
        + "nothing confirms that; look at the project's bill. The raw answer is kept with the take. Run again in "
        + "resume mode.",
        Charge.Possible,
        raw: raw));
}
