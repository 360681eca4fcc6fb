using StoryVideo.Ledger;
using StoryVideo.Planning;
using StoryVideo.Stories;

namespace StoryVideo.Tasks;

/// <summary>What became of one shot.</summary>
public sealed record ShotVideoResult
{
    public required ShotPlan Plan { get; init; }

    public required ShotStatus Status { get; init; }

    public string? TakeId { get; init; }

    /// <summary>The provider's name for the work.</summary>
    public string? Operation { get; init; }

    /// <summary>Full path of the clip; null where there is none.</summary>
    public string? File { get; init; }

    /// <summary>It was, or would be, fetched from an operation that is already paid for.</summary>
    public bool IsAdopted { get; init; }

    /// <summary>It was not sent because the provider takes nothing more in this run.</summary>
    public bool IsRunRefused { get; init; }

    /// <summary>What this run spent on it, in US dollars.</summary>
    public decimal SpentUsd { get; init; }

    /// <summary>What is wrong or noteworthy, the plan's findings included.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>Why there is no clip; null where there is one.</summary>
    public TakeError? Error { get; init; }

    public string StoryId => Plan.StoryId;

    public string SceneletId => Plan.SceneletId;

    public int ShotIndex => Plan.ShotIndex;

    public string Provider => Plan.Provider;

    public string Model => Plan.Model;

    /// <inheritdoc cref="ShotPlan.EstimatedCost"/>
    public decimal? EstimatedCost => IsAdopted ? 0 : Plan.EstimatedCost;

    /// <summary>What a dry run reports, and what a run reports for shots that it does not send.</summary>
    public static ShotVideoResult Of(PlannedShot planned) => new()
    {
        Plan = planned.Preview,
        Status = planned.Action switch
        {
            ShotAction.Make or ShotAction.Adopt => ShotStatus.Planned,
            ShotAction.Skip => ShotStatus.Skipped,
            ShotAction.Leave when planned.Take?.State == TakeState.Filtered => ShotStatus.Filtered,
            ShotAction.Leave => ShotStatus.Failed,
            _ when planned.Take?.State == TakeState.Unknown => ShotStatus.Unknown,
            _ => ShotStatus.Blocked,
        },
        IsAdopted = planned.Action == ShotAction.Adopt,
        TakeId = planned.Take?.Id,
        Operation = planned.Take?.OperationName,
        File = planned.File,
        Findings = planned.Findings,
        Error = planned.Action switch
        {
            ShotAction.Block => new TakeError(
                planned.Findings.FirstOrDefault(static f => f.Severity == FindingSeverity.Error)?.Code ?? "blocked", planned.Reason),
            ShotAction.Leave => new TakeError(planned.Take?.Error?.Code ?? "failed-before", planned.Reason),
            _ => null,
        },
    };
}
