using StoryVideo.Core.Tests.Support;
using StoryVideo.Ledger;
using StoryVideo.Storage;

namespace StoryVideo.Core.Tests.Storage;

public abstract class StoreSchemaTests(StoreEngine engine) : StoreTests(engine)
{
    private static readonly string[] s_tables =
        ["scenelets", "shots", "stories", "storyvideo_budgets", "storyvideo_schema", "storyvideo_takes"];

    [SkippableFact]
    public async Task Opening_for_writing_makes_every_table_and_a_second_time_changes_nothing()
    {
        (await Store.OpenAsync()).Dispose();
        Assert.Equal(s_tables, await TablesAsync());
        string before = await SchemaAsync();

        (await Store.OpenAsync(time: new ManualTimeProvider())).Dispose();

        Assert.Equal(before, await SchemaAsync());
    }

    [SkippableFact]
    public async Task Many_that_open_a_new_database_at_once_make_it_once()
    {
        StoryDatabase[] databases = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Store.OpenAsync())));

        Assert.Equal(s_tables, await TablesAsync());
        Assert.Equal(4, await Store.ScalarAsync<long>("SELECT count(*) FROM storyvideo_schema"));
        Array.ForEach(databases, static d => d.Dispose());
    }

    [SkippableTheory]
    [InlineData(StoreAccess.Read)]
    [InlineData(StoreAccess.Write)]
    public async Task A_schema_that_is_newer_than_the_program_is_refused(StoreAccess access)
    {
        (await Store.OpenAsync()).Dispose();
        await Store.ExecuteAsync("INSERT INTO storyvideo_schema (version, applied_at) VALUES (9999, 'some day')");

        StoreException refused = await Assert.ThrowsAsync<StoreException>(() => Store.OpenAsync(access));

        Assert.Contains("9999", refused.Message, StringComparison.Ordinal);
        Assert.Contains("newer StoryVideo", refused.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Reading_from_a_database_without_stories_is_refused_and_makes_no_table()
    {
        await Store.ExecuteAsync("CREATE TABLE something_else (id integer)");

        await Assert.ThrowsAsync<StoreException>(() => Store.OpenAsync(StoreAccess.Read));

        Assert.Equal(["something_else"], await TablesAsync());
    }

    [SkippableFact]
    public async Task Reading_works_where_StoryVideo_has_no_tables_of_its_own_and_leaves_it_so()
    {
        (await Store.OpenAsync()).Dispose();
        await Store.ExecuteAsync("INSERT INTO stories (id, display_name) VALUES ('1', 'Old')");
        await Store.ExecuteAsync("DROP TABLE storyvideo_takes");
        await Store.ExecuteAsync("DROP TABLE storyvideo_budgets");
        await Store.ExecuteAsync("DROP TABLE storyvideo_schema");
        await Store.ExecuteAsync("ALTER TABLE shots DROP COLUMN video_file_path");
        string before = await SchemaAsync();

        using StoryDatabase database = await Store.OpenAsync(StoreAccess.Read);
        TakeRecords ledger = new(database);

        Assert.Equal("Old", Assert.Single(await new StoryRecords(database).ListAsync(CancellationToken.None)).DisplayName);
        Assert.Empty(await ledger.ReadAsync(new TakeFilter(), CancellationToken.None).ToListAsync());
        Assert.Equal(new Spending(0, 0, 0), await ledger.SumAsync("1", null, CancellationToken.None));
        Assert.Null(await ledger.GetBudgetAsync("1", CancellationToken.None));
        Assert.Equal(before, await SchemaAsync());
    }

    [SkippableFact]
    public async Task What_is_opened_for_reading_cannot_be_written()
    {
        (await Store.OpenAsync()).Dispose();
        using StoryDatabase database = await Store.OpenAsync(StoreAccess.Read);

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(
            () => new TakeRecords(database).SetBudgetAsync("1", 5, CancellationToken.None));
        Assert.Equal(0, await Store.ScalarAsync<long>("SELECT count(*) FROM storyvideo_budgets"));
    }

    private protected async Task<string[]> TablesAsync() =>
    [
        .. (await Store.QueryAsync<string>(IsPostgres
            ? "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
            : "SELECT name FROM sqlite_master WHERE type = 'table'")).Order(StringComparer.Ordinal),
    ];

    private async Task<string> SchemaAsync() => string.Join('\n', await Store.QueryAsync<string>(IsPostgres
        ? """
          SELECT concat_ws(' ', attrelid::regclass, attname, atttypid::regtype, attnotnull) FROM pg_attribute
          WHERE attrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace) ORDER BY 1
          """
        : "SELECT type || name || coalesce(sql, '') FROM sqlite_master ORDER BY 1"))
        + string.Join('\n', (await TablesAsync()).Contains("storyvideo_schema", StringComparer.Ordinal)
            ? await Store.QueryAsync<string>("SELECT version || applied_at FROM storyvideo_schema ORDER BY 1")
            : []);
}

public sealed class SqliteStoreSchemaTests() : StoreSchemaTests(StoreEngine.Sqlite)
{
    [Fact]
    public async Task Reading_leaves_the_file_and_its_folder_as_they_are()
    {
        (await Store.OpenAsync()).Dispose();
        await Store.ExecuteAsync("INSERT INTO stories (id, display_name) VALUES ('1', 'Calm')");
        string before = await FolderAsync();

        using (StoryDatabase database = await Store.OpenAsync(StoreAccess.Read))
        {
            Assert.Single(await new StoryRecords(database).ListAsync(CancellationToken.None));
        }

        Assert.Equal(before, await FolderAsync());
    }

    [Fact]
    public async Task Reading_beside_a_writer_leaves_file_and_log_as_they_are()
    {
        using StoryDatabase writer = await Store.OpenAsync();
        await new TakeRecords(writer).SetBudgetAsync("1", 5, CancellationToken.None);
        string before = await HashAsync(".db", ".db-wal");

        using (StoryDatabase reader = await Store.OpenAsync(StoreAccess.Read))
        {
            Assert.Equal(5, await new TakeRecords(reader).GetBudgetAsync("1", CancellationToken.None));
        }

        Assert.Equal(before, await HashAsync(".db", ".db-wal"));
    }

    [Fact]
    public async Task Once_closed_everything_is_in_the_one_file()
    {
        using (StoryDatabase database = await Store.OpenAsync())
        {
            await new TakeRecords(database).SetBudgetAsync("1", 5, CancellationToken.None);
        }

        Assert.Equal("storyvideo.db", Path.GetFileName(Assert.Single(Directory.EnumerateFiles(Folder.FullPath))));
    }

    [Fact]
    public async Task Reading_what_is_not_there_says_how_to_make_it_and_makes_nothing()
    {
        StoreException missing = await Assert.ThrowsAsync<StoreException>(() => Store.OpenAsync(StoreAccess.Read));

        Assert.Contains("Import a story first", missing.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Folder.FullPath));
    }

    [Theory]
    [InlineData(StoreAccess.Read)]
    [InlineData(StoreAccess.Write)]
    public async Task A_file_that_is_no_database_is_refused_and_kept(StoreAccess access)
    {
        string path = Folder.Write("storyvideo.db", [.. Enumerable.Repeat((byte)'x', 4096)]);

        StoreException refused = await Assert.ThrowsAsync<StoreException>(() => Store.OpenAsync(access));

        Assert.Contains(path, refused.Message, StringComparison.Ordinal);
        Assert.All(await File.ReadAllBytesAsync(path), static b => Assert.Equal((byte)'x', b));
    }

    [Fact]
    public async Task A_file_where_a_folder_should_be_is_told_in_words()
    {
        Folder.Write("file", [1]);

        StoreException refused = await Assert.ThrowsAsync<StoreException>(() => StoryDatabase.OpenAsync(
            StoreLocation.Parse("file/storyvideo.db", Folder.FullPath), StoreAccess.Write, TimeProvider.System, CancellationToken.None));

        Assert.Contains("cannot be opened", refused.Message, StringComparison.Ordinal);
    }

    private Task<string> FolderAsync() => HashAsync("");

    private async Task<string> HashAsync(params string[] endings) => string.Join('\n', await Task.WhenAll(
        Directory.EnumerateFiles(Folder.FullPath)
            .Where(path => Array.Exists(endings, e => path.EndsWith(e, StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal)
            .Select(static async path => $"{path} {await AssetFolder.HashAsync(path, default)} {File.GetLastWriteTimeUtc(path):O}")));
}

public sealed class PostgresStoreSchemaTests() : StoreSchemaTests(StoreEngine.Postgres);
