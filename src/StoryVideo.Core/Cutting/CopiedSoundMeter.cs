using StoryVideo.Cutting.Aac;
using StoryVideo.Media;

namespace StoryVideo.Cutting;

/// <summary>Measures sound that is copied, as it will be heard: many stretches through one decoder, one after another.</summary>
internal sealed class CopiedSoundMeter(Ffmpeg ffmpeg, string folder)
{
    private const int FrameLength = AacFrame.Samples * 2 * sizeof(float);

    private static readonly string[] s_decoding =
    [
        "-hide_banner", "-loglevel", "error", .. MediaInput.Guards, "-threads", "1", "-f", "aac", "-i", "pipe:0", "-c:a", "pcm_f32le", "-f", "f32le", "pipe:1",
    ];

    /// <param name="sounds">What is measured.</param>
    /// <param name="steps">By how many steps of <see cref="AacFrame.Step"/> it is raised.</param>
    /// <param name="cancellationToken">Ends the measuring.</param>
    /// <exception cref="CutException">ffmpeg cannot decode all of it.</exception>
    public async Task<SoundMeasure[]> MeasureAsync(IReadOnlyList<CopiedSound> sounds, int steps, CancellationToken cancellationToken)
    {
        SoundMeasure[] measures = new SoundMeasure[sounds.Count];
        int measured = 0;
        FfmpegRun run = await ffmpeg.RunAsync(
            s_decoding,
            folder,
            input => WriteAsync(sounds, steps, input),
            async output =>
            {
                byte[] frame = new byte[FrameLength];
                for (; measured < measures.Length; measured++)
                {
                    // Of the frame before the first only its second half is heard, together with the first half of this.
                    LoudnessMeter meter = new(AacFrame.Samples, long.MaxValue);
                    for (int i = 0; i <= sounds[measured].FrameCount; i++)
                    {
                        if (await output.ReadAtLeastAsync(frame, FrameLength, throwOnEndOfStream: false, CancellationToken.None) < FrameLength)
                        {
                            return;
                        }

                        meter.Add(frame);
                    }

                    measures[measured] = meter.End();
                }

                await output.CopyToAsync(Stream.Null, CancellationToken.None);
            },
            cancellationToken);
        if (!run.Succeeded)
        {
            throw RenderFailure.Of("The sound of the film", run);
        }

        return measured == measures.Length ? measures : throw new CutException(
            "cut-failed",
            $"The sound of '{sounds[measured].Sound.Path}' cannot be decoded to its end. Nothing was charged, and what was made is kept for the next try. Look at "
            + "the clip with Test-ShotVideo (storyvideo check): it may be damaged. -LoudnessTolerance 0 (--loudness-tolerance 0) codes all sound anew.");
    }

    private static async Task WriteAsync(IReadOnlyList<CopiedSound> sounds, int steps, Stream to)
    {
        await using BufferedStream buffered = new(to, 64 * 1024);
        foreach (CopiedSound sound in sounds)
        {
            if (sound.Before is { } before)
            {
                await WriteAsync(before.Sound, before.Number, new[] { before.Marks }, steps, buffered);
            }
            else
            {
                await WriteAsync(AacFrame.Silent, buffered);
            }

            await WriteAsync(sound.Sound, sound.First, sound.Gains.Marks.AsMemory(sound.First, sound.FrameCount), steps, buffered);
        }
    }

    private static async Task WriteAsync(CodedSound sound, int first, ReadOnlyMemory<uint> marks, int steps, BufferedStream to)
    {
        int i = 0;
        foreach (Memory<byte> frame in sound.Read(first, marks.Length))
        {
            FrameGains.Raise(frame.Span, marks.Span[i++], steps);
            await WriteAsync(frame, to);
        }
    }

    private static async Task WriteAsync(ReadOnlyMemory<byte> frame, BufferedStream to)
    {
        AdtsHeader.Write(to, frame.Length);
        await to.WriteAsync(frame);
    }
}
