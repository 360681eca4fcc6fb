using System.Diagnostics;
using System.Globalization;
using StoryVideo.Core.Tests.Support;
using StoryVideo.FakeGemini;
using StoryVideo.Ledger;
using StoryVideo.Storage;
using StoryVideo.Tasks;

namespace StoryVideo.Core.Tests.Reliability;

/// <summary>Eight processes over one story, on both engines: the database is the arbiter.</summary>
[Collection(nameof(Processes))]
public sealed class RaceSuite
{
    private const int Runners = 8;
    private const int Shots = 24;

    private static readonly FakeGeminiOptions s_service =
        new() { GenerationTime = TimeSpan.FromMilliseconds(50), MarksClips = true, KeepBodies = false };

    [SkippableTheory]
    [InlineData(StoreEngine.Sqlite)]
    [InlineData(StoreEngine.Postgres)]
    public async Task Each_shot_is_submitted_once_and_nobody_fails_for_the_others(StoreEngine engine)
    {
        await using LiveBench bench = await LiveBench.StartAsync(Shots, s_service, engine);

        CommandResult[] ended = await RaceAsync(bench);

        Assert.All(ended, static r => HoldsWords(r));
        Assert.Equal(Shots, bench.Fake.Submissions.Count);
        Assert.All(bench.Submissions(), static s => Assert.Single(s));
        Assert.All(await bench.StatesAsync(), static s => Assert.Equal("done", s.State));
        Assert.Equal(new Spending(Shots * GeminiBench.Price, 0, 0), await bench.SpendingAsync());
        ReliabilityPage.Keep($"race for shots, {engine}", $"{Runners} processes, {Shots} shots, {bench.Fake.Submissions.Count} submissions.");
    }

    [SkippableTheory]
    [InlineData(StoreEngine.Sqlite)]
    [InlineData(StoreEngine.Postgres)]
    public async Task The_storys_cap_is_never_passed_and_its_last_dollar_is_spent_once(StoreEngine engine)
    {
        const int Affordable = 7;
        await using LiveBench bench = await LiveBench.StartAsync(Shots, s_service, engine);
        using (Studio studio = await bench.OpenAsync())
        {
            await studio.Ledger.SetBudgetAsync(bench.Bundle.StoryId, (Affordable * GeminiBench.Price) + 3, CancellationToken.None);
        }

        CommandResult[] ended = await RaceAsync(bench);

        Assert.All(ended, static r => HoldsWords(r));
        Assert.All(ended, static r => Assert.Contains("cap-story", r.Out, StringComparison.Ordinal));
        Assert.Equal(Affordable, bench.Fake.Submissions.Count);
        decimal committed = (await bench.SpendingAsync()).Committed;
        Assert.Equal(Affordable * GeminiBench.Price, committed);
        ReliabilityPage.Keep(
            $"race for the last dollar, {engine}",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Runners} processes, a cap of ${(Affordable * GeminiBench.Price) + 3:0.00}, {Affordable} submissions, ${committed:0.00} committed."));
    }

    [SkippableTheory]
    [InlineData(StoreEngine.Sqlite)]
    [InlineData(StoreEngine.Postgres)]
    public async Task What_a_crash_left_behind_is_fetched_by_one_of_them(StoreEngine engine)
    {
        await using LiveBench bench = await LiveBench.StartAsync(3, s_service, engine);
        using (Process crashed = bench.Run(throttle: 3, point: "before-verified", nth: 3))
        {
            CommandResult end = await LiveBench.EndAsync(crashed);
            Assert.True(end.Exit == 137, end.Err);
        }

        CommandResult[] ended = await RaceAsync(bench);

        Assert.All(ended, static r => HoldsWords(r));
        Assert.Equal(3, bench.Fake.Submissions.Count);
        Assert.All(await bench.StatesAsync(), static s => Assert.Equal("done", s.State));
    }

    [Fact]
    public async Task A_runs_own_cap_holds_among_its_own_shots()
    {
        await using GeminiBench bench = await GeminiBench.StartAsync();

        IReadOnlyList<ShotVideoResult> results = await bench.RunAsync(new ShotVideoRequest { MaximumCost = (2 * GeminiBench.Price) + 1 });

        Assert.Equal(2, results.Count(static r => r.Status == AssetStatus.Succeeded));
        Assert.Equal("cap-run", Assert.Single(results, static r => r.Status == AssetStatus.Blocked).Error!.Code);
        Assert.Equal(2, bench.Submissions);
    }

    private static async Task<CommandResult[]> RaceAsync(LiveBench bench)
    {
        Process[] runners = [.. Enumerable.Range(0, Runners).Select(_ => bench.Run(throttle: 2))];
        try
        {
            return await Task.WhenAll(runners.Select(LiveBench.EndAsync));
        }
        finally
        {
            Array.ForEach(runners, static r => r.Dispose());
        }
    }

    // Whoever came too late is told so; nothing else may go wrong.
    private static void HoldsWords(CommandResult ended)
    {
        Assert.Equal("", ended.Err);
        Assert.InRange(ended.Exit, 0, 1);
        Assert.DoesNotContain("database is locked", ended.Out, StringComparison.OrdinalIgnoreCase);
        Assert.All(
            ended.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1),
            static line => Assert.Matches("Blocked (take-busy|take-overtaken|cap-story) ", line));
    }
}
