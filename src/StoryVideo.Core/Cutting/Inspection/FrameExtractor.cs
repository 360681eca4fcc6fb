using System.Globalization;
using StoryVideo.Media;

namespace StoryVideo.Cutting.Inspection;

/// <summary>Takes stills out of clips: the first frame, the last, and as many between them as are wanted, evenly spaced.</summary>
public sealed class FrameExtractor(Ffmpeg ffmpeg)
{
    /// <param name="clip">Full path of the clip.</param>
    /// <param name="count">How many frames; one is the first, two are the first and the last.</param>
    /// <param name="pathOf">Where a frame goes, by its place from 0 and the number of frames taken.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The frames by their number in the clip, in order.</returns>
    /// <exception cref="CutException">The clip cannot be decoded.</exception>
    public async Task<IReadOnlyList<(int Frame, string Path)>> ExtractAsync(
        string clip, int count, Func<int, int, string> pathOf, CancellationToken cancellationToken)
    {
        int[] wanted = Spread((await ScanAsync(clip, cancellationToken)).Count, count);
        string folder = Directory.CreateTempSubdirectory("storyvideo-").FullName;
        try
        {
            string select = string.Join('+', wanted.Select(static n => string.Create(CultureInfo.InvariantCulture, $"eq(n\\,{n})")));
            FfmpegRun run = await ffmpeg.RunAsync(
                [
                    "-hide_banner", "-nostdin", "-loglevel", "error", .. MediaInput.Guards, .. MediaInput.Of(clip),
                    "-map", "0:v:0", "-vf", "select=" + select, "-fps_mode", "passthrough", "-f", "image2", "%d.png",
                ],
                folder,
                cancellationToken);
            List<(int, string)> frames = [];
            for (int i = 0; i < wanted.Length; i++)
            {
                string made = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{i + 1}.png"));
                frames.Add(File.Exists(made)
                    ? (wanted[i], Keep(made, pathOf(i, wanted.Length)))
                    : throw RenderFailure.Of($"Frame {wanted[i]} of '{clip}'", run));
            }

            return frames;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Numbers of frames from the first to the last, each once.</summary>
    internal static int[] Spread(int frames, int count) => count == 1
        ? [0]
        : [.. Enumerable.Range(0, count).Select(i => (int)Math.Round((double)i * (frames - 1) / (count - 1))).Distinct()];

    private async Task<FrameScan> ScanAsync(string clip, CancellationToken cancellationToken)
    {
        try
        {
            return await FrameScan.ReadAsync(ffmpeg, clip, cancellationToken);
        }
        catch (InvalidDataException e)
        {
            throw new CutException(
                "clip-unreadable",
                $"The clip '{clip}' cannot be used: {e.Message.TrimEnd('.')}. Nothing was made and nothing was charged. Make the shot again with "
                + "New-ShotVideo -Override (storyvideo run create-shot-video --mode override).",
                e);
        }
    }

    // The folder of the program and that of the frames may lie on different disks, where a move is no longer one step.
    private static string Keep(string made, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string draft = path + ".part";
        File.Copy(made, draft, overwrite: true);
        File.Move(draft, path, overwrite: true);
        return path;
    }
}
