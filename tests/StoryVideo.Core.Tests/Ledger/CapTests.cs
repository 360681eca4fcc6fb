using StoryVideo.Core.Tests.Support;
using StoryVideo.Ledger;
using StoryVideo.Storage;

namespace StoryVideo.Core.Tests.Ledger;

public abstract class CapTests(StoreEngine engine) : LedgerTestBase(engine)
{
    private const int Racers = 16;

    [SkippableFact]
    public async Task Sixteen_that_race_for_one_shot_leave_one_live_take()
    {
        ReserveOutcome[] outcomes = await RaceAsync(static _ => Reservation());

        Take won = Assert.Single(outcomes.OfType<ReserveOutcome.Reserved>()).Take;
        Assert.Equal(Racers - 1, outcomes.OfType<ReserveOutcome.Busy>().Count(b => b.Live.Id == won.Id));
        Assert.Equal(won.Id, Assert.Single(await TakesAsync()).Id);
    }

    [SkippableFact]
    public async Task Sixteen_that_race_for_the_last_dollars_of_a_run_never_pass_its_cap()
    {
        ReserveOutcome[] outcomes = await RaceAsync(static i => Reservation(shot: i) with { RunCapUsd = 10m });

        Assert.Equal(3, outcomes.OfType<ReserveOutcome.Reserved>().Count());
        Assert.All(outcomes.OfType<ReserveOutcome.OverCap>(), static o => Assert.Equal(("run", 10m, 9.60m), (o.Cap, o.LimitUsd, o.CommittedUsd)));
        Assert.Equal(new Spending(0, 9.60m, 0), await Ledger.SumAsync(null, "run", CancellationToken.None));
    }

    [SkippableFact]
    public async Task Sixteen_runs_that_race_for_the_last_dollars_of_a_story_never_pass_its_cap()
    {
        await Ledger.SetBudgetAsync(StoryId, 6.40m, CancellationToken.None);

        ReserveOutcome[] outcomes = await RaceAsync(static i => Reservation(shot: i, run: $"run {i}") with { RunCapUsd = 25m });

        Assert.Equal(2, outcomes.OfType<ReserveOutcome.Reserved>().Count());
        Assert.All(outcomes.OfType<ReserveOutcome.OverCap>(), static o => Assert.Equal(("story", 6.40m, 6.40m), (o.Cap, o.LimitUsd, o.CommittedUsd)));
        Assert.Equal(2, (await TakesAsync()).Count);
    }

    [SkippableTheory]
    [InlineData(TakeState.Submitting, true)]
    [InlineData(TakeState.Submitted, true)]
    [InlineData(TakeState.Generated, true)]
    [InlineData(TakeState.Succeeded, true)]
    [InlineData(TakeState.Unknown, true)]
    [InlineData(TakeState.WrittenOff, true)]
    [InlineData(TakeState.Expired, true)]
    [InlineData(TakeState.Filtered, false)]
    [InlineData(TakeState.Failed, false)]
    public async Task What_was_or_may_be_paid_counts_against_a_cap(TakeState state, bool counts)
    {
        Take take = await ReserveAsync();
        foreach (TakeState step in TakeStatesTests.PathTo(state))
        {
            await MoveAsync(take, step);
        }

        ReserveOutcome next = await Ledger.ReserveAsync(Reservation(shot: 2) with { RunCapUsd = 3.20m }, CancellationToken.None);

        Assert.Equal(counts, next is ReserveOutcome.OverCap);
        Assert.Equal(!counts, next is ReserveOutcome.Reserved);
    }

    [SkippableFact]
    public async Task A_cap_is_spent_to_the_last_cent_and_counts_its_own_run_only()
    {
        await ReserveAsync(1, 5m, "other");
        await ReserveAsync(2, 1.60m);

        Assert.IsType<ReserveOutcome.OverCap>(
            await Ledger.ReserveAsync(Reservation(3, 1.61m) with { RunCapUsd = 3.20m }, CancellationToken.None));
        Assert.IsType<ReserveOutcome.Reserved>(
            await Ledger.ReserveAsync(Reservation(3, 1.60m) with { RunCapUsd = 3.20m }, CancellationToken.None));
    }

    [SkippableFact]
    public async Task What_is_free_or_unpriced_passes_a_cap_that_is_spent()
    {
        await ReserveAsync();
        await Ledger.SetBudgetAsync(StoryId, 0m, CancellationToken.None);

        Assert.IsType<ReserveOutcome.Reserved>(
            await Ledger.ReserveAsync(Reservation(2, 0m) with { RunCapUsd = 0m }, CancellationToken.None));
        Assert.IsType<ReserveOutcome.Reserved>(
            await Ledger.ReserveAsync(Reservation(3, null) with { RunCapUsd = 0m }, CancellationToken.None));
        Assert.Null((await TakesAsync(new TakeFilter { AssetName = "s1#3" }))[0].CostUsd);
    }

    [SkippableFact]
    public async Task Fractions_of_a_millionth_are_rounded_against_the_spender()
    {
        await Ledger.SetBudgetAsync(StoryId, 0.0000029m, CancellationToken.None);
        Assert.Equal(0.000002m, await Ledger.GetBudgetAsync(StoryId, CancellationToken.None));

        Take take = await ReserveAsync(1, 0.0000001m);
        Assert.Equal(0.000001m, take.CostUsd);
        Assert.IsType<ReserveOutcome.OverCap>(await Ledger.ReserveAsync(Reservation(2, 0.0000011m), CancellationToken.None));
        Assert.IsType<ReserveOutcome.Reserved>(await Ledger.ReserveAsync(Reservation(2, 0.000001m), CancellationToken.None));
    }

    [SkippableFact]
    public async Task Sums_tell_spent_reserved_and_unknown_apart_by_story_and_run()
    {
        await SucceedAsync(await ReserveAsync(1, 1m, "a"), "generated/x.mp4");
        await MoveAsync(await ReserveAsync(2, 2m, "a"), TakeState.Unknown);
        await MoveAsync(await ReserveAsync(3, 4m, "b"), TakeState.Failed);
        await ReserveAsync(3, 8m, "b");
        await ReserveAsync(4, null, "b");

        Assert.Equal(new Spending(1, 8, 2), await Ledger.SumAsync(StoryId, null, CancellationToken.None));
        Assert.Equal(new Spending(1, 0, 2), await Ledger.SumAsync(StoryId, "a", CancellationToken.None));
        Assert.Equal(new Spending(0, 8, 0), await Ledger.SumAsync(null, "b", CancellationToken.None));
        Assert.Equal(new Spending(0, 0, 0), await Ledger.SumAsync("other", null, CancellationToken.None));
        Assert.Equal(11m, (await Ledger.SumAsync(null, null, CancellationToken.None)).Committed);
    }

    [SkippableFact]
    public async Task A_storys_cap_is_set_changed_and_taken_away()
    {
        Assert.Null(await Ledger.GetBudgetAsync(StoryId, CancellationToken.None));
        foreach (decimal? cap in new decimal?[] { 5m, 0m, 123456.789m, null, 1m })
        {
            await Ledger.SetBudgetAsync(StoryId, cap, CancellationToken.None);
            Assert.Equal(cap, await Ledger.GetBudgetAsync(StoryId, CancellationToken.None));
        }

        Assert.Null(await Ledger.GetBudgetAsync("other", CancellationToken.None));
    }

    // Each racer has a connection of its own, as processes have.
    private async Task<ReserveOutcome[]> RaceAsync(Func<int, TakeReservation> reservation)
    {
        TaskCompletionSource start = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<ReserveOutcome>[] racers = [.. Enumerable.Range(1, Racers).Select(i => Task.Run(async () =>
        {
            using StoryDatabase database = await Store.OpenAsync();
            await start.Task;
            return await new TakeRecords(database).ReserveAsync(reservation(i), CancellationToken.None);
        }))];
        start.SetResult();
        return await Task.WhenAll(racers);
    }
}

public sealed class SqliteCapTests() : CapTests(StoreEngine.Sqlite);

public sealed class PostgresCapTests() : CapTests(StoreEngine.Postgres);
