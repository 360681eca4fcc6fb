using System.ComponentModel;
using System.Management.Automation;
using StoryVideo.Errors;

namespace StoryVideo.Abstractions;

/// <summary>
/// A command whose work runs off the pipeline's thread and whose every word is said on it. Ctrl+C, a reader that has left
/// (<c>Select-Object -First</c>), <c>-ErrorAction Stop</c> and the end of the pipeline all cancel what is in flight; it is
/// waited for, so that nothing goes on behind the operator's back.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract partial class AsyncCommandBase : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly PipelineQueue _pipeline = new();

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>
    /// What needs the pipeline's thread before anything else: the location, preferences, the runspace.
    /// </summary>
    protected virtual void Prepare()
    {
    }

    protected virtual Task BeginAsync(CancellationToken stop) => Task.CompletedTask;

    protected virtual Task ProcessAsync(CancellationToken stop) => Task.CompletedTask;

    protected virtual Task EndAsync(CancellationToken stop) => Task.CompletedTask;

    protected sealed override void BeginProcessing()
    {
        try
        {
            Prepare();
        }
        catch (Exception e) when (e is not RuntimeException)
        {
            ThrowTerminatingError(e.ToErrorRecord());
        }

        Run(BeginAsync);
    }

    protected sealed override void ProcessRecord() => Run(ProcessAsync);

    protected sealed override void EndProcessing() => Run(EndAsync);

    protected sealed override void StopProcessing() => _stop.Cancel();

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stop.Cancel();
            _pipeline.Dispose();
            _stop.Dispose();
        }
    }

    private void Run(Func<CancellationToken, Task> hook)
    {
        if (_stop.IsCancellationRequested)
        {
            return;
        }

        CancellationToken stop = _stop.Token;
        Task work = Task.Run(() => hook(stop), CancellationToken.None);
        try
        {
            _pipeline.RunUntil(work);
        }
        catch
        {
            // Whatever the pipeline throws ends this command. Its exceptions are not named here on purpose: the one that
            // Select-Object throws upstream is not public, and all of them mean the same.
            Abandon(work);
            throw;
        }

        CloseBars(work);
        Observe(work);
    }

    private void Abandon(Task work)
    {
        _stop.Cancel();
        _pipeline.Close();
        _ = Task.WhenAny(work).GetAwaiter().GetResult();
        _ = work.Exception;
        CloseBars(work);
    }

    private void Observe(Task work)
    {
        try
        {
            work.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        catch (Exception e)
        {
            ThrowTerminatingError(e.ToErrorRecord());
        }
    }
}
