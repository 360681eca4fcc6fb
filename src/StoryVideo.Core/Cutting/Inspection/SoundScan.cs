using System.Globalization;
using System.Runtime.InteropServices;
using StoryVideo.Media;

namespace StoryVideo.Cutting.Inspection;

/// <summary>Decodes all sound of a clip.</summary>
/// <param name="Peak">The highest absolute value of a sample; 1 is full scale.</param>
/// <param name="ClippedSamples">Samples that lie at full scale after another of their channel that does: cut off, not only loud.</param>
internal sealed record SoundScan(double Peak, long ClippedSamples)
{
    private const float Full = 0.999f;

    /// <param name="ffmpeg">Decodes it.</param>
    /// <param name="path">Full path of the clip.</param>
    /// <param name="channels">How many it has: mixed into one they would hide what is cut off in one of them.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<SoundScan> ReadAsync(Ffmpeg ffmpeg, string path, int channels, CancellationToken cancellationToken)
    {
        channels = Math.Max(1, channels);
        float peak = 0;
        long clipped = 0;
        await ffmpeg.RunAsync(
            [
                "-hide_banner", "-nostdin", "-loglevel", "error", .. MediaInput.Guards, .. MediaInput.Of(path),
                "-map", "0:a:0", "-ac", channels.ToString(CultureInfo.InvariantCulture), "-f", "f32le", "pipe:1",
            ],
            Path.GetTempPath(),
            async output =>
            {
                byte[] buffer = new byte[64 * 1024];
                float[] before = new float[channels];
                int channel = 0;
                int read;
                while ((read = await output.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, CancellationToken.None)) > 0)
                {
                    foreach (float sample in MemoryMarshal.Cast<byte, float>(buffer.AsSpan(0, read - (read % 4))))
                    {
                        float value = Math.Abs(sample);
                        peak = Math.Max(peak, value);
                        clipped += value >= Full && before[channel] >= Full ? 1 : 0;
                        before[channel] = value;
                        channel = (channel + 1) % channels;
                    }
                }
            },
            cancellationToken);
        return new SoundScan(peak, clipped);
    }
}
