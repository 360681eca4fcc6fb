using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;

namespace StoryVideo.Storage;

internal sealed class SqliteDialect : StoreDialect
{
    private readonly CommitGroup _commits = new();
    private readonly string _path;

    static SqliteDialect() => SQLitePCL.Batteries_V2.Init();

    public SqliteDialect(string path) => _path = path;

    public override string ScriptFolder => "Sqlite";

    public override string Now => "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')";

    public override string IsOneOf(string column, string parameter) => $"{column} IN {parameter}";

    public override string Json(string parameter) => parameter;

    public override string Text(string parameter) => parameter;

    public override string StoryKey(string parameter) => parameter;

    public override string RowKey(string parameter) => parameter;

    public override async Task<DbConnection> ConnectAsync(StoreAccess access, CancellationToken cancellationToken)
    {
        if (access == StoreAccess.Read && !File.Exists(_path))
        {
            throw new StoreException(
                $"There is no database at '{_path}'. Import a story first (storyvideo import PATH, Import-Story), or name another.");
        }

        if (access == StoreAccess.Write)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        }

        // A journal that a broken-off write left behind is rolled back by the first who may write, or nobody could read.
        SqliteConnection connection = new(new SqliteConnectionStringBuilder
        {
            DataSource = _path,
            Mode = access == StoreAccess.Write ? SqliteOpenMode.ReadWriteCreate
                : File.Exists(_path + "-journal") ? SqliteOpenMode.ReadWrite
                : SqliteOpenMode.ReadOnly,
            DefaultTimeout = SqliteWaiting.LongestSeconds,
            ForeignKeys = true,
        }.ConnectionString);
        await connection.OpenAsync(cancellationToken);

        SqliteWaiting.Set(connection);
        if (access == StoreAccess.Write)
        {
            // No write-ahead log: whoever only reads one leaves two files beside it, and a dry run writes nothing. Reads here
            // are short, so that writers and readers wait a moment for each other. FULL makes a commit outlive a power cut.
            await connection.ExecuteAsync("PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL");
        }

        return connection;
    }

    public override Task<T> WriteAsync<T>(
        StoreAccess access, Func<DbConnection, DbTransaction, Task<T>> work, bool isUrgent, CancellationToken cancellationToken) =>
        _commits.RunAsync(() => BeginAsync(access, CancellationToken.None), work, cancellationToken, isUrgent);

    public override Task<DbTransaction> BeginAloneAsync(DbConnection connection, CancellationToken cancellationToken) =>
        Task.FromResult<DbTransaction>(((SqliteConnection)connection).BeginTransaction(deferred: false));

    public override async Task<bool> HasTableAsync(
        DbConnection connection, string table, CancellationToken cancellationToken) =>
        await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = @table",
            new { table },
            cancellationToken: cancellationToken)) > 0;

    public override async Task<bool> HasColumnAsync(
        DbConnection connection, string table, string column, CancellationToken cancellationToken) =>
        await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            "SELECT count(*) FROM pragma_table_info(@table) WHERE name = @column",
            new { table, column },
            cancellationToken: cancellationToken)) > 0;

    public override Task LearnAsync(DbConnection connection, CancellationToken cancellationToken) => Task.CompletedTask;
}
