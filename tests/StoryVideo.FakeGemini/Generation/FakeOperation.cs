namespace StoryVideo.FakeGemini.Generation;

/// <summary>A generation, from its submission on.</summary>
public sealed class FakeOperation(
    Submission submission,
    DateTimeOffset readyAt,
    GenerationResult result,
    IReadOnlyList<string> fileIds)
{
    private int _polls;
    private int _downloads;

    public Submission Submission { get; } = submission;

    public DateTimeOffset ReadyAt { get; } = readyAt;

    public GenerationResult Result { get; } = result;

    public IReadOnlyList<string> FileIds { get; } = fileIds;

    /// <summary>The answer with the operation's name was written to a connection that was still open.</summary>
    public bool Answered { get; internal set; }

    /// <summary>Somebody has cancelled it.</summary>
    public bool IsCancelled { get; internal set; }

    public int Polls => _polls;

    public int Downloads => _downloads;

    internal bool IsDone(DateTimeOffset now) => Result is not GenerationResult.Never && now >= ReadyAt;

    internal void CountPoll() => Interlocked.Increment(ref _polls);

    internal void CountDownload() => Interlocked.Increment(ref _downloads);
}
