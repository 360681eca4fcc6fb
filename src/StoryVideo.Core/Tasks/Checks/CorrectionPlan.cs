using StoryVideo.Ledger;
using StoryVideo.Planning;
using StoryVideo.Stories;
using StoryVideo.Tasks.Plans;

namespace StoryVideo.Tasks.Checks;

/// <summary>What one correction of a clip would be.</summary>
/// <param name="Clip">The new take, or the edit.</param>
/// <param name="Check">Its check.</param>
/// <param name="Outdated">What the score that asks for it was not measured by, since it has changed; empty where it still holds.</param>
internal sealed record CorrectionPlan(PlannedAsset Clip, PlannedAsset Check, IReadOnlyList<string> Outdated)
{
    /// <summary>What several would cost at most, in US dollars; null where that is not known. One that is being made already is paid for.</summary>
    public decimal? PriceOf(int corrections, int checks) =>
        (Clip.Plan.EstimatedCost * (Clip.Action == AssetAction.Adopt ? Math.Max(0, corrections - 1) : corrections))
        + (Check.Plan.EstimatedCost * checks);

    /// <summary>What keeps it from being made; null where nothing does.</summary>
    public TakeError? Obstacle => new[] { Clip, Check }.FirstOrDefault(static p => p.Action == AssetAction.Block) is { } blocked
        ? new TakeError(blocked.Findings.FirstOrDefault(static f => f.Severity == FindingSeverity.Error)?.Code ?? "blocked", blocked.Reason)
        : null;
}
