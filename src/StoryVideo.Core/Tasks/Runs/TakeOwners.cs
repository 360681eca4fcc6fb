using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using StoryVideo.Ledger;

namespace StoryVideo.Tasks.Runs;

/// <summary>Tells whether somebody still works on a take: another process, or another run of this one.</summary>
internal sealed class TakeOwners
{
    // A process of another machine cannot be looked at: it is believed alive for as long as a submission may take.
    private static readonly TimeSpan s_trust = TimeSpan.FromMinutes(15);

    // Clocks tick differently for a process and for those who look at it.
    private const long StartTolerance = 3;

    // What the runs of this process work on: one may have ended and left its takes behind while the process lives on.
    private static readonly ConcurrentDictionary<string, TakeOwner> s_inWork = new(StringComparer.Ordinal);

    private readonly TimeProvider _time;

    public TakeOwners(TimeProvider time) => _time = time;

    /// <summary>This process.</summary>
    public static TakeOwner Own { get; } = OfThisProcess();

    /// <summary>Says that a run of this process works on the take; false where another run of it does already.</summary>
    public static bool TryBegin(string takeId) => s_inWork.TryAdd(takeId, Own);

    /// <summary>Says that the run is done with the take, wherever it stands.</summary>
    public static void End(string takeId) => s_inWork.TryRemove(takeId, out _);

    /// <summary>Whether somebody works on the take.</summary>
    public bool IsAlive(Take take) =>
        TakeOwner.Parse(take.Owner) is { } owner
        && (owner == Own ? s_inWork.ContainsKey(take.Id)
            : owner.Machine == Own.Machine ? Runs(owner)
            : _time.GetUtcNow() - take.UpdatedAt < s_trust);

    private static TakeOwner OfThisProcess()
    {
        using Process process = Process.GetCurrentProcess();
        return new TakeOwner(Environment.MachineName, process.Id, StartOf(process));
    }

    private static bool Runs(TakeOwner owner)
    {
        try
        {
            using Process process = Process.GetProcessById(owner.ProcessId);
            return !process.HasExited && Math.Abs(StartOf(process) - owner.StartedAt) <= StartTolerance;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return false;
        }
        catch (Win32Exception)
        {
            // Not ours to look at, and so somebody's.
            return true;
        }
    }

    private static long StartOf(Process process) => new DateTimeOffset(process.StartTime.ToUniversalTime()).ToUnixTimeSeconds();
}
