using StoryVideo.Media;
using StoryVideo.Planning;
using StoryVideo.Providers;

namespace StoryVideo.Tasks.Runs;

/// <summary>
/// Makes the images of a request small enough to be sent: from copies, in a folder that is gone once the call is over. The originals
/// stay byte for byte.
/// </summary>
/// <param name="studio">Where ffmpeg is found.</param>
/// <param name="sendsNothing">A rehearsal sends no images at all.</param>
internal sealed class SendableImages(Studio studio, bool sendsNothing)
{
    /// <summary>Tried one after the other: the longest side in pixels and ffmpeg's quality (2 is best).</summary>
    private static readonly (int Side, int Quality)[] s_sizes = [(2048, 2), (1536, 4), (1024, 6), (768, 8)];

    /// <summary>A call with these images, or with smaller copies of those that are too large.</summary>
    public async Task<PreparedCall> PrepareAsync(
        IReadOnlyList<ReferenceImage> images,
        Func<IReadOnlyList<ReferenceImage>, Func<Task>, CancellationToken, Task<SubmitOutcome>> send,
        CancellationToken stop)
    {
        try
        {
            SentImages sent = await ShrinkAsync(images, stop);
            return new PreparedCall((leaving, token) => send(sent.Images, leaving, token), sent);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new PreparedCall(AssetErrors.NotShrunk(e.Message));
        }
    }

    /// <summary>These images, or smaller copies of those that are too large, which are there until they are disposed of.</summary>
    /// <exception cref="IOException">No smaller copy can be made.</exception>
    public async Task<SentImages> ShrinkAsync(IReadOnlyList<ReferenceImage> images, CancellationToken stop)
    {
        long limit = ReferenceSizes.LimitOf(images.Select(static i => i.Length));
        if (sendsNothing || images.All(i => i.Length <= limit))
        {
            return new SentImages(images);
        }

        ImageCopies copies = new();
        try
        {
            List<ReferenceImage> sent = [];
            foreach (ReferenceImage image in images)
            {
                sent.Add(image.Length <= limit ? image : await ShrinkAsync(image, limit, copies, stop));
            }

            return new SentImages(sent, copies);
        }
        catch
        {
            copies.Dispose();
            throw;
        }
    }

    /// <exception cref="IOException">No smaller copy can be made.</exception>
    private async Task<ReferenceImage> ShrinkAsync(ReferenceImage image, long limit, ImageCopies copies, CancellationToken stop)
    {
        Ffmpeg ffmpeg = Ffmpeg.Find(studio.Settings.ReadVariable)
            ?? throw new IOException($"'{image.AssetPath}' is too large to be sent, and there is no ffmpeg to make a smaller copy of it");
        string said = "";
        foreach ((int side, int quality) in s_sizes)
        {
            string copy = copies.Next();
            FfmpegRun run = await ffmpeg.RunAsync(ArgumentsOf(image, side, quality, copy), copies.Folder, stop);
            said = run.ErrorTail;
            if (run.Succeeded && new FileInfo(copy) is { Length: > 0 } file && file.Length <= limit)
            {
                return image with { FullPath = copy, MimeType = "image/jpeg", Length = file.Length };
            }
        }

        throw new IOException($"'{image.AssetPath}' is too large to be sent, and ffmpeg makes no smaller copy of it. {said}".TrimEnd());
    }

    // The reader is named by what the file is, so that nothing is opened as a list of other files.
    private static string[] ArgumentsOf(ReferenceImage image, int side, int quality, string copy) =>
    [
        "-hide_banner", "-nostdin", "-y", "-loglevel", "error", "-protocol_whitelist", "file",
        "-f", image.MimeType == "image/png" ? "png_pipe" : "jpeg_pipe", "-i", "file:" + image.FullPath,
        "-vf", $"scale=w='min(iw,{side})':h='min(ih,{side})':force_original_aspect_ratio=decrease",
        "-frames:v", "1", "-map_metadata", "-1", "-q:v", quality.ToString(System.Globalization.CultureInfo.InvariantCulture),
        "-pix_fmt", "yuvj420p", "-c:v", "mjpeg", "-f", "image2", "-update", "1", "file:" + copy,
    ];
}
