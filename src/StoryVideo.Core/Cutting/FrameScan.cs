using StoryVideo.Media;

namespace StoryVideo.Cutting;

/// <summary>
/// Decodes every frame of a clip, small and grey. What a header promises and what a decoder gives are not always the same: where
/// sound outlasts picture, seeking to the last tenth of a second gives no frame, and no error either.
/// </summary>
/// <param name="Brightness">Of every frame, from 0 to 255.</param>
/// <param name="Change">How much each frame differs from the one before, from 0 to 255; 0 for the first.</param>
internal sealed record FrameScan(IReadOnlyList<double> Brightness, IReadOnlyList<double> Change)
{
    private const int Width = 64;
    private const int Height = 36;

    public int Count => Brightness.Count;

    /// <exception cref="InvalidDataException">Nothing of it can be decoded.</exception>
    public static async Task<FrameScan> ReadAsync(Ffmpeg ffmpeg, string path, CancellationToken cancellationToken)
    {
        List<double> brightness = [];
        List<double> change = [];
        FfmpegRun run = await ffmpeg.RunAsync(
            [
                "-hide_banner", "-nostdin", "-loglevel", "error", .. MediaInput.Guards, .. MediaInput.Of(path),
                "-map", "0:v:0", "-vf", $"scale={Width}:{Height}:flags=area,format=gray", "-fps_mode", "passthrough", "-f", "rawvideo", "pipe:1",
            ],
            Path.GetTempPath(),
            output => CompareAsync(output, brightness, change),
            cancellationToken);
        return brightness.Count > 0
            ? new FrameScan(brightness, change)
            : throw new InvalidDataException(run.ErrorTail.Length > 0 ? run.ErrorTail : "it has no picture that can be decoded");
    }

    /// <summary>The longest run of frames of which something is so, as its first frame and its length.</summary>
    public (int First, int Length) Longest(Func<int, bool> isSo)
    {
        (int First, int Length) longest = (0, 0);
        int begun = 0;
        for (int i = 0; i <= Count; i++)
        {
            if (i < Count && isSo(i))
            {
                continue;
            }

            longest = i - begun > longest.Length ? (begun, i - begun) : longest;
            begun = i + 1;
        }

        return longest;
    }

    private static async Task CompareAsync(Stream output, List<double> brightness, List<double> change)
    {
        byte[] frame = new byte[Width * Height];
        byte[] before = new byte[Width * Height];
        while (await output.ReadAtLeastAsync(frame, frame.Length, throwOnEndOfStream: false, CancellationToken.None) == frame.Length)
        {
            long sum = 0;
            long differences = 0;
            for (int i = 0; i < frame.Length; i++)
            {
                sum += frame[i];
                differences += Math.Abs(frame[i] - before[i]);
            }

            change.Add(brightness.Count == 0 ? 0 : (double)differences / frame.Length);
            brightness.Add((double)sum / frame.Length);
            (frame, before) = (before, frame);
        }
    }
}
