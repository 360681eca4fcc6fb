using System.Collections.Concurrent;
using System.Data.Common;
using Dapper;

namespace StoryVideo.Storage;

/// <summary>
/// Lets the writers of a process share commits. SQLite makes a second writer sleep, thread and all, and a commit waits for the
/// disk several times: whoever comes while one is under way goes along with the next, each inside a savepoint of its own.
/// </summary>
internal sealed class CommitGroup : IDisposable
{
    private readonly SemaphoreSlim _free = new(1);
    private readonly ConcurrentQueue<IPendingWrite> _waiting = new();

    /// <summary>Runs the work in a transaction and returns when that is committed.</summary>
    /// <param name="begin">Opens a connection and a transaction in which nobody else writes.</param>
    /// <param name="work">What is written; where it throws, nothing of it is.</param>
    /// <param name="cancellationToken">Gives up before the work has begun.</param>
    public async Task<T> RunAsync<T>(
        Func<Task<WriteSession>> begin, Func<DbConnection, DbTransaction, Task<T>> work, CancellationToken cancellationToken)
    {
        PendingWrite<T> mine = new(work);
        _waiting.Enqueue(mine);
        try
        {
            await _free.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (mine.TryWithdraw())
        {
            throw;
        }
        catch (OperationCanceledException)
        {
            // Somebody else is committing it at this moment.
            return await mine.Result;
        }

        try
        {
            await CommitWaitingAsync(begin);
        }
        finally
        {
            _free.Release();
        }

        return await mine.Result;
    }

    public void Dispose() => _free.Dispose();

    private async Task CommitWaitingAsync(Func<Task<WriteSession>> begin)
    {
        List<IPendingWrite> group = [];
        while (_waiting.TryDequeue(out IPendingWrite? next))
        {
            if (next.TryTake())
            {
                group.Add(next);
            }
        }

        if (group.Count == 0)
        {
            return;
        }

        try
        {
            await using WriteSession session = await begin();
            foreach (IPendingWrite write in group)
            {
                await WriteAsync(session, write);
            }

            await session.Transaction.CommitAsync(CancellationToken.None);
            group.ForEach(static w => w.Complete());
        }
        catch (Exception e)
        {
            group.ForEach(w => w.Fail(e));
        }
    }

    private static async Task WriteAsync(WriteSession session, IPendingWrite write)
    {
        await session.Connection.ExecuteAsync("SAVEPOINT storyvideo_write", transaction: session.Transaction);
        if (!await write.TryRunAsync(session))
        {
            await session.Connection.ExecuteAsync("ROLLBACK TO storyvideo_write", transaction: session.Transaction);
        }

        await session.Connection.ExecuteAsync("RELEASE storyvideo_write", transaction: session.Transaction);
    }
}
