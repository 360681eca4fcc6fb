namespace StoryVideo.Media;

/// <summary>How one run of ffmpeg ended.</summary>
/// <param name="ExitCode">0 where all went well; <see cref="NotStarted"/> where it could not be started.</param>
/// <param name="ErrorTail">The last lines of what it said, a few kilobytes at most.</param>
public sealed record FfmpegRun(int ExitCode, string ErrorTail)
{
    /// <summary>What shells answer for a program that cannot be started.</summary>
    public const int NotStarted = 127;

    /// <summary>What ffmpeg ends with where a signal stopped it in good order.</summary>
    private const int Interrupted = 255;

    /// <summary>How SIGSYS is counted, the last signal that ends programs.</summary>
    private const int LastSignal = 128 + 31;

    public bool Succeeded => ExitCode == 0;

    /// <summary>It could not be started, or a signal ended it: what it had to read has no part in that.</summary>
    public bool WasPrevented => ExitCode is (>= NotStarted and <= LastSignal) or Interrupted;

    /// <summary>Somebody stopped it.</summary>
    public bool WasInterrupted => ExitCode == Interrupted;
}
