using StoryVideo.Core.Tests.Support;
using StoryVideo.Ledger;
using StoryVideo.Storage;

namespace StoryVideo.Core.Tests.Ledger;

public abstract class TakeLedgerTests(StoreEngine engine) : LedgerTestBase(engine)
{
    [SkippableFact]
    public async Task A_reserved_take_is_read_back_with_all_that_was_said_of_it()
    {
        Take take = await ReserveAsync();

        Assert.Equal(TakeState.Submitting, take.State);
        Assert.Equal(AssetKey.Video(StoryId, "s1", 1), take.Asset);
        Assert.Equal(("gemini", "veo", 3.20m, new DateOnly(2026, 10, 7)), (take.Provider, take.Model, take.CostUsd, take.PriceDate));
        Assert.Equal("1080p", take.Parameters["resolution"]);
        Assert.Equal("hash", take.FingerprintParts["model"]);
        Assert.Equal(("run", "box/12/1700000000", Time.GetUtcNow()), (take.RunId, take.Owner, take.CreatedAt));
        Assert.Equivalent(take, await ReadAsync(take), strict: true);
        Assert.False(take.IsSelected);
    }

    [SkippableTheory]
    [InlineData(AssetKind.Video)]
    [InlineData(AssetKind.KeyFrame)]
    [InlineData(AssetKind.ModelSheet)]
    [InlineData(AssetKind.EnvironmentReference)]
    public async Task Takes_of_every_kind_of_asset_are_told_apart(AssetKind kind)
    {
        await ReserveAsync();
        AssetKey asset = kind is AssetKind.Video or AssetKind.KeyFrame
            ? AssetKey.Video(StoryId, "s1", 2) with { Kind = kind }
            : new AssetKey { StoryId = StoryId, Kind = kind, DesignId = "mara" };

        await Ledger.ReserveAsync(Reservation() with { Asset = asset }, CancellationToken.None);

        Assert.Equal(asset, Assert.Single(await TakesAsync(new TakeFilter { Kind = kind, AssetName = asset.Name })).Asset);
    }

    [SkippableTheory]
    [MemberData(nameof(TakeStatesTests.States), MemberType = typeof(TakeStatesTests))]
    public async Task The_ledger_moves_a_take_only_where_it_may_go(TakeState from)
    {
        foreach (TakeState to in Enum.GetValues<TakeState>())
        {
            Take take = await ReserveAsync(shot: 10 + (int)to);
            foreach (TakeState step in TakeStatesTests.PathTo(from))
            {
                await MoveAsync(take, step);
            }

            Task<Take> move = MoveAsync(take, to);
            if (TakeStatesTests.IsAllowed(from, to))
            {
                Assert.Equal(to, (await move).State);
            }
            else
            {
                LedgerException refused = await Assert.ThrowsAsync<LedgerException>(() => move);
                Assert.Equal($"Take {take.Id} is {from.Name()} and cannot become {to.Name()}.", refused.Message);
                Assert.Equal(from, (await ReadAsync(take)).State);
            }
        }
    }

    [SkippableFact]
    public async Task A_take_that_does_not_exist_cannot_be_moved() =>
        await Assert.ThrowsAsync<LedgerException>(
            () => Ledger.MoveAsync("nobody", TakeState.Failed, TakeChange.None, CancellationToken.None));

    [SkippableFact]
    public async Task A_take_keeps_what_it_has_learnt_and_forgets_an_error_that_is_over()
    {
        Take take = await ReserveAsync();
        await MoveAsync(take, TakeState.Submitted, new() { OperationName = "operations/1" });
        await MoveAsync(take, TakeState.Generated, new() { ResultUri = "uri", Error = new TakeError("slow", "It is slow.", TakeErrorScope.Run) });
        Assert.Equal(new TakeError("slow", "It is slow.", TakeErrorScope.Run), (await ReadAsync(take)).Error);

        Take told = await MoveAsync(take, TakeState.Generated, new() { File = new TakeFile("generated/x.mp4", 5_000_000_000, "abc") });

        Assert.Equal(("operations/1", "uri"), (told.OperationName, told.ResultUri));
        Assert.Equal(new TakeFile("generated/x.mp4", 5_000_000_000, "abc"), told.File);
        Assert.Null(told.Error);
    }

    [SkippableTheory]
    [InlineData(TakeState.Submitting, true)]
    [InlineData(TakeState.Submitted, true)]
    [InlineData(TakeState.Generated, true)]
    [InlineData(TakeState.Unknown, true)]
    [InlineData(TakeState.Succeeded, false)]
    [InlineData(TakeState.Filtered, false)]
    [InlineData(TakeState.Failed, false)]
    [InlineData(TakeState.Expired, false)]
    [InlineData(TakeState.WrittenOff, false)]
    public async Task A_live_take_keeps_others_of_its_asset_out_and_only_those(TakeState state, bool isLive)
    {
        Take take = await ReserveAsync();
        foreach (TakeState step in TakeStatesTests.PathTo(state))
        {
            await MoveAsync(take, step);
        }

        ReserveOutcome same = await Ledger.ReserveAsync(Reservation(), CancellationToken.None);
        ReserveOutcome other = await Ledger.ReserveAsync(Reservation(shot: 2), CancellationToken.None);

        Assert.Equal(isLive ? take.Id : null, (same as ReserveOutcome.Busy)?.Live.Id);
        Assert.IsType<ReserveOutcome.Reserved>(other);
    }

    [SkippableFact]
    public async Task The_database_itself_allows_one_live_and_one_selected_take()
    {
        Take first = await SucceedAsync(await ReserveAsync(), "generated/a.mp4");
        Take second = await ReserveAsync();

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(
            () => Store.ExecuteAsync("UPDATE storyvideo_takes SET state = 'submitted' WHERE take_id = @Id", new { first.Id }));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(
            () => Store.ExecuteAsync("UPDATE storyvideo_takes SET selected = 1 WHERE take_id = @Id", new { second.Id }));
    }

    [SkippableFact]
    public async Task Success_selects_the_take_and_points_the_shot_at_its_clip()
    {
        Take first = await SucceedAsync(await ReserveAsync(), "generated/one/first.mp4");
        Assert.True(first.IsSelected);
        Assert.Equal("generated/one/first.mp4", await VideoPathAsync());
        Assert.Null(await VideoPathAsync(shot: 2));

        Take second = await SucceedAsync(await ReserveAsync(), "generated/one/second.mp4");

        Assert.Equal("generated/one/second.mp4", await VideoPathAsync());
        Assert.Equal(
            [(first.Id, false), (second.Id, true)], (await TakesAsync()).Select(static t => (t.Id, t.IsSelected)));
    }

    [SkippableFact]
    public async Task Where_the_path_cannot_be_set_the_take_has_not_succeeded()
    {
        Take take = await ReserveAsync();
        await MoveAsync(take, TakeState.Submitted);
        await MoveAsync(take, TakeState.Generated, new() { File = new TakeFile("generated/x.mp4", 1, "abc") });
        await Store.ExecuteAsync("ALTER TABLE shots RENAME COLUMN video_file_path TO elsewhere");

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => MoveAsync(take, TakeState.Succeeded));

        Take left = await ReadAsync(take);
        Assert.Equal((TakeState.Generated, false), (left.State, left.IsSelected));
    }

    [SkippableFact]
    public async Task A_key_frame_that_succeeds_is_set_as_the_existing_system_spells_it_and_the_clip_left_alone()
    {
        AssetKey keyFrame = AssetKey.KeyFrame(StoryId, "s1", 1);
        Take take = Assert.IsType<ReserveOutcome.Reserved>(
            await Ledger.ReserveAsync(Reservation() with { Asset = keyFrame }, CancellationToken.None)).Take;

        await SucceedAsync(take, "generated/key.png");

        Assert.Equal("key.png", await Store.ScalarAsync<string>("SELECT key_frame_image_path FROM shots WHERE shot_index = 1"));
        Assert.Null(await VideoPathAsync());
    }

    [SkippableFact]
    public async Task A_file_that_moved_is_found_where_it_is_now()
    {
        Take take = await SucceedAsync(await ReserveAsync(), "generated/one/shot.mp4");

        await Ledger.MoveFileAsync(take.Id, "generated/one/takes/x.mp4", CancellationToken.None);

        Assert.Equal(new TakeFile("generated/one/takes/x.mp4", 12, "abc"), (await ReadAsync(take)).File);
    }

    [SkippableFact]
    public async Task A_take_of_a_machine_whose_clock_is_behind_is_the_later_one_all_the_same()
    {
        Take first = await ReserveAsync();
        await MoveAsync(first, TakeState.Failed);
        Time.Advance(TimeSpan.FromMinutes(-5));

        Take second = await ReserveAsync();

        Assert.Equal(first.Id + second.Id, string.Concat((await TakesAsync()).Select(static t => t.Id)));
        Assert.True(second.CreatedAt > first.CreatedAt);
    }

    [SkippableFact]
    public async Task Takes_come_in_the_order_of_their_reservation_and_ids_sort_like_it()
    {
        List<string> ids = [];
        for (int i = 0; i < 5; i++)
        {
            Take take = await ReserveAsync();
            ids.Add(take.Id);
            await MoveAsync(take, TakeState.Failed);
        }

        Assert.Equal(ids, [.. (await TakesAsync()).Select(static t => t.Id)]);
        Assert.Equal(ids, [.. ids.Order(StringComparer.Ordinal)]);
    }

    [SkippableFact]
    public async Task Filters_narrow_and_none_reads_all()
    {
        Take one = await ReserveAsync(1, run: "a");
        Take two = await ReserveAsync(2, run: "b");
        await MoveAsync(two, TakeState.Failed);

        Assert.Equal(2, (await TakesAsync()).Count);
        Assert.Equal(one.Id, Assert.Single(await TakesAsync(new TakeFilter { RunId = "a" })).Id);
        Assert.Equal(two.Id, Assert.Single(await TakesAsync(new TakeFilter { States = [TakeState.Failed, TakeState.Unknown] })).Id);
        Assert.Equal(two.Id, Assert.Single(await TakesAsync(new TakeFilter { AssetName = "s1#2" })).Id);
        Assert.Empty(await TakesAsync(new TakeFilter { StoryId = "other" }));
        Assert.Empty(await TakesAsync(new TakeFilter { TakeId = one.Id, RunId = "b" }));
    }

    [SkippableFact]
    public async Task Takes_outlive_everything_even_their_story()
    {
        await ReserveAsync();
        await Store.ExecuteAsync("DELETE FROM stories");

        Assert.Single(await TakesAsync());
    }
}

public sealed class SqliteTakeLedgerTests() : TakeLedgerTests(StoreEngine.Sqlite);

public sealed class PostgresTakeLedgerTests() : TakeLedgerTests(StoreEngine.Postgres);
