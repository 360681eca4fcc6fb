using System.Management.Automation;
using StoryVideo.Cutting;

namespace StoryVideo.Formatting;

/// <summary>Shows how far a film is, at most five times a second.</summary>
internal sealed class CutBar(string activity, Func<ProgressRecord, Task> show) : IProgress<CutProgress>
{
    private const int Id = 7;

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(200);

    private readonly Lock _lock = new();
    private long? _shown;

    public void Report(CutProgress value)
    {
        lock (_lock)
        {
            if (_shown is { } at && TimeProvider.System.GetElapsedTime(at) < s_pause)
            {
                return;
            }

            _shown = TimeProvider.System.GetTimestamp();
        }

        _ = show(new ProgressRecord(Id, activity, $"{value.Stage}: {value.Done} of {value.Total}")
        {
            PercentComplete = value.Total == 0 ? 0 : Math.Min(100, 100 * value.Done / value.Total),
        });
    }
}
