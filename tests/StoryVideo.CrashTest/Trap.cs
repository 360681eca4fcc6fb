using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace StoryVideo.CrashTest;

/// <summary>Ends this process as a power cut would, at the named point and nowhere else.</summary>
/// <param name="point">Where; empty for nowhere.</param>
/// <param name="nth">How often the point is passed before it is deadly, counted from 1.</param>
internal sealed class Trap(string point, int nth)
{
    private int _passed;

    /// <summary>Does not return where this is the point.</summary>
    public void Pass(string here)
    {
        if (here == point && Interlocked.Increment(ref _passed) == nth)
        {
            Kill();
        }
    }

    [DoesNotReturn]
    private static void Kill()
    {
        // SIGKILL: nothing is flushed, closed or caught.
        using Process self = Process.GetCurrentProcess();
        self.Kill();
        while (true)
        {
            Thread.Yield();
        }
    }
}
