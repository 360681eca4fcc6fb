namespace StoryVideo.Tasks.Runs;

/// <summary>
/// How long the operations of a model take, as far as a run has seen. Before most of the shortest of those times is over nobody
/// asks: the provider counts every look, and an answer that is known beforehand is worth none.
/// </summary>
internal sealed class OperationPace
{
    private const double Early = 0.9;

    private readonly Lock _lock = new();
    private TimeSpan? _shortest;

    /// <summary>How long after its submission an operation is first looked at; zero while none has ended.</summary>
    public TimeSpan FirstLook
    {
        get
        {
            lock (_lock)
            {
                return _shortest * Early ?? TimeSpan.Zero;
            }
        }
    }

    /// <param name="ended">From the submission to the look that found it ended, whatever came of it.</param>
    /// <param name="expected">
    /// When that look was due, after the last that found it running. A machine that slept and a provider that did not answer come
    /// late, and a time that is theirs would make all others wait.
    /// </param>
    public void Saw(TimeSpan ended, TimeSpan expected)
    {
        TimeSpan time = ended < expected ? ended : expected;
        lock (_lock)
        {
            _shortest = time < _shortest ? time : _shortest ?? time;
        }
    }
}
