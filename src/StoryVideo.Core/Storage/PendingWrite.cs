using System.Data.Common;

namespace StoryVideo.Storage;

/// <inheritdoc cref="IPendingWrite"/>
internal sealed class PendingWrite<T>(Func<DbConnection, DbTransaction, Task<T>> work) : IPendingWrite
{
    private const int Waiting = 0;
    private const int Taken = 1;
    private const int Withdrawn = 2;

    private readonly TaskCompletionSource<T> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _value;
    private int _stage;

    public Task<T> Result => _result.Task;

    public bool TryWithdraw() => Interlocked.CompareExchange(ref _stage, Withdrawn, Waiting) == Waiting;

    public bool TryTake() => Interlocked.CompareExchange(ref _stage, Taken, Waiting) == Waiting;

    public async Task<bool> TryRunAsync(WriteSession session)
    {
        try
        {
            _value = await work(session.Connection, session.Transaction);
            return true;
        }
        catch (Exception e)
        {
            _result.TrySetException(e);
            return false;
        }
    }

    public void Complete() => _result.TrySetResult(_value!);

    public void Fail(Exception exception) => _result.TrySetException(exception);
}
