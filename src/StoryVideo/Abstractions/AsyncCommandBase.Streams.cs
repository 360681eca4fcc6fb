using System.Management.Automation;

namespace StoryVideo.Abstractions;

public abstract partial class AsyncCommandBase
{
    // Doubling finds the middle: the first object is out at once, and later hand-overs cost little each.
    private const int LargestBatch = 256;

    private readonly Dictionary<int, ProgressRecord> _openBars = [];

    /// <summary>
    /// The one way to the pipeline's thread. Done once the call was made, so that a slow reader slows the work down.
    /// </summary>
    protected Task<T> OnPipelineAsync<T>(Func<T> call) => _pipeline.InvokeAsync(call);

    /// <inheritdoc cref="OnPipelineAsync{T}"/>
    protected Task OnPipelineAsync(Action call) => _pipeline.InvokeAsync(() =>
    {
        call();
        return true;
    });

    protected Task WriteObjectAsync(object value) => OnPipelineAsync(() => WriteObject(value));

    /// <summary>Writes what a quick source gives, in batches that grow, and tells how much it was.</summary>
    protected async Task<int> WriteObjectsAsync<T>(IAsyncEnumerable<T> source, CancellationToken stop)
    {
        int size = 1;
        int count = 0;
        List<T> batch = [];
        await foreach (T value in source.WithCancellation(stop))
        {
            batch.Add(value);
            count++;
            if (batch.Count == size)
            {
                await WriteBatchAsync(batch);
                batch = [];
                size = Math.Min(size * 2, LargestBatch);
            }
        }

        await WriteBatchAsync(batch);
        return count;
    }

    protected Task WriteErrorAsync(ErrorRecord error) => OnPipelineAsync(() => WriteError(error));

    protected Task WriteWarningAsync(string text) => OnPipelineAsync(() => WriteWarning(text));

    protected Task WriteVerboseAsync(string text) => OnPipelineAsync(() => WriteVerbose(text));

    protected Task WriteInformationAsync(string text, params string[] tags) =>
        OnPipelineAsync(() => WriteInformation(text, tags));

    /// <summary>
    /// Shows a bar as it is at this moment. Every bar that was shown is completed at the latest when its hook ends.
    /// </summary>
    protected Task WriteProgressAsync(ProgressRecord bar)
    {
        ProgressRecord copy = Copy(bar, bar.RecordType);
        return OnPipelineAsync(() => Show(copy));
    }

    private static ProgressRecord Copy(ProgressRecord bar, ProgressRecordType type) =>
        new(bar.ActivityId, bar.Activity, bar.StatusDescription)
        {
            ParentActivityId = bar.ParentActivityId,
            PercentComplete = bar.PercentComplete,
            SecondsRemaining = bar.SecondsRemaining,
            CurrentOperation = bar.CurrentOperation,
            RecordType = type,
        };

    /// <summary>The ways in which work that is not a command itself speaks through this one.</summary>
    private protected RunVoice Voice => new()
    {
        Object = WriteObjectAsync,
        Error = WriteErrorAsync,
        Warning = WriteWarningAsync,
        Verbose = WriteVerboseAsync,
        Information = WriteInformationAsync,
        Progress = WriteProgressAsync,
        Ask = (target, action) => OnPipelineAsync(() => ShouldProcess(target, action)),
    };

    private Task WriteBatchAsync<T>(List<T> batch) =>
        batch.Count == 0 ? Task.CompletedTask : OnPipelineAsync(() => WriteObject(batch, enumerateCollection: true));

    private void Show(ProgressRecord bar)
    {
        if (bar.RecordType == ProgressRecordType.Completed)
        {
            _openBars.Remove(bar.ActivityId);
        }
        else
        {
            _openBars[bar.ActivityId] = bar;
        }

        WriteProgress(bar);
    }

    private void CloseBars(Task work)
    {
        // Children first: a completed parent would hand them to nobody.
        foreach (ProgressRecord bar in _openBars.Values.OrderByDescending(static b => b.ParentActivityId).ToArray())
        {
            try
            {
                // A record that was shown is not ours any more: whoever collects records has it.
                Show(Copy(bar, ProgressRecordType.Completed));
            }
            catch (PipelineStoppedException) when (work.IsCompleted)
            {
                // A stopped pipeline shows nothing any more, and the host clears its bars itself.
                _openBars.Clear();
            }
        }
    }
}
