namespace StoryVideo.Tasks.Runs;

/// <summary>
/// How long the operations of a model take, as far as a run has seen. Before most of the shortest of those times is over nobody
/// asks: the provider counts every look, and an answer that is known beforehand is worth none.
/// </summary>
internal sealed class OperationPace
{
    private const double Early = 0.9;

    private long _shortest = TimeSpan.MaxValue.Ticks;

    /// <summary>How long after its submission an operation is first looked at; zero while none has ended.</summary>
    public TimeSpan FirstLook =>
        Interlocked.Read(ref _shortest) is var ticks && ticks == TimeSpan.MaxValue.Ticks ? TimeSpan.Zero : TimeSpan.FromTicks((long)(ticks * Early));

    /// <param name="ended">From the submission to the look that found it ended, whatever came of it.</param>
    /// <param name="expected">
    /// When that look was due, after the last that found it running. A machine that slept and a provider that did not answer come
    /// late, and a time that is theirs would make all others wait.
    /// </param>
    public void Saw(TimeSpan ended, TimeSpan expected)
    {
        TimeSpan time = ended < expected ? ended : expected;
        for (long known = Interlocked.Read(ref _shortest); time.Ticks < known;)
        {
            long before = Interlocked.CompareExchange(ref _shortest, time.Ticks, known);
            if (before == known)
            {
                return;
            }

            known = before;
        }
    }
}
