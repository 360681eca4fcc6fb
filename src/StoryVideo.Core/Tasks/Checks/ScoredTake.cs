using StoryVideo.Ledger;
using StoryVideo.Planning;
using StoryVideo.Stories;

namespace StoryVideo.Tasks.Checks;

/// <summary>A take of a clip, and what a judge says of it.</summary>
/// <param name="Take">The clip's.</param>
/// <param name="Check">The check's own take.</param>
/// <param name="Verdict">What the judge says.</param>
internal sealed record ScoredTake(Take Take, Take Check, Verdict Verdict)
{
    // Who judged, in which words, and which clip: not what the clip was held against.
    private static readonly string[] s_circumstances = ["provider", "model", "format", "instructions", PlanFingerprint.SubjectPart];

    /// <summary>From 0 to 1.</summary>
    public double Score => Verdict.Score;

    /// <summary>What its clip was held against and is no longer so; empty where the score still holds.</summary>
    /// <param name="now">Of a check as it would be made today.</param>
    public IReadOnlyList<string> OutdatedBy(TakeFingerprint now) =>
        [.. now.ChangedSince(Check.FingerprintParts).Except(s_circumstances, StringComparer.Ordinal)];

    /// <summary>Both clips were held against the same storyboard, designs and images, so that one score can be above the other.</summary>
    public bool IsMeasuredLike(ScoredTake other) => OutdatedBy(TakeFingerprint.Of(other.Check.FingerprintParts)).Count == 0;
}
