using System.Diagnostics;

namespace StoryVideo.Core.Tests.Reliability;

/// <summary>Waits for what other processes and sockets do, with a hard limit.</summary>
internal static class Eventually
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(5);

    public static async Task HoldsAsync(Func<bool> condition)
    {
        long began = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < s_limit, "What was waited for does not come.");
            await Task.Delay(s_look, TimeProvider.System);
        }
    }
}
