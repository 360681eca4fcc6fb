using StoryVideo.Core.Tests.Support;
using StoryVideo.Ledger;
using StoryVideo.Storage;

namespace StoryVideo.Core.Tests.Ledger;

/// <summary>Shots of one run write to the ledger at once, through one open database, and may share its commits.</summary>
public abstract class SharedCommitTests(StoreEngine engine) : LedgerTestBase(engine)
{
    [SkippableFact]
    public async Task Reservations_that_go_together_see_each_other_and_never_pass_a_cap()
    {
        await Ledger.SetBudgetAsync(StoryId, 4 * 3.20m, CancellationToken.None);

        ReserveOutcome[] outcomes = await Task.WhenAll(Enumerable.Range(1, 16).Select(i =>
            Ledger.ReserveAsync(Reservation(shot: i) with { RunCapUsd = 10m }, CancellationToken.None)));

        Assert.Equal(3, outcomes.OfType<ReserveOutcome.Reserved>().Count());
        Assert.Equal(13, outcomes.OfType<ReserveOutcome.OverCap>().Count(static o => o is { Cap: "run", CommittedUsd: 9.60m }));
        Assert.Equal(new Spending(0, 9.60m, 0), await Ledger.SumAsync(StoryId, null, CancellationToken.None));
    }

    [SkippableFact]
    public async Task One_shot_reserved_many_times_at_once_has_one_take()
    {
        ReserveOutcome[] outcomes = await Task.WhenAll(Enumerable.Range(1, 8).Select(_ =>
            Ledger.ReserveAsync(Reservation(), CancellationToken.None)));

        Take won = Assert.Single(outcomes.OfType<ReserveOutcome.Reserved>()).Take;
        Assert.Equal(7, outcomes.OfType<ReserveOutcome.Busy>().Count(b => b.Live.Id == won.Id));
    }

    [SkippableFact]
    public async Task Moves_that_are_refused_undo_nothing_of_those_beside_them()
    {
        List<Take> takes = [];
        for (int shot = 1; shot <= 12; shot++)
        {
            takes.Add(await ReserveAsync(shot));
        }

        // Every third one is told to become what it cannot.
        Task<Take>[] moves = [.. takes.Select((take, i) => i % 3 == 0
            ? MoveAsync(take, TakeState.Succeeded)
            : MoveAsync(take, TakeState.Submitted, new() { OperationName = $"op {i}" }))];
        await Task.WhenAll(moves.Select(static m => m.ContinueWith(static _ => { }, TaskScheduler.Default)));

        for (int i = 0; i < takes.Count; i++)
        {
            bool isRefused = i % 3 == 0;
            Assert.Equal(isRefused, moves[i].Exception?.InnerException is LedgerException);
            Take now = await ReadAsync(takes[i]);
            Assert.Equal(isRefused ? (TakeState.Submitting, null) : (TakeState.Submitted, $"op {i}"), (now.State, now.OperationName));
        }
    }

    [SkippableFact]
    public async Task A_statement_that_the_database_refuses_undoes_its_own_write_only()
    {
        // Two writers of the same key: the second one's statement fails inside the database itself.
        using StoryDatabase database = await Store.OpenAsync(time: Time);
        await Store.ExecuteAsync("CREATE TABLE words (word TEXT PRIMARY KEY)");
        string[] words = ["one", "two", "one", "three", "two", "four"];

        Task<string>[] writes = [.. words.Select((word, i) => database.WriteAsync(async (connection, transaction) =>
        {
            await Dapper.SqlMapper.ExecuteAsync(connection, "INSERT INTO words VALUES (@Mark)", new { Mark = $"mark {i}" }, transaction);
            await Dapper.SqlMapper.ExecuteAsync(connection, "INSERT INTO words VALUES (@word)", new { word }, transaction);
            return word;
        }, CancellationToken.None))];
        await Task.WhenAll(writes.Select(static w => w.ContinueWith(static _ => { }, TaskScheduler.Default)));

        Assert.Equal(4, writes.Count(static w => w.IsCompletedSuccessfully));
        Assert.All(writes.Where(static w => w.IsFaulted), static w => Assert.True(StoreTrouble.IsOfDatabase(w.Exception!.InnerException!)));
        Assert.Equal(8L, await Store.ScalarAsync<long>("SELECT count(*) FROM words"));
    }
}

public sealed class SqliteSharedCommitTests() : SharedCommitTests(StoreEngine.Sqlite);

public sealed class PostgresSharedCommitTests() : SharedCommitTests(StoreEngine.Postgres);
