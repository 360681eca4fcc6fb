using System.Globalization;
using StoryVideo.Catalog;
using StoryVideo.Ledger;
using StoryVideo.Providers;
using StoryVideo.Storage;
using StoryVideo.Stories;

namespace StoryVideo.Tasks.Takes;

/// <summary>How far the price of a take can be relied on, and what it became.</summary>
public static class TakePrices
{
    // Less than a cent is a rounding, not another price.
    private const decimal Noteworthy = 0.01m;

    /// <summary>It was more than 90 days old when it was reckoned with: the bill may say something else.</summary>
    public static bool IsPriceOld(this Take take) =>
        take is { CostUsd: > 0, BilledUsd: null } && PriceAge.IsOld(take.PriceDate, DateOnly.FromDateTime(take.CreatedAt.UtcDateTime));

    /// <summary>
    /// What a take was charged that came to nothing: the provider's word, else its price where the provider charges all the same.
    /// </summary>
    internal static decimal? Bill(Take take, ProviderError error, decimal? billedUsd) =>
        billedUsd ?? (error.Charge == Charge.Full ? take.CostUsd : null);

    /// <summary>A warning where the provider charged something else than was reckoned with; null where it did not.</summary>
    internal static Finding? Differs(Take take) =>
        take is { BilledUsd: { } billed, CostUsd: { } cost } && Math.Abs(billed - cost) >= Noteworthy
            ? Finding.Warning(
                "bill-differs",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{take.Provider} charged ${billed:0.00##} for the clip, and ${cost:0.00##} was reckoned with (price of {take.PriceDate:yyyy-MM-dd}). What was charged counts; correct the price of {take.Model} in {CatalogFile.Name}."))
            : null;
}
