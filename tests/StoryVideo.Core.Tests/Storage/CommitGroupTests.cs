using System.Collections.Concurrent;
using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using StoryVideo.Core.Tests.Support;
using StoryVideo.Storage;

namespace StoryVideo.Core.Tests.Storage;

/// <summary>Writers who go along with one commit: what becomes of one is no other's affair, but for the commit itself.</summary>
public sealed class CommitGroupTests : IAsyncLifetime, IDisposable
{
    private const int DiskFull = 13;

    private readonly TemporaryFolder _folder = new();
    private readonly CommitGroup _group = new();
    private readonly SqliteDialect _dialect;
    private readonly TaskCompletionSource _door = new();
    private int _commits;
    private string _pragma = "";

    public CommitGroupTests() => _dialect = new SqliteDialect(Path.Combine(_folder.FullPath, "words.db"));

    public async Task InitializeAsync()
    {
        await using DbConnection connection = await _dialect.ConnectAsync(StoreAccess.Write, CancellationToken.None);
        await connection.ExecuteAsync(
            "CREATE TABLE words (word TEXT PRIMARY KEY, follows TEXT REFERENCES words (word) DEFERRABLE INITIALLY DEFERRED)");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Who_comes_while_a_commit_is_under_way_goes_along_with_the_next()
    {
        Task<string>[] writes = [await BeginFirstAsync("one"), .. Enumerable.Range(2, 9).Select(n => WriteAsync($"{n}"))];
        _door.SetResult();

        await Task.WhenAll(writes);

        Assert.Equal(10, (await WordsAsync()).Count);
        Assert.Equal(2, _commits);
    }

    [Fact]
    public async Task What_a_paid_call_waits_for_goes_before_records_and_overtakes_them_once()
    {
        TaskCompletionSource door = new();
        TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<string>[] early =
        [
            await BeginFirstAsync("first"), WriteAsync("record"), WriteAsync("paid", door.Task, reached, isUrgent: true),
        ];
        _door.SetResult();
        await reached.Task;
        Task<string>[] late = [WriteAsync("later record"), WriteAsync("later paid", isUrgent: true)];
        door.SetResult();

        await Task.WhenAll([.. early, .. late]);

        Assert.Equal(["first", "paid", "record", "later record", "later paid"], await WordsAsync(isInOrder: true));
        Assert.Equal(3, _commits);
    }

    [Fact]
    public async Task A_write_that_throws_undoes_itself_and_no_other()
    {
        Task<string>[] writes = [await BeginFirstAsync("first"), WriteAsync("thrown", fails: true), WriteAsync("first"), WriteAsync("last")];
        _door.SetResult();

        await Assert.ThrowsAsync<InvalidDataException>(() => writes[1]);
        Assert.Equal(19, (await Assert.ThrowsAsync<SqliteException>(() => writes[2])).SqliteErrorCode);
        Assert.Equal("first last", string.Join(' ', await writes[0], await writes[3]));
        Assert.Equal(["first", "last"], await WordsAsync());
    }

    [Fact]
    public async Task Nobody_is_told_anything_before_the_commit()
    {
        TaskCompletionSource reached = new();
        Task<string> leader = await BeginFirstAsync("leader");
        TaskCompletionSource last = new();
        Task<string> well = WriteAsync("well");
        Task<string> thrown = WriteAsync("thrown", fails: true);
        Task<string> held = WriteAsync("held", last.Task, reached);
        _door.SetResult();
        await leader;
        await reached.Task;

        Assert.False(well.IsCompleted);
        Assert.False(thrown.IsCompleted);
        last.SetResult();

        await Task.WhenAll(well, held);
        await Assert.ThrowsAsync<InvalidDataException>(() => thrown);
        Assert.Equal(["held", "leader", "well"], await WordsAsync());
    }

    [Fact]
    public async Task A_commit_that_fails_is_told_to_everyone_in_it_and_the_next_is_well()
    {
        Task<string> leader = await BeginFirstAsync("leader");
        Task<string>[] lost = [WriteAsync("a"), WriteAsync("b", follows: "nobody"), WriteAsync("c", fails: true)];
        _door.SetResult();
        await leader;

        foreach (Task<string> write in lost)
        {
            Assert.Contains("FOREIGN KEY", (await Assert.ThrowsAsync<SqliteException>(() => write)).Message, StringComparison.Ordinal);
        }

        await WriteAsync("next");
        Assert.Equal(["leader", "next"], await WordsAsync());
    }

    [Fact]
    public async Task A_disk_that_is_full_in_the_middle_is_told_as_that_to_everyone_whose_word_is_lost()
    {
        Task<string> leader = await BeginFirstAsync("leader");
        _pragma = "PRAGMA max_page_count = 4";
        Task<string>[] writes = [WriteAsync("before"), WriteAsync(new string('x', 100_000)), WriteAsync("after")];
        _door.SetResult();
        await leader;

        foreach (Task<string> write in writes)
        {
            Assert.Equal(DiskFull, (await Assert.ThrowsAsync<SqliteException>(() => write)).SqliteErrorCode);
        }

        _pragma = "PRAGMA max_page_count = 100000";
        await WriteAsync("next");
        Assert.Equal(["leader", "next"], await WordsAsync());
    }

    [Fact]
    public async Task A_database_that_cannot_be_opened_fails_its_group_and_not_the_next()
    {
        Task<string> leader = await BeginFirstAsync("leader");
        _pragma = "no sql";
        Task<string>[] lost = [WriteAsync("a"), WriteAsync("b")];
        _door.SetResult();
        await leader;

        await Assert.ThrowsAsync<SqliteException>(() => lost[0]);
        await Assert.ThrowsAsync<SqliteException>(() => lost[1]);
        _pragma = "";
        await WriteAsync("next");
        Assert.Equal(["leader", "next"], await WordsAsync());
    }

    [Fact]
    public async Task Who_gives_up_before_it_is_written_is_not_written_and_who_gives_up_later_is_told_how_it_ended()
    {
        using CancellationTokenSource stop = new();
        Task<string> begun = await BeginFirstAsync("begun", stop.Token);
        Task<string> waiting = WriteAsync("waiting", stop: stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => WriteAsync("late", stop: stop.Token));
        _door.SetResult();
        Assert.Equal("begun", await begun);
        await WriteAsync("next");
        Assert.Equal(["begun", "next"], await WordsAsync());
    }

    [Fact]
    public async Task Among_many_each_is_told_the_truth()
    {
        ConcurrentBag<string> told = [];
        _door.SetResult();

        await Task.WhenAll(Enumerable.Range(0, 16).Select(writer => Task.Run(async () =>
        {
            Random random = new(writer);
            for (int n = 0; n < 25; n++)
            {
                string word = $"{writer}-{n}";
                string follows = random.Next(20) == 0 ? "nobody" : word;
                using CancellationTokenSource stop = new();
                Task<string> write = WriteAsync(word, follows: follows, fails: random.Next(4) == 0, stop: stop.Token);
                if (random.Next(8) == 0)
                {
                    await stop.CancelAsync();
                }

                try
                {
                    told.Add(await write);
                }
                catch (Exception e) when (e is InvalidDataException or SqliteException or OperationCanceledException)
                {
                    // It says that it is not there.
                }
            }
        })));

        Assert.NotEmpty(told);
        Assert.Equal(told.Order(StringComparer.Ordinal), await WordsAsync(), StringComparer.Ordinal);
    }

    /// <summary>A write that stands at the door: whoever comes now goes along with the next commit.</summary>
    private async Task<Task<string>> BeginFirstAsync(string word, CancellationToken stop = default)
    {
        TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<string> first = WriteAsync(word, _door.Task, reached, stop: stop);
        await reached.Task;
        return first;
    }

    private Task<string> WriteAsync(
        string word,
        Task? until = null,
        TaskCompletionSource? reached = null,
        bool fails = false,
        string? follows = null,
        bool isUrgent = false,
        CancellationToken stop = default) =>
        _group.RunAsync(BeginAsync, async (connection, transaction) =>
        {
            await connection.ExecuteAsync("INSERT INTO words VALUES (@word, @follows)", new { word, follows }, transaction);
            reached?.SetResult();
            await (until ?? Task.CompletedTask);
            return fails ? throw new InvalidDataException(word) : word;
        }, stop, isUrgent);

    private async Task<WriteSession> BeginAsync()
    {
        Interlocked.Increment(ref _commits);
        DbConnection connection = await _dialect.ConnectAsync(StoreAccess.Write, CancellationToken.None);
        await connection.ExecuteAsync(_pragma.Length == 0 ? "SELECT 1" : _pragma);
        return new WriteSession(connection, await _dialect.BeginAloneAsync(connection, CancellationToken.None));
    }

    private async Task<IReadOnlyList<string>> WordsAsync(bool isInOrder = false)
    {
        await using DbConnection connection = await _dialect.ConnectAsync(StoreAccess.Read, CancellationToken.None);
        IEnumerable<string> words = await connection.QueryAsync<string>("SELECT word FROM words ORDER BY rowid");
        return [.. isInOrder ? words : words.Order(StringComparer.Ordinal)];
    }
}
