namespace StoryVideo.Ledger;

/// <summary>What making one asset has taken so far, learnt from an operator's own paid takes.</summary>
/// <param name="Takes">How many takes it was learnt from.</param>
/// <param name="PaidPerAsset">
/// Paid takes for each asset that was tried, re-made ones included, withheld ones only where they were charged; at least one, which an asset that was
/// only ever withheld still needs.
/// </param>
/// <param name="Spread">Standard deviation of that number between assets.</param>
/// <param name="FilteredRate">Share of takes that the provider's safety filter withheld.</param>
/// <param name="RemadeRate">Share of assets that were paid for more than once.</param>
/// <param name="Assets">How many assets were tried.</param>
public sealed record CostHistory(
    int Takes, double PaidPerAsset, double Spread, double FilteredRate, double RemadeRate, int Assets)
{
    /// <summary>Fewer takes than this say nothing yet.</summary>
    public const int FewestTakes = 10;

    /// <summary>The 90th percentile of a normal distribution, in standard deviations.</summary>
    private const double Z90 = 1.2816;

    /// <summary>Reads the history; null where it is too short to learn from.</summary>
    /// <param name="takes">Takes of paid providers; those still under way are passed over.</param>
    public static CostHistory? Of(IEnumerable<Take> takes)
    {
        Take[] ended = [.. takes.Where(static t => t.CostUsd is not 0 && !t.State.IsLive() && t.State != TakeState.Failed)];
        if (ended.Length < FewestTakes)
        {
            return null;
        }

        int[] paid =
        [
            .. ended.GroupBy(static t => t.Asset)
                .Select(static a => Math.Max(1, a.Count(static t => t.State != TakeState.Filtered || t.BilledUsd > 0))),
        ];
        double mean = paid.Average();
        return new CostHistory(
            ended.Length,
            mean,
            Deviation(paid, mean),
            ended.Count(static t => t.State == TakeState.Filtered) / (double)ended.Length,
            paid.Count(static p => p > 1) / (double)paid.Length,
            paid.Length);
    }

    /// <summary>What so many assets at this price are likely to cost: as often more as less, and less nine times of ten.</summary>
    /// <param name="assets">How many are to be made.</param>
    /// <param name="priceUsd">Price of one take, in US dollars.</param>
    public (decimal P50, decimal P90) Forecast(int assets, decimal priceUsd)
    {
        double middle = assets * PaidPerAsset;

        // The coming assets differ from each other, and their mean from that of the past ones: the fewer those are, the more.
        double deviation = Spread * Math.Sqrt(assets + ((double)assets * assets / Assets));
        double high = middle + (Z90 * deviation);
        return (Math.Round((decimal)middle * priceUsd, 2), Math.Round((decimal)high * priceUsd, 2));
    }

    // One asset tells nothing of how assets differ: counts of chance events differ by the root of their mean.
    private static double Deviation(int[] paid, double mean) => paid.Length > 1
        ? Math.Sqrt(paid.Sum(p => (p - mean) * (p - mean)) / (paid.Length - 1))
        : Math.Sqrt(mean);
}
