using System.Globalization;
using StoryVideo.Core.Tests.Support;
using StoryVideo.Providers;
using StoryVideo.Storage;
using StoryVideo.Stories;
using StoryVideo.Tasks;
using StoryVideo.Tasks.Takes;

namespace StoryVideo.Core.Tests.Tasks;

/// <summary>What stories have cost, and what is likely to come.</summary>
public abstract class ReadCostsTests(StoreEngine engine) : StudioTests(engine)
{
    private const decimal Price = 3.20m;

    private static readonly TestBundle s_twelve = new() { Scenelets = [("s1", null, 12)] };

    [SkippableFact]
    public async Task A_new_story_has_cost_nothing_and_is_forecast_at_one_take_a_shot()
    {
        StoryCost cost = await ReadAsync();

        Assert.Equal((0m, 0m, 0m, null), (cost.Spent, cost.Reserved, cost.Unknown, cost.Budget));
        Assert.Equal((3, 3 * Price), (cost.ShotsToMake, cost.Forecast));
        Assert.Null(cost.History);
        Assert.Null(cost.ForecastP50);
        Assert.Null(cost.ForecastP90);
    }

    [SkippableFact]
    public async Task Spent_reserved_and_unknown_are_told_apart_and_the_cap_beside_them()
    {
        Submit("s1#1", new SubmitOutcome.Uncertain(ScriptedProvider.Error("answer-lost")));
        await Bench.RunAsync(GeminiShots("s1"));
        await Bench.RunAsync(GeminiShots("s2") with { Goal = RunGoal.Submitted });
        using (Studio studio = await Bench.OpenAsync())
        {
            await studio.Ledger.SetBudgetAsync(Bench.Bundle.StoryId, 40m, CancellationToken.None);
        }

        StoryCost cost = await ReadAsync();

        Assert.Equal((Price, Price, Price, 40m), (cost.Spent, cost.Reserved, cost.Unknown, cost.Budget));
        Assert.Equal((0, 0m), (cost.ShotsToMake, cost.Forecast));
    }

    [SkippableFact]
    public async Task From_ten_takes_on_an_operators_own_rate_of_withheld_and_remade_ones_is_in_the_forecast()
    {
        await Bench.ImportAsync(s_twelve);
        Poll("s1#9", new PollOutcome.Filtered(ScriptedProvider.Error("filtered")));
        await MakeAsync("1-9", RunMode.Default);
        Assert.Null((await ReadAsync()).History);
        await MakeAsync("1-3", RunMode.Override);

        StoryCost cost = await ReadAsync(new ShotFilter { Scenelets = ["s1"] });

        // Nine shots tried, three of them made twice, one withheld: 12 takes for 9 shots, and no clip of the last one.
        Assert.Equal((12, 9), (cost.History!.Takes, cost.History.Assets));
        Assert.Equal(1 / 12.0, cost.History.FilteredRate, 9);
        Assert.Equal(3 / 9.0, cost.History.RemadeRate, 9);
        Assert.Equal(11 * Price, cost.Spent);

        // A default run leaves the withheld shot alone.
        Assert.Equal((3, 3 * Price), (cost.ShotsToMake, cost.Forecast));
        Assert.Equal(Math.Round(3 * Price * 12 / 9, 2), cost.ForecastP50);
        Assert.True(cost.ForecastP90 > cost.ForecastP50, $"{cost}");
    }

    [SkippableFact]
    public async Task A_set_of_shots_is_forecast_each_counted_once_and_rehearsals_teach_nothing()
    {
        await Bench.ImportAsync(s_twelve);
        Bench.Provider = new ScriptedProvider { Name = "rehearsal" };
        await Bench.RunAsync(new ShotVideoRequest { Provider = "rehearsal" });
        using Studio studio = await Bench.OpenAsync(StoreAccess.Read);
        Story story = await new FindStories(studio).GetAsync(Bench.Bundle.StoryId, CancellationToken.None);
        List<StoryShot> shots = await studio.Stories.ReadShotsAsync(story, static _ => true, CancellationToken.None).ToListAsync();
        ReadCosts costs = new(studio, new ShotVideoRequest());
        foreach (StoryShot shot in (StoryShot[])[shots[0], shots[1], shots[0]])
        {
            await costs.AddAsync(shot, CancellationToken.None);
        }

        StoryCost cost = Assert.Single(await costs.SumAsync().ToListAsync());

        Assert.Equal((2, 2 * Price, 0m), (cost.ShotsToMake, cost.Forecast, cost.Spent));
        Assert.Null(cost.History);
    }

    private static ShotVideoRequest GeminiShots(string scenelet) =>
        new() { Filter = new ShotFilter { Scenelets = [scenelet] } };

    private Task<IReadOnlyList<ShotVideoResult>> MakeAsync(string shots, RunMode mode)
    {
        string[] range = shots.Split('-');
        return Bench.RunAsync(new ShotVideoRequest
        {
            Mode = mode,
            MaximumCost = 100,
            Filter = new ShotFilter { Scenelets = ["s1"], Indexes = [new IndexRange(int.Parse(range[0], CultureInfo.InvariantCulture), int.Parse(range[1], CultureInfo.InvariantCulture))] },
        });
    }

    private async Task<StoryCost> ReadAsync(ShotFilter? filter = null)
    {
        using Studio studio = await Bench.OpenAsync(StoreAccess.Read);
        Story story = await new FindStories(studio).GetAsync(Bench.Bundle.StoryId, CancellationToken.None);
        return await new ReadCosts(studio, new ShotVideoRequest { Filter = filter ?? ShotFilter.All }).ReadAsync(story, CancellationToken.None);
    }
}

public sealed class SqliteReadCostsTests() : ReadCostsTests(StoreEngine.Sqlite);

public sealed class PostgresReadCostsTests() : ReadCostsTests(StoreEngine.Postgres);
