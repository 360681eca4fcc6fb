using StoryVideo.Ledger;
using StoryVideo.Planning;
using StoryVideo.Providers;
using StoryVideo.Stories;
using StoryVideo.Tasks.Checks;
using StoryVideo.Tasks.Plans;

namespace StoryVideo.Tasks;

/// <summary>What became of one asset.</summary>
public abstract record AssetResult
{
    public abstract AssetPlan Plan { get; }

    public AssetStatus Status { get; init; }

    public string? TakeId { get; init; }

    /// <summary>The provider's name for the work; null where its answer carries the result.</summary>
    public string? Operation { get; init; }

    /// <summary>Full path of the file; null where there is none.</summary>
    public string? File { get; init; }

    /// <summary>It was, or would be, fetched from an operation that is already paid for.</summary>
    public bool IsAdopted { get; init; }

    /// <summary>It was not sent because the provider takes nothing more in this run.</summary>
    public bool IsRunRefused { get; init; }

    /// <summary>What this run spent on it, in US dollars.</summary>
    public decimal SpentUsd { get; init; }

    /// <summary>What is wrong or noteworthy, the plan's findings included.</summary>
    public IReadOnlyList<Finding> Findings { get; init => field = Indexed.Of(value); } = [];

    /// <summary>Why there is no file; null where there is one.</summary>
    public TakeError? Error { get; init; }

    /// <summary>In a dry run, what would be sent; null where nothing would be, and in every other run.</summary>
    public OutgoingRequest? Request { get; init; }

    public string StoryId => Plan.StoryId;

    public string Provider => Plan.Provider;

    public string Model => Plan.Model;

    /// <inheritdoc cref="AssetPlan.EstimatedCost"/>
    public decimal? EstimatedCost => IsAdopted ? 0 : Plan.EstimatedCost;

    /// <summary>A result that says nothing yet, of the kind that the plan's asset has.</summary>
    internal static AssetResult Of(AssetPlan plan) => plan switch
    {
        ShotPlan shot => new ShotVideoResult(shot),
        ImagePlan image => new ImageResult(image),
        SpeechPlan speech => new ShotAudioResult(speech),
        CheckPlan check => new ShotCheckResult(check),
        _ => throw new InvalidOperationException($"There is no result for a {plan.GetType().Name}."),
    };

    /// <summary>What a dry run reports, and what a run reports for assets that it does not send.</summary>
    public static AssetResult Of(PlannedAsset planned) => Of(planned.Preview) with
    {
        Status = planned.Action switch
        {
            AssetAction.Make or AssetAction.Adopt => AssetStatus.Planned,
            AssetAction.Skip => AssetStatus.Skipped,
            AssetAction.Leave when planned.Take?.State == TakeState.Filtered => AssetStatus.Filtered,
            AssetAction.Leave => AssetStatus.Failed,
            _ when planned.Take?.State == TakeState.Unknown => AssetStatus.Unknown,
            _ => AssetStatus.Blocked,
        },
        IsAdopted = planned.Action == AssetAction.Adopt,
        TakeId = planned.Take?.Id,
        Operation = planned.Take?.OperationName,
        File = planned.File,
        Findings = planned.Findings,
        Error = planned.Action switch
        {
            AssetAction.Block => new TakeError(
                planned.Findings.FirstOrDefault(static f => f.Severity == FindingSeverity.Error)?.Code ?? "blocked", planned.Reason),
            AssetAction.Leave => new TakeError(planned.Take?.Error?.Code ?? "failed-before", planned.Reason),
            _ => null,
        },
    };
}
