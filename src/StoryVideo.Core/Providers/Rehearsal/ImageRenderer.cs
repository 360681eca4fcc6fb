using StoryVideo.Media;

namespace StoryVideo.Providers.Rehearsal;

/// <summary>Draws one stand-in image with ffmpeg, in a folder of its own that is gone when this returns.</summary>
internal sealed class ImageRenderer(Ffmpeg ffmpeg, RehearsalNotices notices)
{
    /// <summary>How ffmpeg ended, and the image where it succeeded.</summary>
    public async Task<(FfmpegRun Run, byte[] Image)> RenderAsync(ImageSpec spec, CancellationToken cancellationToken)
    {
        string folder = Directory.CreateTempSubdirectory("storyvideo-").FullName;
        try
        {
            int columns = ImageArguments.ColumnsOf(spec.Size);
            await WriteAsync(ClipFilter.CaptionFile, CaptionText.Wrap(spec.Caption, columns));
            await WriteAsync(ClipFilter.MarkFile, "REHEARSAL\n" + CaptionText.Wrap(spec.Note, columns * 3 / 2));
            FfmpegRun run = await RunAsync(withText: true);
            if (ClipRenderer.LacksText(run))
            {
                run = await RunAsync(withText: false);
                notices.TextMissing(run.Succeeded);
            }

            return (run, run.Succeeded
                ? await File.ReadAllBytesAsync(Path.Combine(folder, ImageArguments.ImageFile), cancellationToken)
                : []);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        Task WriteAsync(string name, string text) => File.WriteAllTextAsync(Path.Combine(folder, name), text, cancellationToken);

        Task<FfmpegRun> RunAsync(bool withText) =>
            ffmpeg.RunAsync(ImageArguments.Of(spec, withText), folder, cancellationToken);
    }
}
