using StoryVideo.Media;

namespace StoryVideo.Providers.Rehearsal;

/// <summary>
/// Renders one clip with ffmpeg. It works in a folder of its own under the system's temporary folder (an MP4 is written
/// with seeks, and captions go through files), which is gone when this returns.
/// </summary>
internal sealed class ClipRenderer(Ffmpeg ffmpeg, RehearsalNotices notices)
{
    /// <summary>How ffmpeg ended; where it succeeded, the clip is in <paramref name="destination"/>.</summary>
    public async Task<FfmpegRun> RenderAsync(
        RehearsalSpec spec,
        StillFile? still,
        Stream destination,
        CancellationToken cancellationToken)
    {
        string folder = Directory.CreateTempSubdirectory("storyvideo-").FullName;
        try
        {
            await WriteTextsAsync(folder, spec, cancellationToken);
            FfmpegRun run = await RunAsync(withText: true);
            if (LacksText(run))
            {
                run = await RunAsync(withText: false);
                notices.TextMissing(run.Succeeded);
            }

            if (run.Succeeded)
            {
                await using FileStream clip = File.OpenRead(Path.Combine(folder, ClipArguments.ClipFile));
                await clip.CopyToAsync(destination, cancellationToken);
            }

            return run;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        Task<FfmpegRun> RunAsync(bool withText) =>
            ffmpeg.RunAsync(ClipArguments.Of(spec, still, withText), folder, cancellationToken);
    }

    private static async Task WriteTextsAsync(string folder, RehearsalSpec spec, CancellationToken cancellationToken)
    {
        string caption = CaptionText.Wrap(spec.Caption, ClipFilter.ColumnsOf(spec.Size));
        string mark = spec.Still is null ? "REHEARSAL" : $"REHEARSAL · {spec.Move}";
        await File.WriteAllTextAsync(Path.Combine(folder, ClipFilter.CaptionFile), caption, cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, ClipFilter.MarkFile), mark, cancellationToken);
    }

    /// <summary>An ffmpeg built without drawtext, or a machine without any font.</summary>
    internal static bool LacksText(FfmpegRun run) =>
        !run.Succeeded
        && (run.ErrorTail.Contains("drawtext", StringComparison.OrdinalIgnoreCase)
            || run.ErrorTail.Contains("font", StringComparison.OrdinalIgnoreCase));
}
