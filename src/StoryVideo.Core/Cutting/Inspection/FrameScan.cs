using StoryVideo.Media;

namespace StoryVideo.Cutting.Inspection;

/// <summary>
/// Decodes every frame of a clip, small and grey. What a header promises and what a decoder gives are not always the same: where
/// sound outlasts picture, seeking to the last tenth of a second gives no frame, and no error either.
/// </summary>
/// <param name="Brightest">The brightest spot of every frame, from 0 to 255: a lamp in the night is a picture, and not black.</param>
/// <param name="IsStill">Of every frame, that no spot of it differs from the frame with which the picture came to rest.</param>
internal sealed record FrameScan(IReadOnlyList<byte> Brightest, IReadOnlyList<bool> IsStill)
{
    private const int Width = 64;
    private const int Height = 36;

    // A coder begins a picture anew every few frames, which is seen and is no motion.
    private const int CodingNoise = 8;

    public int Count => Brightest.Count;

    /// <exception cref="InvalidDataException">Nothing of it can be decoded.</exception>
    public static async Task<FrameScan> ReadAsync(Ffmpeg ffmpeg, string path, CancellationToken cancellationToken)
    {
        List<byte> brightest = [];
        List<bool> isStill = [];
        FfmpegRun run = await ffmpeg.RunAsync(
            [
                "-hide_banner", "-nostdin", "-loglevel", "error", .. MediaInput.Guards, .. MediaInput.Of(path),
                "-map", "0:v:0", "-vf", $"scale={Width}:{Height}:flags=area,format=gray", "-fps_mode", "passthrough", "-f", "rawvideo", "pipe:1",
            ],
            Path.GetTempPath(),
            output => CompareAsync(output, brightest, isStill),
            cancellationToken);
        return brightest.Count > 0
            ? new FrameScan(brightest, isStill)
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

    private static async Task CompareAsync(Stream output, List<byte> brightest, List<bool> isStill)
    {
        byte[] frame = new byte[Width * Height];
        byte[] rest = new byte[Width * Height];
        while (await output.ReadAtLeastAsync(frame, frame.Length, throwOnEndOfStream: false, CancellationToken.None) == frame.Length)
        {
            byte most = 0;
            int difference = 0;
            for (int i = 0; i < frame.Length; i++)
            {
                most = Math.Max(most, frame[i]);
                difference = Math.Max(difference, Math.Abs(frame[i] - rest[i]));
            }

            bool isSame = brightest.Count > 0 && difference <= CodingNoise;
            brightest.Add(most);
            isStill.Add(isSame);
            (frame, rest) = isSame ? (frame, rest) : (rest, frame);
        }
    }
}
