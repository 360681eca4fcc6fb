using System.Data.Common;
using System.Globalization;
using System.Reflection;
using Dapper;

namespace StoryVideo.Storage;

/// <summary>Brings a database up to date by numbered scripts, each in a transaction of its own and each once.</summary>
internal sealed class StoreSchema
{
    private const string VersionTable = "storyvideo_schema";

    private readonly StoreDialect _dialect;
    private readonly TimeProvider _time;

    public StoreSchema(StoreDialect dialect, TimeProvider time)
    {
        _dialect = dialect;
        _time = time;
    }

    /// <summary>The newest version that this program knows.</summary>
    public int Newest => Scripts().Max(static s => s.Version);

    /// <summary>The database's version; 0 where it has none yet.</summary>
    /// <exception cref="StoreException">It is newer than this program.</exception>
    public async Task<int> VersionAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        if (!await _dialect.HasTableAsync(connection, VersionTable, cancellationToken))
        {
            return 0;
        }

        int version = await connection.ExecuteScalarAsync<int>(new CommandDefinition(
            $"SELECT coalesce(max(version), 0) FROM {VersionTable}", cancellationToken: cancellationToken));
        return version <= Newest
            ? version
            : throw new StoreException(
                $"The database has schema {version}, and this StoryVideo knows {Newest} at most. Nothing was read or changed. "
                + "Use the newer StoryVideo that wrote it.");
    }

    public async Task UpgradeAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        if (await VersionAsync(connection, cancellationToken) == Newest)
        {
            return;
        }

        await using (DbTransaction transaction = await _dialect.BeginAloneAsync(connection, cancellationToken))
        {
            await connection.ExecuteAsync(
                $"CREATE TABLE IF NOT EXISTS {VersionTable} (version INTEGER PRIMARY KEY, applied_at TEXT NOT NULL)",
                transaction: transaction);
            await transaction.CommitAsync(cancellationToken);
        }

        foreach ((int version, string name) in Scripts())
        {
            await ApplyAsync(connection, version, name, cancellationToken);
        }
    }

    private async Task ApplyAsync(DbConnection connection, int version, string name, CancellationToken cancellationToken)
    {
        await using DbTransaction transaction = await _dialect.BeginAloneAsync(connection, cancellationToken);
        long applied = await connection.ExecuteScalarAsync<long>(
            $"SELECT count(*) FROM {VersionTable} WHERE version = @version", new { version }, transaction);
        if (applied > 0)
        {
            return;
        }

        string at = StoreTime.Format(_time.GetUtcNow());
        await connection.ExecuteAsync(Read(name), transaction: transaction);
        await connection.ExecuteAsync(
            $"INSERT INTO {VersionTable} (version, applied_at) VALUES (@version, @at)", new { version, at }, transaction);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>The engine's own scripts and those that every engine reads the same, by number.</summary>
    private IEnumerable<(int Version, string Name)> Scripts() =>
        from folder in (string[])[$".Scripts.{_dialect.ScriptFolder}.", ".Scripts.Shared."]
        from name in Assembly.GetExecutingAssembly().GetManifestResourceNames()
        let start = name.IndexOf(folder, StringComparison.Ordinal)
        where start >= 0
        let version = Number(name[(start + folder.Length)..])
        orderby version
        select (version, name);

    private static int Number(string fileName) => int.Parse(fileName.AsSpan(0, 4), CultureInfo.InvariantCulture);

    private static string Read(string name)
    {
        using StreamReader reader = new(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
