using StoryVideo.Media;

namespace StoryVideo.Cutting;

/// <summary>The sentences for an ffmpeg that did not do what it was told.</summary>
internal static class RenderFailure
{
    public static CutException Of(string what, FfmpegRun run) => new(
        "cut-failed",
        $"{what} cannot be made: ffmpeg ended with {run.ExitCode}. {(run.ErrorTail.Length > 0 ? run.ErrorTail : "It does not say why.")} Nothing was "
        + "charged, and what was made is kept for the next try. Test-StoryVideoSetup (storyvideo doctor) looks at ffmpeg.");
}
