using System.Data.Common;

namespace StoryVideo.Storage;

/// <summary>An open database: stories and takes live in it.</summary>
public sealed class StoryDatabase : IDisposable
{
    private const int TakesSince = 2;

    private readonly StoreAccess _access;

    private StoryDatabase(StoreLocation location, StoreAccess access, StoreDialect dialect, TimeProvider time)
    {
        Location = location;
        _access = access;
        Dialect = dialect;
        Time = time;
    }

    public StoreLocation Location { get; }

    internal StoreDialect Dialect { get; }

    internal TimeProvider Time { get; }

    /// <summary>Version of StoryVideo's own tables; 0 where a database that was only ever read has none.</summary>
    internal int LedgerVersion { get; private set; }

    /// <summary>Whether takes are kept here.</summary>
    internal bool HasLedger => LedgerVersion >= TakesSince;

    /// <summary>Whether shots have a column for their clip; an older database that was only ever read may have none.</summary>
    internal bool HasVideoPath { get; private set; }

    /// <exception cref="StoreException">It is not there, cannot be reached, holds no stories or is newer than this program.</exception>
    public static async Task<StoryDatabase> OpenAsync(
        StoreLocation location, StoreAccess access, TimeProvider time, CancellationToken cancellationToken)
    {
        StoreDialect dialect = location.Engine == StoreEngine.Sqlite
            ? new SqliteDialect(location.Address)
            : new PostgresDialect(location.Address);
        StoryDatabase database = new(location, access, dialect, time);
        try
        {
            await database.PrepareAsync(cancellationToken);
            return database;
        }
        catch (Exception e) when (e is DbException or IOException or UnauthorizedAccessException or TimeoutException)
        {
            database.Dispose();
            throw new StoreException($"The database {location.Display} cannot be opened: {e.Message}", e);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    public void Dispose() => (Dialect as IDisposable)?.Dispose();

    /// <summary>Runs a short piece of work in a transaction in which nobody else writes, and returns when it is committed.</summary>
    internal Task<T> WriteAsync<T>(
        Func<DbConnection, DbTransaction, Task<T>> work, CancellationToken cancellationToken, bool isUrgent = false) =>
        Dialect.WriteAsync(_access, work, isUrgent, cancellationToken);

    /// <inheritdoc cref="WriteAsync{T}(Func{DbConnection, DbTransaction, Task{T}}, CancellationToken, bool)"/>
    internal Task WriteAsync(
        Func<DbConnection, DbTransaction, Task> work, CancellationToken cancellationToken, bool isUrgent = false) =>
        WriteAsync(
            async (connection, transaction) =>
            {
                await work(connection, transaction);
                return true;
            },
            cancellationToken,
            isUrgent);

    internal Task<DbConnection> ConnectAsync(CancellationToken cancellationToken) =>
        Dialect.ConnectAsync(_access, cancellationToken);

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        StoreSchema schema = new(Dialect, Time);
        await using DbConnection connection = await ConnectAsync(cancellationToken);
        if (_access == StoreAccess.Write)
        {
            await schema.UpgradeAsync(connection, cancellationToken);
        }

        LedgerVersion = await schema.VersionAsync(connection, cancellationToken);
        if (!await Dialect.HasTableAsync(connection, "shots", cancellationToken))
        {
            throw new StoreException($"The database {Location.Display} holds no stories yet. Import one first.");
        }

        HasVideoPath = await Dialect.HasColumnAsync(connection, "shots", "video_file_path", cancellationToken);
        await Dialect.LearnAsync(connection, cancellationToken);
    }
}
