using StoryVideo.Cutting.Aac;
using StoryVideo.Cutting.Mp4;
using StoryVideo.Media;

namespace StoryVideo.Cutting.Sounds;

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
    /// <exception cref="UndecodableSoundException">ffmpeg refuses frames of some of them.</exception>
    /// <exception cref="CutException">ffmpeg did not do what it was told.</exception>
    public async Task<IReadOnlyList<SoundMeasure>> MeasureAsync(IReadOnlyList<CopiedSound> sounds, int steps, CancellationToken cancellationToken)
    {
        (IReadOnlyList<SoundMeasure> measures, FfmpegRun run) = await DecodeAsync(sounds, steps, cancellationToken);
        if (run.Succeeded && measures.Count == sounds.Count)
        {
            return measures;
        }

        // A frame that is refused is left out, and all that follows moves up: only alone a sound can be told from the others.
        HashSet<CodedSound> refused = [];
        foreach (CopiedSound sound in sounds)
        {
            if (!await CanDecodeAsync(sound, steps, cancellationToken))
            {
                refused.Add(sound.Before is { } before && await CanDecodeAsync(sound.AfterSilence(), steps, cancellationToken) ? before.Sound : sound.Sound);
            }
        }

        throw refused.Count > 0 && !run.WasPrevented ? new UndecodableSoundException(refused) : RenderFailure.Of("The sound of the film", run);
    }

    /// <summary>Whether ffmpeg decodes any frame of a sound, and whether it decodes all of them.</summary>
    /// <exception cref="CutException">ffmpeg did not do what it was told.</exception>
    public async Task<(bool IsHeard, bool IsWhole)> TryAsync(CodedSound sound, CancellationToken cancellationToken)
    {
        (IReadOnlyList<SoundMeasure> measures, FfmpegRun run) = await DecodeAsync([sound.FrameCount - 1], input => WriteAsync(sound, input), cancellationToken);
        return run.WasPrevented ? throw RenderFailure.Of("The sound of the film", run) : (run.Succeeded, run.Succeeded && measures.Count > 0);
    }

    /// <summary>
    /// The highest peak where copied sound meets other sound: there halves of two frames are heard together that no coder has seen
    /// beside each other.
    /// </summary>
    /// <param name="frames">Pairs of coded frames, as <see cref="FramesOf"/> reads them.</param>
    /// <param name="count">How many pairs.</param>
    /// <param name="cancellationToken">Ends the measuring.</param>
    /// <returns>1 is full scale.</returns>
    /// <exception cref="CutException">ffmpeg did not do what it was told.</exception>
    public async Task<double> PeakOfJoinsAsync(ReadOnlyMemory<byte> frames, int count, CancellationToken cancellationToken)
    {
        (IReadOnlyList<SoundMeasure> measures, FfmpegRun run) =
            await DecodeAsync([.. Enumerable.Repeat(1, count)], input => input.WriteAsync(frames, CancellationToken.None).AsTask(), cancellationToken);
        return run.Succeeded && measures.Count == count ? measures.Max(static m => m.Peak) : throw RenderFailure.Of("The sound of the film", run);
    }

    /// <summary>The coded frames on both sides of joins, raised as they go into the film.</summary>
    /// <param name="track">The sound of the film.</param>
    /// <param name="joins">Numbers of frames that stand behind another kind of sound.</param>
    public static byte[] FramesOf(FilmTrack track, IReadOnlyList<int> joins)
    {
        using MemoryStream to = new();
        using SampleReader reader = new(AdtsHeader.LongestFrame);
        foreach (FilmSample sample in joins.SelectMany(j => new[] { track.Samples[j - 1], track.Samples[j] }))
        {
            byte[] frame = reader.Read(track.Files[sample.File], sample.Offset, sample.Size).ToArray();
            FrameGains.Raise(frame, sample.Marks, track.GainSteps);
            AdtsHeader.Write(to, frame.Length);
            to.Write(frame);
        }

        return to.ToArray();
    }

    private async Task<bool> CanDecodeAsync(CopiedSound sound, int steps, CancellationToken cancellationToken) =>
        await DecodeAsync([sound], steps, cancellationToken) is { Run.Succeeded: true, Measures.Count: 1 };

    private Task<(IReadOnlyList<SoundMeasure> Measures, FfmpegRun Run)> DecodeAsync(
        IReadOnlyList<CopiedSound> sounds, int steps, CancellationToken cancellationToken) =>
        DecodeAsync([.. sounds.Select(static s => s.FrameCount)], input => WriteAsync(sounds, steps, input), cancellationToken);

    // Stretches are decoded one after another, each with the frame before it.
    private async Task<(IReadOnlyList<SoundMeasure> Measures, FfmpegRun Run)> DecodeAsync(
        int[] frameCounts, Func<Stream, Task> write, CancellationToken cancellationToken)
    {
        List<SoundMeasure> measures = [];
        FfmpegRun run = await ffmpeg.RunAsync(
            s_decoding,
            folder,
            write,
            async output =>
            {
                byte[] frame = new byte[FrameLength];
                foreach (int count in frameCounts)
                {
                    // Of the frame before the first only its second half is heard, together with the first half of this.
                    LoudnessMeter meter = new(AacFrame.Samples, long.MaxValue);
                    for (int i = 0; i <= count; i++)
                    {
                        if (await output.ReadAtLeastAsync(frame, FrameLength, throwOnEndOfStream: false, CancellationToken.None) < FrameLength)
                        {
                            return;
                        }

                        meter.Add(frame);
                    }

                    measures.Add(meter.End());
                }

                await output.CopyToAsync(Stream.Null, CancellationToken.None);
            },
            cancellationToken);
        return (measures, run);
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

    private static async Task WriteAsync(CodedSound sound, Stream to)
    {
        await using BufferedStream buffered = new(to, 64 * 1024);
        foreach (Memory<byte> frame in sound.Read(0, sound.FrameCount))
        {
            await WriteAsync(frame, buffered);
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
