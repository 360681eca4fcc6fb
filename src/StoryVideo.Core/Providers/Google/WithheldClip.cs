using StoryVideo.Providers.Http;

namespace StoryVideo.Providers.Google;

/// <summary>A clip that the safety filter keeps to itself, and what the operator is told of it.</summary>
internal static class WithheldClip
{
    /// <summary>The outcome of a clip that was withheld.</summary>
    /// <param name="errors">Makes errors.</param>
    /// <param name="what">The beginning of a sentence: <c>Veo withheld the clip</c>.</param>
    /// <param name="reasons">The service's words, with support codes as a rule.</param>
    /// <param name="raw">The whole answer.</param>
    public static PollOutcome.Filtered Of(ServiceErrors errors, string what, IReadOnlyList<string> reasons, string raw)
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
            $"{what}: {cause}. It is not charged. {advice}{ServiceErrors.Quote(string.Join(' ', reasons))}.",
            Charge.None,
            raw: raw));
    }
}
