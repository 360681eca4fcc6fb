using StoryVideo.Core.Tests.Support;
using StoryVideo.Ledger;
using StoryVideo.Storage;

namespace StoryVideo.Core.Tests.Ledger;

/// <summary>Takes that pass from one process to another, and what a run may conclude from those of others.</summary>
public abstract class TakeHandoverTests(StoreEngine engine) : LedgerTestBase(engine)
{
    private static readonly TakeOwner s_next = new("box", 13, 1700000001);

    [SkippableFact]
    public async Task A_take_is_marked_as_sent_once_and_only_while_it_is_being_sent()
    {
        Take take = await ReserveAsync();
        Assert.Null(take.SentAt);

        await Ledger.MarkSentAsync(take.Id, CancellationToken.None);

        Assert.Equal(Time.GetUtcNow(), (await ReadAsync(take)).SentAt);
        await Assert.ThrowsAsync<LedgerException>(() => Ledger.MarkSentAsync(take.Id, CancellationToken.None));
        await Assert.ThrowsAsync<LedgerException>(() => Ledger.MarkSentAsync("nobody", CancellationToken.None));
        Take ended = await ReserveAsync(2);
        await MoveAsync(ended, TakeState.Failed);
        await Assert.ThrowsAsync<LedgerException>(() => Ledger.MarkSentAsync(ended.Id, CancellationToken.None));
    }

    [SkippableFact]
    public async Task Of_sixteen_that_would_go_on_with_a_take_one_does()
    {
        Take left = await ReserveAsync();
        Task<Take?>[] claims = [.. Enumerable.Range(1, 16).Select(i => Task.Run(async () =>
        {
            using StoryDatabase database = await Store.OpenAsync();
            return await new TakeRecords(database).ClaimAsync(left, s_next with { ProcessId = i }, CancellationToken.None);
        }))];

        Take won = Assert.Single((await Task.WhenAll(claims)).OfType<Take>());

        Assert.Equal(won.Owner, (await ReadAsync(left)).Owner);
    }

    [SkippableFact]
    public async Task A_take_that_has_ended_is_nobodys_to_go_on_with()
    {
        Take take = await ReserveAsync();
        await MoveAsync(take, TakeState.Failed);

        Assert.Null(await Ledger.ClaimAsync(take, s_next, CancellationToken.None));
    }

    [SkippableFact]
    public async Task Who_decided_before_another_made_the_shot_makes_it_no_second_time()
    {
        Take made = await SucceedAsync(await ReserveAsync(), "generated/x.mp4");

        ReserveOutcome late = await Ledger.ReserveAsync(Reservation() with { KnownTakes = 0 }, CancellationToken.None);
        ReserveOutcome informed = await Ledger.ReserveAsync(Reservation() with { KnownTakes = 1 }, CancellationToken.None);

        Assert.Equal(made.Id, Assert.IsType<ReserveOutcome.Overtaken>(late).Latest.Id);
        Assert.IsType<ReserveOutcome.Reserved>(informed);
    }

    [SkippableFact]
    public async Task Takes_of_several_shots_are_read_and_the_newest_first_where_asked()
    {
        Take one = await ReserveAsync(1);
        await ReserveAsync(2);
        Take three = await ReserveAsync(3);

        IReadOnlyList<Take> takes = await TakesAsync(new TakeFilter { AssetNames = ["s1#1", "s1#3"], NewestFirst = true });

        Assert.Equal($"{three.Id} {one.Id}", string.Join(' ', takes.Select(static t => t.Id)));
    }

    [SkippableFact]
    public async Task More_takes_than_a_page_are_read_whole_and_may_be_settled_while_they_are_read()
    {
        for (int shot = 1; shot <= 3; shot++)
        {
            await ReserveAsync(shot);
        }

        // The rest by SQL, two hundred at a time of the same moment: pages break within them.
        await Store.ExecuteAsync(
            """
            INSERT INTO storyvideo_takes (take_id, story_id, asset_kind, asset_name, state, provider, model, parameters, fingerprint,
                fingerprint_parts, run_id, owner, created_at, updated_at)
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1200)
            SELECT 'bulk-' || i, 'one', 'video', 'bulk#' || i, 'submitting', 'gemini', 'veo', '{}', '', '{}', 'run', 'box/1/1',
                '2026-01-0' || (1 + i / 200) || 'T00:00:00.0000000Z', '2026-01-01T00:00:00.0000000Z'
            FROM n
            """);
        HashSet<string> seen = new(StringComparer.Ordinal);

        await foreach (Take take in Ledger.ReadAsync(new TakeFilter(), CancellationToken.None))
        {
            Assert.True(seen.Add(take.Id), take.Id);
            if (take.Asset.ShotIndex is not null || seen.Count % 400 == 0)
            {
                await MoveAsync(take, TakeState.Failed);
            }
        }

        Assert.Equal(1203, seen.Count);
    }
}

public sealed class SqliteTakeHandoverTests() : TakeHandoverTests(StoreEngine.Sqlite);

public sealed class PostgresTakeHandoverTests() : TakeHandoverTests(StoreEngine.Postgres);
