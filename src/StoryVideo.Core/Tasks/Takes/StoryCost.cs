using StoryVideo.Ledger;

namespace StoryVideo.Tasks.Takes;

/// <summary>What a story has cost and is going to cost, in US dollars.</summary>
public sealed record StoryCost
{
    public required string StoryId { get; init; }

    public required string StoryTitle { get; init; }

    /// <summary>Succeeded, generated, expired and written-off takes.</summary>
    public required decimal Spent { get; init; }

    /// <summary>Takes on their way.</summary>
    public required decimal Reserved { get; init; }

    /// <summary>Takes whose answer was lost.</summary>
    public required decimal Unknown { get; init; }

    /// <summary>The story's cap; null where it has none.</summary>
    public decimal? Budget { get; init; }

    /// <summary>Shots that a default run would make now.</summary>
    public required int ShotsToMake { get; init; }

    /// <summary>One take of each of them; null where a price is not known.</summary>
    public decimal? Forecast { get; init; }

    /// <summary>A price in it was last seen more than 90 days ago.</summary>
    public bool IsForecastOld { get; init; }

    /// <summary>With the operator's own rate of withheld and re-made takes, as often more as less; null before ten takes.</summary>
    public decimal? ForecastP50 { get; init; }

    /// <summary>The same, less nine times of ten.</summary>
    public decimal? ForecastP90 { get; init; }

    /// <summary>What the forecast was learnt from; null before ten takes.</summary>
    public CostHistory? History { get; init; }
}
