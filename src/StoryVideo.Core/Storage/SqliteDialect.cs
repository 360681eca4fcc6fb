using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;

namespace StoryVideo.Storage;

internal sealed class SqliteDialect : StoreDialect, IDisposable
{
    private const int Constraint = 19;

    // Writers wait for each other this long before one of them gives up.
    private const int BusySeconds = 60;

    private readonly string _path;

    static SqliteDialect() => SQLitePCL.Batteries_V2.Init();

    public SqliteDialect(string path) => _path = path;

    public override string ScriptFolder => "Sqlite";

    public override string Now => "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')";

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

        SqliteConnection connection = new(AddressFor(ModeFor(access)));
        await connection.OpenAsync(cancellationToken);
        if (access == StoreAccess.Write)
        {
            // A write-ahead log lets a pipeline read shots while takes are written; FULL makes a commit outlive a power cut.
            await connection.ExecuteAsync("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
        }
        else
        {
            await connection.ExecuteAsync("PRAGMA query_only = ON");
        }

        return connection;
    }

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

    public override bool IsUniqueViolation(DbException exception) => exception is SqliteException { SqliteErrorCode: Constraint };

    /// <summary>
    /// Closes the connections that are kept for the next use. With the last of them the write-ahead log goes into the database:
    /// an operator who copies the one file has everything.
    /// </summary>
    public void Dispose()
    {
        foreach (SqliteOpenMode mode in Enum.GetValues<SqliteOpenMode>())
        {
            using SqliteConnection connection = new(AddressFor(mode));
            SqliteConnection.ClearPool(connection);
        }
    }

    // A read-only connection cannot take away the empty log and index that SQLite puts beside the file, one that may write can.
    // Where a log holds something it is another process's, alive or ended, and is left as it is.
    private SqliteOpenMode ModeFor(StoreAccess access) =>
        access == StoreAccess.Write ? SqliteOpenMode.ReadWriteCreate
        : new FileInfo(_path + "-wal") is { Exists: true, Length: > 0 } ? SqliteOpenMode.ReadOnly
        : SqliteOpenMode.ReadWrite;

    private string AddressFor(SqliteOpenMode mode) => new SqliteConnectionStringBuilder
    {
        DataSource = _path,
        Mode = mode,
        DefaultTimeout = BusySeconds,
        ForeignKeys = true,
    }.ConnectionString;
}
