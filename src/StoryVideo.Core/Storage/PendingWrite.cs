using System.Data.Common;

namespace StoryVideo.Storage;

/// <inheritdoc cref="IPendingWrite"/>
internal sealed class PendingWrite<T>(Func<DbConnection, DbTransaction, Task<T>> work, bool isUrgent) : IPendingWrite
{
    private readonly TaskCompletionSource<T> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Exception? _failure;
    private T? _value;
    private int _isDecided;

    public Task<T> Result => _result.Task;

    public bool IsUrgent => isUrgent;

    /// <summary>Gives up, where the work has not begun.</summary>
    public void Withdraw(CancellationToken cancellationToken)
    {
        if (TryTake())
        {
            _result.SetCanceled(cancellationToken);
        }
    }

    public bool TryTake() => Interlocked.Exchange(ref _isDecided, 1) == 0;

    public async Task<Exception?> RunAsync(WriteSession session)
    {
        try
        {
            _value = await work(session.Connection, session.Transaction);
        }
        catch (Exception e)
        {
            _failure = e;
        }

        return _failure;
    }

    public void Complete()
    {
        if (_failure is null)
        {
            _result.SetResult(_value!);
        }
        else
        {
            _result.SetException(_failure);
        }
    }

    public void Fail(Exception exception) => _result.TrySetException(exception);
}
