using System.Globalization;
using StoryVideo.Ledger;

namespace StoryVideo.Core.Tests.Ledger;

/// <summary>What an operator's own history says of the bill to come.</summary>
public sealed class CostHistoryTests
{
    [Fact]
    public void Nine_takes_say_nothing_and_ten_do()
    {
        Assert.Null(CostHistory.Of(Once(9)));
        Assert.NotNull(CostHistory.Of(Once(10)));
    }

    [Fact]
    public void What_is_free_failed_or_under_way_teaches_nothing()
    {
        Take[] others =
        [
            .. Once(9),
            Of("free", TakeState.Succeeded) with { CostUsd = 0 },
            Of("failed", TakeState.Failed),
            Of("running", TakeState.Submitted),
            Of("lost", TakeState.Unknown),
        ];
        Assert.Null(CostHistory.Of(others));
    }

    [Fact]
    public void Where_every_take_was_kept_the_forecast_is_one_take_each()
    {
        CostHistory history = CostHistory.Of(Once(10))!;

        Assert.Equal((10, 1.0, 0.0, 0.0, 0.0), (history.Takes, history.PaidPerAsset, history.Spread, history.FilteredRate, history.RemadeRate));
        Assert.Equal((16.00m, 16.00m), history.Forecast(5, 3.20m));
    }

    [Fact]
    public void Remade_takes_are_learnt_from()
    {
        // Ten assets, two of them paid for twice: 1.2 each, with a sample deviation of √(1.6 ÷ 9).
        CostHistory history = CostHistory.Of([.. Once(10), Of("1", TakeState.Succeeded), Of("2", TakeState.WrittenOff)])!;

        Assert.Equal(1.2, history.PaidPerAsset, 9);
        Assert.Equal(0.4216, history.Spread, 4);
        Assert.Equal(0.2, history.RemadeRate, 9);

        // 100 × 1.2 × $3.20; 1.2816 × 0.4216 × √(100 + 100² ÷ 10) takes more.
        (decimal p50, decimal p90) = history.Forecast(100, 3.20m);
        Assert.Equal(384.00m, p50);
        Assert.Equal(441.35m, p90);
    }

    [Fact]
    public void Withheld_takes_are_counted_and_make_no_shot_cheaper_than_one_take()
    {
        CostHistory history = CostHistory.Of([.. Once(8), Of("a", TakeState.Filtered), Of("b", TakeState.Filtered), Of("b", TakeState.Succeeded)])!;

        Assert.Equal(2.0 / 11, history.FilteredRate, 9);
        Assert.Equal(1.0, history.PaidPerAsset, 9);
        Assert.Equal(32.00m, history.Forecast(10, 3.20m).P50);
    }

    [Fact]
    public void One_asset_that_was_made_ten_times_is_no_certainty()
    {
        CostHistory history = CostHistory.Of(Enumerable.Repeat(Of("a", TakeState.Succeeded), 10))!;

        (decimal p50, decimal p90) = history.Forecast(3, 1m);
        Assert.Equal(30m, p50);
        Assert.InRange(p90, 36m, 60m);
    }

    [Fact]
    public void Forecasts_come_true_as_often_as_they_say()
    {
        const int Trials = 3000;
        Random random = new(7);
        int withinP50 = 0;
        int withinP90 = 0;
        for (int trial = 0; trial < Trials; trial++)
        {
            Take[] past = [.. Enumerable.Range(0, 40).SelectMany(n => Enumerable.Repeat(Of(n.ToString(CultureInfo.InvariantCulture), TakeState.Succeeded), Attempts(random)))];
            (decimal p50, decimal p90) = CostHistory.Of(past)!.Forecast(60, 1m);
            int bill = Enumerable.Range(0, 60).Sum(_ => Attempts(random));
            withinP50 += bill <= p50 ? 1 : 0;
            withinP90 += bill <= p90 ? 1 : 0;
        }

        Assert.InRange(withinP50 / (double)Trials, 0.45, 0.60);
        Assert.InRange(withinP90 / (double)Trials, 0.85, 0.94);
    }

    // Three shots of ten are made again, and some of them again.
    private static int Attempts(Random random)
    {
        int attempts = 1;
        while (random.NextDouble() < 0.3)
        {
            attempts++;
        }

        return attempts;
    }

    private static IEnumerable<Take> Once(int count) =>
        Enumerable.Range(0, count).Select(static n => Of(n.ToString(CultureInfo.InvariantCulture), TakeState.Succeeded));

    private static Take Of(string design, TakeState state) => new()
    {
        Id = design,
        Asset = new AssetKey { StoryId = "story", Kind = AssetKind.Video, DesignId = design },
        State = state,
        Provider = "gemini",
        Model = "veo",
        Parameters = new Dictionary<string, string>(StringComparer.Ordinal),
        Fingerprint = "",
        FingerprintParts = new Dictionary<string, string>(StringComparer.Ordinal),
        CostUsd = 3.20m,
        RunId = "run",
        Owner = "",
        CreatedAt = DateTimeOffset.UnixEpoch,
        UpdatedAt = DateTimeOffset.UnixEpoch,
    };
}
