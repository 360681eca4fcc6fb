using StoryVideo.Ledger;

namespace StoryVideo.Tasks.Checks;

/// <summary>What became, or would become, of the mending of one clip.</summary>
public sealed record ShotRepair
{
    public required string StoryId { get; init; }

    /// <summary>Display name of the story.</summary>
    public required string StoryTitle { get; init; }

    public required string SceneletId { get; init; }

    public required int ShotIndex { get; init; }

    public required RepairStatus Status { get; init; }

    /// <summary>Why, in words.</summary>
    public required string Message { get; init; }

    /// <summary>The clip's score before; null where it has none.</summary>
    public double? ScoreBefore { get; init; }

    /// <summary>The score of the take that is selected now.</summary>
    public double? Score { get; init; }

    /// <summary>The take that is selected now; null where the clip is nobody's.</summary>
    public string? TakeId { get; init; }

    /// <summary>How many corrections were made; of a dry run, how many would be made at most.</summary>
    public int Corrections { get; init; }

    /// <summary>What the corrections and their checks cost at most, in US dollars; null where that is not known.</summary>
    public decimal? EstimatedCost { get; init; } = 0;

    /// <summary>What was spent, in US dollars.</summary>
    public decimal SpentUsd { get; init; }

    /// <summary>What went wrong; null where nothing did.</summary>
    public TakeError? Error { get; init; }
}
