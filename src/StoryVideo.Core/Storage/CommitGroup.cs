using System.Data.Common;
using System.Runtime.ExceptionServices;
using Dapper;

namespace StoryVideo.Storage;

/// <summary>
/// Lets the writers of a process share commits. SQLite makes a second writer sleep, thread and all, and a commit waits for the
/// disk several times: whoever comes while one is under way goes along with the next, each inside a savepoint of its own.
/// Nobody is told anything of a write before the commit that it went along with, not even that it failed: what it saw of
/// the others is true only from then on.
/// </summary>
internal sealed class CommitGroup
{
    private readonly Lock _lock = new();
    private List<IPendingWrite> _waiting = [];
    private bool _isCommitting;
    private bool _hasOvertaken;

    /// <summary>Runs the work in a transaction and returns when that is committed.</summary>
    /// <param name="begin">Opens a connection and a transaction in which nobody else writes.</param>
    /// <param name="work">What is written; where it throws, nothing of it is.</param>
    /// <param name="cancellationToken">Gives up before the work has begun.</param>
    /// <param name="isUrgent">Goes before those that wait already, and that a paid call does not wait for.</param>
    public async Task<T> RunAsync<T>(
        Func<Task<WriteSession>> begin,
        Func<DbConnection, DbTransaction, Task<T>> work,
        CancellationToken cancellationToken,
        bool isUrgent = false)
    {
        PendingWrite<T> mine = new(work, isUrgent);
        await using CancellationTokenRegistration registration =
            cancellationToken.UnsafeRegister((_, token) => mine.Withdraw(token), null);
        bool isFirst;
        lock (_lock)
        {
            _waiting.Add(mine);
            isFirst = !_isCommitting;
            _isCommitting = true;
        }

        if (isFirst)
        {
            // Never on the caller's thread: SQLite blocks it, and the others' writes are none of the caller's business.
            _ = Task.Run(() => CommitAllAsync(begin), CancellationToken.None);
        }

        return await mine.Result;
    }

    // Group after group until nobody waits. Throws nothing: whatever goes wrong is told to the writers.
    private async Task CommitAllAsync(Func<Task<WriteSession>> begin)
    {
        while (TakeGroup() is { } group)
        {
            group.RemoveAll(static write => !write.TryTake());
            if (group.Count > 0)
            {
                await CommitAsync(begin, group);
            }
        }
    }

    private List<IPendingWrite>? TakeGroup()
    {
        lock (_lock)
        {
            if (_waiting.Count == 0)
            {
                _isCommitting = false;
                return null;
            }

            // Whoever was overtaken once goes along with the next, whatever comes meanwhile.
            _hasOvertaken = !_hasOvertaken && _waiting.Exists(static w => w.IsUrgent) && !_waiting.TrueForAll(static w => w.IsUrgent);
            List<IPendingWrite> group = _hasOvertaken ? _waiting.FindAll(static w => w.IsUrgent) : _waiting;
            _waiting = _hasOvertaken ? _waiting.FindAll(static w => !w.IsUrgent) : [];
            return group;
        }
    }

    private static async Task CommitAsync(Func<Task<WriteSession>> begin, List<IPendingWrite> group)
    {
        try
        {
            await using WriteSession session = await begin();
            foreach (IPendingWrite write in group)
            {
                await WriteAsync(session, write);
            }

            await session.Transaction.CommitAsync(CancellationToken.None);
            group.ForEach(static write => write.Complete());
        }
        catch (Exception e)
        {
            group.ForEach(write => write.Fail(e));
        }
    }

    private static async Task WriteAsync(WriteSession session, IPendingWrite write)
    {
        await session.Connection.ExecuteAsync("SAVEPOINT storyvideo_write", transaction: session.Transaction);
        if (await write.RunAsync(session) is { } failure)
        {
            await UndoAsync(session, failure);
        }

        await session.Connection.ExecuteAsync("RELEASE storyvideo_write", transaction: session.Transaction);
    }

    private static async Task UndoAsync(WriteSession session, Exception failure)
    {
        try
        {
            await session.Connection.ExecuteAsync("ROLLBACK TO storyvideo_write", transaction: session.Transaction);
        }
        catch (Exception e) when (e is DbException or InvalidOperationException)
        {
            // A full disk ends the whole transaction, savepoints and all: that is what everyone in it needs to know.
            ExceptionDispatchInfo.Throw(failure);
        }
    }
}
