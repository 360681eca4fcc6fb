using System.Data.Common;

namespace StoryVideo.Storage;

/// <summary>What one database engine spells or does otherwise than the other.</summary>
internal abstract class StoreDialect
{
    /// <summary>Folder of its numbered scripts.</summary>
    public abstract string ScriptFolder { get; }

    /// <summary>Whether a column holds one of the texts of a list.</summary>
    public abstract string IsOneOf(string column, string parameter);

    /// <summary>A parameter that holds JSON text.</summary>
    public abstract string Json(string parameter);

    /// <summary>A parameter that holds text and may be null, in a place that gives no hint of its type.</summary>
    public abstract string Text(string parameter);

    /// <summary>A parameter that holds the id of a story.</summary>
    public abstract string StoryKey(string parameter);

    /// <summary>Whether a story can have this id here: an existing database may name its stories by UUID.</summary>
    public virtual bool TakesStoryKey(string storyId) => true;

    /// <summary>A parameter that holds the id of a scenelet or of a shot's row.</summary>
    public abstract string RowKey(string parameter);

    /// <summary>The present moment as the <c>updated_at</c> columns of stories and shots hold it.</summary>
    public abstract string Now { get; }

    /// <summary>Ends a query whose row nobody else may change before the transaction ends.</summary>
    public virtual string ForUpdate => "";

    public abstract Task<DbConnection> ConnectAsync(StoreAccess access, CancellationToken cancellationToken);

    /// <summary>Runs a short piece of work in a transaction in which nobody else writes, and returns when it is committed.</summary>
    /// <param name="access">For writing.</param>
    /// <param name="work">What is written.</param>
    /// <param name="isUrgent">A paid call waits for it: where writes go one after the other, it goes before others.</param>
    /// <param name="cancellationToken">Gives up before the work has begun.</param>
    public virtual async Task<T> WriteAsync<T>(
        StoreAccess access, Func<DbConnection, DbTransaction, Task<T>> work, bool isUrgent, CancellationToken cancellationToken)
    {
        await using WriteSession session = await BeginAsync(access, cancellationToken);
        T result = await work(session.Connection, session.Transaction);
        await session.Transaction.CommitAsync(CancellationToken.None);
        return result;
    }

    /// <summary>Begins a transaction in which nobody else reserves takes or changes the schema.</summary>
    public abstract Task<DbTransaction> BeginAloneAsync(DbConnection connection, CancellationToken cancellationToken);

    public abstract Task<bool> HasTableAsync(DbConnection connection, string table, CancellationToken cancellationToken);

    public abstract Task<bool> HasColumnAsync(
        DbConnection connection, string table, string column, CancellationToken cancellationToken);

    /// <summary>Learns what the existing tables look like, once they are there.</summary>
    public abstract Task LearnAsync(DbConnection connection, CancellationToken cancellationToken);

    protected async Task<WriteSession> BeginAsync(StoreAccess access, CancellationToken cancellationToken)
    {
        DbConnection connection = await ConnectAsync(access, cancellationToken);
        try
        {
            return new WriteSession(connection, await BeginAloneAsync(connection, cancellationToken));
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
