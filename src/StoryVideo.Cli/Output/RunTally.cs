using StoryVideo.Tasks;

namespace StoryVideo.Cli.Output;

/// <summary>Counts what a run did.</summary>
internal sealed class RunTally
{
    private readonly int[] _counts = new int[Enum.GetValues<AssetStatus>().Length];
    private decimal? _estimated = 0m;
    private bool _isRefused;

    /// <summary>What the shots that were, or would be, made cost on the paid model; null where one has no known price.</summary>
    public decimal? EstimatedCost => _estimated;

    /// <summary>A price in it was last seen more than 90 days ago.</summary>
    public bool IsPriceOld { get; private set; }

    /// <summary>What this run spent, lost answers included.</summary>
    public decimal Spent { get; private set; }

    public int Total => _counts.Sum();

    /// <summary>Shots that are not as they should be.</summary>
    public int Bad => Count(AssetStatus.Failed) + Count(AssetStatus.Filtered) + Count(AssetStatus.Unknown) + Count(AssetStatus.Blocked);

    public int Count(AssetStatus status) => _counts[(int)status];

    public void Add(AssetResult result)
    {
        _counts[(int)result.Status]++;
        Spent += result.SpentUsd;
        _isRefused |= result.IsRunRefused;
        bool isMade = result.Status is not (AssetStatus.Skipped or AssetStatus.Blocked) && !result.IsAdopted;
        IsPriceOld |= isMade && result.Plan.IsPriceOld;
        _estimated += isMade ? result.EstimatedCost : 0m;
    }

    /// <summary>Refused is a run in which nothing was begun, or that the provider broke off with its queue intact.</summary>
    public int ToExitCode() =>
        Bad == 0 ? ExitCode.Done
        : _isRefused || Count(AssetStatus.Blocked) == Total ? ExitCode.Refused
        : ExitCode.SomeFailed;

    public override string ToString() =>
        string.Join(", ", Enum.GetValues<AssetStatus>().Where(s => Count(s) > 0).Select(s => $"{Count(s)} {Words.Of(s)}"));
}
