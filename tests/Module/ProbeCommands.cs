using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using StoryVideo.Abstractions;

/// <summary>What the probes have seen, for the tests to read.</summary>
public static class ProbeLog
{
    public static int Started;
    public static int Finished;
    public static int Cancelled;
    public static int MostOpen;
    public static int Open;
    public static Exception LateWrite;
    public static Task Background = Task.CompletedTask;

    public static void Reset() { Started = Finished = Cancelled = MostOpen = Open = 0; LateWrite = null; }
}

/// <summary>Works on items side by side, as a command with paid calls does.</summary>
[Cmdlet("Test", "ProbeWork")]
public sealed class TestProbeWorkCommand : AsyncCommandBase
{
    [Parameter(ValueFromPipeline = true)] public int Item { get; set; }
    [Parameter] public int ThrottleLimit { get; set; } = 3;
    [Parameter] public int Milliseconds { get; set; } = 100;
    [Parameter] public int FailAt { get; set; } = -1;
    [Parameter] public SwitchParameter ErrorAtFail { get; set; }

    private readonly List<int> _items = new List<int>();

    protected override Task ProcessAsync(CancellationToken stop) { _items.Add(Item); return Task.CompletedTask; }

    protected override Task EndAsync(CancellationToken stop) => Parallel.ForEachAsync(
        _items,
        new ParallelOptions { MaxDegreeOfParallelism = ThrottleLimit, CancellationToken = stop },
        async (item, token) =>
        {
            int open = Interlocked.Increment(ref ProbeLog.Open);
            lock (_items) { ProbeLog.MostOpen = Math.Max(ProbeLog.MostOpen, open); }
            Interlocked.Increment(ref ProbeLog.Started);
            try
            {
                await Task.Delay(Milliseconds, token);
                if (item == FailAt)
                {
                    if (!ErrorAtFail) { throw new InvalidOperationException("item " + item); }
                    await WriteErrorAsync(new ErrorRecord(new InvalidOperationException("item " + item), "ProbeFailed", ErrorCategory.InvalidResult, item));
                }

                Interlocked.Increment(ref ProbeLog.Finished);
                await WriteObjectAsync(item);
            }
            catch (OperationCanceledException)
            {
                Interlocked.Increment(ref ProbeLog.Cancelled);
                throw;
            }
            finally
            {
                Interlocked.Decrement(ref ProbeLog.Open);
            }
        });
}

/// <summary>One behaviour each, chosen by name.</summary>
[Cmdlet("Test", "Probe", SupportsShouldProcess = true)]
public sealed class TestProbeCommand : AsyncCommandBase
{
    [Parameter(Mandatory = true, Position = 0)] public string What { get; set; }
    [Parameter(ValueFromPipeline = true)] public object InputObject { get; set; }

    protected override async Task ProcessAsync(CancellationToken stop)
    {
        switch (What)
        {
            case "stream":
                await WriteObjectAsync(InputObject);
                break;
            case "records then failure":
                _ = WriteVerboseAsync("first");
                _ = WriteWarningAsync("second");
                _ = WriteObjectAsync("third");
                throw new InvalidOperationException("the failure");
            case "foreign cancellation":
                throw new OperationCanceledException("somebody else's");
            case "reused progress record":
                ProgressRecord record = new ProgressRecord(1, "activity", "one");
                Task first = WriteProgressAsync(record);
                record.StatusDescription = "two";
                await WriteProgressAsync(record);
                await first;
                break;
            case "late write":
                ProbeLog.Background = Task.Run(async () =>
                {
                    await Task.Delay(300);
                    try { await WriteObjectAsync("late"); } catch (Exception e) { ProbeLog.LateWrite = e; }
                });
                await WriteObjectAsync("in time");
                break;
            case "fast producer":
                for (int i = 0; i < 100; i++) { Interlocked.Increment(ref ProbeLog.Started); await WriteObjectAsync(i); }
                break;
            case "should process":
                bool yes = await OnPipelineAsync(() => ShouldProcess("the target", "The action"));
                Interlocked.Increment(ref ProbeLog.Started);
                await WriteObjectAsync(yes);
                break;
            case "all streams":
                await WriteVerboseAsync("v");
                await WriteWarningAsync("w");
                await WriteInformationAsync("i", "Tag");
                await WriteErrorAsync(new ErrorRecord(new InvalidOperationException("e"), "E", ErrorCategory.InvalidData, 1));
                await WriteObjectAsync("o");
                break;
            case "wait":
                Interlocked.Increment(ref ProbeLog.Started);
                try { await Task.Delay(Timeout.Infinite, stop); }
                catch (OperationCanceledException) { Interlocked.Increment(ref ProbeLog.Cancelled); throw; }
                break;
        }
    }

    protected override Task EndAsync(CancellationToken stop)
    {
        Interlocked.Increment(ref ProbeLog.Finished);
        return Task.CompletedTask;
    }
}
