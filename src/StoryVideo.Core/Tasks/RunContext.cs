using StoryVideo.Catalog;
using StoryVideo.Ledger;
using StoryVideo.Planning;
using StoryVideo.Providers;
using StoryVideo.Storage;
using StoryVideo.Stories;

namespace StoryVideo.Tasks;

/// <summary>What all shots that one model makes in a run share.</summary>
internal sealed record RunContext
{
    public required Studio Studio { get; init; }

    public required IVideoProvider Provider { get; init; }

    public required CatalogModel Model { get; init; }

    public required PlanFingerprint Fingerprint { get; init; }

    public required PaidCallGate Gate { get; init; }

    public required string RunId { get; init; }

    public required decimal MaximumCost { get; init; }

    public required bool FailFast { get; init; }

    public required IProgress<ShotProgress>? Progress { get; init; }

    /// <summary>Set once something stands in the way of every further shot.</summary>
    public required RunStop Stop { get; init; }

    public required RunGoal Goal { get; init; }

    /// <summary>Keeps the places of operations that nobody waits for.</summary>
    public required HeldPlaces Places { get; init; }

    /// <summary>Writes what becomes of takes into the ledger.</summary>
    public required TakeKeeper Keeper { get; init; }

    public ITakeLedger Ledger => Studio.Ledger;

    public AssetFolder Assets => Studio.Assets;

    public TimeProvider Time => Studio.Time;

    /// <summary>The time between two looks at a running operation: the operator's, or the catalog's for the model.</summary>
    public TimeSpan PollInterval => Studio.Settings.PollInterval ?? Model.PollInterval;

    /// <summary>
    /// Ends the run at the first shot that does not succeed, where that was asked for. Said while the shot still has its place at
    /// the gate: whoever gets the place next must know.
    /// </summary>
    public void StopAtFailure(ShotVideoResult result)
    {
        if (result.Status is ShotStatus.Failed or ShotStatus.Filtered or ShotStatus.Unknown)
        {
            StopAtFailure(result.Plan.Shot.Address);
        }
    }

    /// <summary>The same for a shot that broke off, and has no result yet.</summary>
    public void StopAtFailure(ShotAddress shot)
    {
        if (FailFast)
        {
            Stop.Because(new TakeError(
                "fail-fast",
                $"Shot {shot} did not succeed, and the run was asked to stop at the first that does not.",
                TakeErrorScope.Run), isRefusal: false);
        }
    }

    public void Report(ShotAddress shot, ShotStage stage, string? note = null) =>
        Progress?.Report(new ShotProgress(shot, stage, note));
}
