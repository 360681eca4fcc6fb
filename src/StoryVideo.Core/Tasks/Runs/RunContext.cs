using StoryVideo.Catalog;
using StoryVideo.Ledger;
using StoryVideo.Planning;
using StoryVideo.Storage;

namespace StoryVideo.Tasks.Runs;

/// <summary>What all assets that one model makes in a run share.</summary>
internal sealed record RunContext
{
    public required Studio Studio { get; init; }

    public required IAssetMaker Maker { get; init; }

    public required CatalogModel Model { get; init; }

    public required PlanFingerprint Fingerprint { get; init; }

    public required PaidCallGate Gate { get; init; }

    public required string RunId { get; init; }

    public required decimal MaximumCost { get; init; }

    public required bool FailFast { get; init; }

    public required IProgress<AssetProgress>? Progress { get; init; }

    /// <summary>Set once something stands in the way of everything further.</summary>
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

    /// <summary>When a look is worth its while.</summary>
    public OperationPace Pace { get; } = new();

    /// <summary>
    /// Ends the run at the first asset that does not succeed, where that was asked for. Said while it still has its place at
    /// the gate: whoever gets the place next must know.
    /// </summary>
    public void StopAtFailure(AssetResult result)
    {
        if (result.Status is AssetStatus.Failed or AssetStatus.Filtered or AssetStatus.Unknown)
        {
            StopAtFailure(result.Plan);
        }
    }

    /// <summary>The same for an asset that broke off, and has no result yet.</summary>
    public void StopAtFailure(AssetPlan plan)
    {
        if (FailFast)
        {
            Stop.Because(new TakeError(
                "fail-fast",
                $"{plan.Address} did not succeed, and the run was asked to stop at the first that does not.",
                TakeErrorScope.Run), isRefusal: false);
        }
    }

    public void Report(AssetKey asset, AssetStage stage, string? note = null) =>
        Progress?.Report(new AssetProgress(asset, stage, note));
}
