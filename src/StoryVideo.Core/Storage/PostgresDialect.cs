using System.Data.Common;
using Dapper;
using Npgsql;

namespace StoryVideo.Storage;

internal sealed class PostgresDialect : StoreDialect, IDisposable
{
    // One number for the whole program: reservations are rare and short, so one lock for all of them is enough.
    private const long LockKey = 0x53_74_6F_72_79_56_69_64;

    private readonly NpgsqlDataSource _source;
    private string _storyKeyType = "text";
    private string _rowKeyType = "uuid";

    public PostgresDialect(string connectionString) => _source = NpgsqlDataSource.Create(connectionString);

    public override string ScriptFolder => "Postgres";

    public override string Now => "now()";

    public override string ForUpdate => " FOR UPDATE";

    public override string IsOneOf(string column, string parameter) => $"{column} = ANY({parameter})";

    public override string Json(string parameter) => $"CAST({parameter} AS json)";

    public override string Text(string parameter) => $"CAST({parameter} AS text)";

    public override string StoryKey(string parameter) => $"CAST({parameter} AS {_storyKeyType})";

    public override bool TakesStoryKey(string storyId) => _storyKeyType != "uuid" || Guid.TryParseExact(storyId, "D", out _);

    public override string RowKey(string parameter) => $"CAST({parameter} AS {_rowKeyType})";

    public override async Task<DbConnection> ConnectAsync(StoreAccess access, CancellationToken cancellationToken)
    {
        NpgsqlConnection connection = await _source.OpenConnectionAsync(cancellationToken);
        if (access == StoreAccess.Read)
        {
            await connection.ExecuteAsync("SET default_transaction_read_only = on");
        }

        return connection;
    }

    public override async Task<DbTransaction> BeginAloneAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        DbTransaction transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "SELECT pg_advisory_xact_lock(@LockKey)",
            new { LockKey },
            transaction,
            cancellationToken: cancellationToken));
        return transaction;
    }

    public override async Task<bool> HasTableAsync(
        DbConnection connection, string table, CancellationToken cancellationToken) =>
        await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "SELECT to_regclass(@table) IS NOT NULL", new { table }, cancellationToken: cancellationToken));

    public override async Task<bool> HasColumnAsync(
        DbConnection connection, string table, string column, CancellationToken cancellationToken) =>
        await TypeOfAsync(connection, table, column, cancellationToken) is not null;

    public override async Task LearnAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        _storyKeyType = await TypeOfAsync(connection, "stories", "id", cancellationToken) ?? _storyKeyType;
        _rowKeyType = await TypeOfAsync(connection, "scenelets", "id", cancellationToken) ?? _rowKeyType;
    }

    public void Dispose() => _source.Dispose();

    private static Task<string?> TypeOfAsync(
        DbConnection connection, string table, string column, CancellationToken cancellationToken) =>
        connection.ExecuteScalarAsync<string?>(new CommandDefinition(
            """
            SELECT CAST(CAST(atttypid AS regtype) AS text) FROM pg_attribute
            WHERE attrelid = to_regclass(@table) AND attname = @column AND NOT attisdropped
            """,
            new { table, column },
            cancellationToken: cancellationToken));
}
