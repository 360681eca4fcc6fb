using System.Runtime.InteropServices;
using StoryVideo.Media;

namespace StoryVideo.Cutting;

/// <summary>Decodes all sound of a clip.</summary>
/// <param name="Peak">The highest absolute value of a sample; 1 is full scale.</param>
/// <param name="ClippedSamples">Samples that lie at full scale beside another that does: cut off, not only loud.</param>
internal sealed record SoundScan(double Peak, long ClippedSamples)
{
    private const float Full = 0.999f;

    public static async Task<SoundScan> ReadAsync(Ffmpeg ffmpeg, string path, CancellationToken cancellationToken)
    {
        float peak = 0;
        long clipped = 0;
        await ffmpeg.RunAsync(
            [
                "-hide_banner", "-nostdin", "-loglevel", "error", .. MediaInput.Guards, .. MediaInput.Of(path),
                "-map", "0:a:0", "-ac", "1", "-f", "f32le", "pipe:1",
            ],
            Path.GetTempPath(),
            async output =>
            {
                byte[] buffer = new byte[64 * 1024];
                float before = 0;
                int read;
                while ((read = await output.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, CancellationToken.None)) > 0)
                {
                    foreach (float sample in MemoryMarshal.Cast<byte, float>(buffer.AsSpan(0, read - (read % 4))))
                    {
                        float value = Math.Abs(sample);
                        peak = Math.Max(peak, value);
                        clipped += value >= Full && before >= Full ? 1 : 0;
                        before = value;
                    }
                }
            },
            cancellationToken);
        return new SoundScan(peak, clipped);
    }
}
