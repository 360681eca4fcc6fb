namespace StoryVideo.Providers.Gemini;

/// <summary>What the state of an operation means. "Done" has four ends, and only samples are a success.</summary>
internal sealed class OperationReader(GeminiErrors errors)
{
    private const string NotCharged = "It is not charged.";

    public PollOutcome Read(WireOperation operation, string raw)
    {
        if (operation.Done != true)
        {
            return new PollOutcome.Running();
        }

        if (operation.Error is WireError error)
        {
            return Failed(error, raw);
        }

        WireVideoResponse? response = operation.Response?.GenerateVideoResponse;
        GeneratedVideo[] videos = response?.GeneratedSamples?
            .Select(static s => s?.Video?.Uri)
            .Where(static uri => !string.IsNullOrWhiteSpace(uri))
            .Select(static uri => new GeneratedVideo(uri!))
            .ToArray() ?? [];
        if (videos.Length > 0)
        {
            return new PollOutcome.Generated(videos);
        }

        // The filter reports only where it withheld something; a count of 0 beside no clip is that report, miscounted.
        string[] reasons = response?.RaiMediaFilteredReasons?.OfType<string>().ToArray() ?? [];
        return reasons.Length > 0 || response?.RaiMediaFilteredCount is not null
            ? Filtered(reasons, raw)
            : Nothing(raw);
    }

    private PollOutcome.Filtered Filtered(string[] reasons, string raw)
    {
        IReadOnlyList<string> causes = SupportCodes.Explain(reasons);
        bool isAudio = reasons.Any(static r => r.Contains("audio", StringComparison.OrdinalIgnoreCase));
        string cause = causes.Count > 0 ? string.Join(", ", causes)
            : isAudio ? "the sound"
            : "no reason given";
        string advice = isAudio && causes.Count == 0
            ? "The filter of sound is not steady: run again in resume mode, and drop or reword the dialogue if it "
                + "happens twice"
            : "Change what the shot shows or says, then run again in resume mode";
        return new PollOutcome.Filtered(errors.Create(
            "filtered",
            $"Veo withheld the clip: {cause}. {NotCharged} {advice}{GeminiErrors.Quote(string.Join(' ', reasons))}.",
            Charge.None,
            raw: raw));
    }

    private PollOutcome.Failed Failed(WireError error, string raw)
    {
        string number = error.Code?.ToString() ?? "";
        (string code, string what, string advice) = number switch
        {
            "3" => ("invalid-request", "found the request invalid", "Change the request; as it is, it fails again"),
            "8" => ("resources-exhausted", "ran out of capacity or quota", "Run again later in resume mode"),
            "13" => ("provider-internal", "failed inside", "Run again in resume mode"),
            "14" => ("provider-unavailable", "was not available", "Run again later in resume mode"),
            "" => ("operation-failed", "failed without saying why", "Run again in resume mode"),
            _ => ("operation-failed", $"failed with code {number}", "Run again in resume mode"),
        };
        return new PollOutcome.Failed(errors.Create(
            code,
            $"Veo {what} while it made the clip. {NotCharged} {advice}{GeminiErrors.Quote(error.Message)}.",
            Charge.None,
            raw: raw));
    }

    private PollOutcome.Failed Nothing(string raw) => new(errors.Create(
        "done-with-nothing",
        "Veo reports the clip as done and hands out neither a clip nor a reason. It should not be charged, but "
        + "nothing confirms that; look at the project's bill. The raw answer is kept with the take. Run again in "
        + "resume mode.",
        Charge.Possible,
        raw: raw));
}
