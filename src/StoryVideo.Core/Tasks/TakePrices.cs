using StoryVideo.Catalog;
using StoryVideo.Ledger;

namespace StoryVideo.Tasks;

/// <summary>How far the price of a take can be relied on.</summary>
public static class TakePrices
{
    /// <summary>It was more than 90 days old when it was reckoned with: the bill may say something else.</summary>
    public static bool IsPriceOld(this Take take) =>
        take.CostUsd > 0 && PriceAge.IsOld(take.PriceDate, DateOnly.FromDateTime(take.CreatedAt.UtcDateTime));
}
