using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using StoryVideo.Cutting.Mp4;
using StoryVideo.Media;

namespace StoryVideo.Cutting.Sounds;

/// <summary>Measures the loudness of a film, stretch by stretch, and keeps what it has measured.</summary>
internal sealed class SoundListener(Ffmpeg ffmpeg, SegmentCache cache)
{
    /// <summary>Copied stretches that one program listens to: to start one takes as long as to listen to several.</summary>
    private const int Batch = 48;

    private readonly CopiedSoundMeter _copies = new(ffmpeg, cache.Folder);

    /// <param name="stretches">The film's sound.</param>
    /// <param name="steps">By how much copied sound is raised.</param>
    /// <param name="make">Tells under what name the measure of a piece is kept, and how ffmpeg decodes it.</param>
    /// <param name="stage">What progress is reported as.</param>
    /// <param name="progress">Told of every stretch.</param>
    /// <param name="cancellationToken">Ends the listening; what was measured is kept.</param>
    /// <exception cref="UndecodableSoundException">What is copied cannot be decoded.</exception>
    /// <exception cref="CutException">ffmpeg did not do what it was told.</exception>
    public async Task<Loudness> ListenAsync(
        IReadOnlyList<SoundStretch> stretches,
        int steps,
        Func<SoundPiece, CancellationToken, Task<(string Name, IReadOnlyList<string> Decoding)>> make,
        string stage,
        IProgress<CutProgress>? progress,
        CancellationToken cancellationToken)
    {
        SoundMeasure?[] measures = new SoundMeasure?[stretches.Count];
        int done = 0;
        void Keep(int number, SoundMeasure measure)
        {
            measures[number] = measure;
            progress?.Report(new CutProgress(stage, Interlocked.Increment(ref done), stretches.Count));
        }

        List<int> pieces = [];
        List<int> copies = [];
        for (int i = 0; i < stretches.Count; i++)
        {
            switch (stretches[i])
            {
                case SoundPiece:
                    pieces.Add(i);
                    break;
                case CopiedSound copy when Find(LevelOf(copy, steps)) is { } known:
                    Keep(i, known);
                    break;
                case CopiedSound:
                    copies.Add(i);
                    break;
                default:
                    Keep(i, SoundMeasure.Silence(stretches[i].FrameCount));
                    break;
            }
        }

        int[][] jobs = [.. copies.Chunk(Batch), .. pieces.Select(static i => new[] { i })];
        await Parallel.ForEachAsync(jobs, Workers.Options(cancellationToken), async (job, stop) =>
        {
            if (stretches[job[0]] is SoundPiece piece)
            {
                (string name, IReadOnlyList<string> decoding) = await make(piece, stop);
                Keep(job[0], await MeasureAsync(piece, name + ".level", decoding, stop));
                return;
            }

            CopiedSound[] batch = [.. job.Select(i => (CopiedSound)stretches[i])];
            IReadOnlyList<SoundMeasure> heard = await _copies.MeasureAsync(batch, steps, stop);
            for (int i = 0; i < batch.Length; i++)
            {
                await KeepAsync(LevelOf(batch[i], steps), heard[i]);
                Keep(job[i], heard[i]);
            }
        });
        return SoundMeasure.Sum(measures!);
    }

    /// <summary>The highest peak where copied sound meets other sound.</summary>
    /// <param name="track">The sound as it goes into the film.</param>
    /// <param name="joins">Numbers of frames that stand behind another kind of sound.</param>
    /// <param name="cancellationToken">Ends the measuring.</param>
    /// <returns>1 is full scale.</returns>
    /// <exception cref="CutException">ffmpeg did not do what it was told.</exception>
    public async Task<double> PeakOfJoinsAsync(FilmTrack track, IReadOnlyList<int> joins, CancellationToken cancellationToken)
    {
        if (joins.Count == 0)
        {
            return 0;
        }

        byte[] frames = CopiedSoundMeter.FramesOf(track, joins);
        string name = Convert.ToHexStringLower(SHA256.HashData(frames)) + ".peak";
        if (cache.Find(name) is { Length: sizeof(double) } kept)
        {
            return BitConverter.ToDouble(kept);
        }

        double peak = await _copies.PeakOfJoinsAsync(frames, joins.Count, cancellationToken);
        await cache.KeepAsync(name, BitConverter.GetBytes(peak));
        return peak;
    }

    private static string LevelOf(CopiedSound copy, int steps) => string.Create(CultureInfo.InvariantCulture, $"{copy.Key}{steps:+0;-0}.level");

    private async Task<SoundMeasure> MeasureAsync(SoundPiece piece, string name, IReadOnlyList<string> decoding, CancellationToken cancellationToken)
    {
        if (Find(name) is { } known)
        {
            return known;
        }

        SoundMeasure? measure = null;
        FfmpegRun run = await ffmpeg.RunAsync(
            decoding, cache.Folder, async output => measure = await new LoudnessMeter(piece.LeadSamples, piece.Length).ReadAsync(output), cancellationToken);
        if (!run.Succeeded)
        {
            throw RenderFailure.Of("The sound of the film", run);
        }

        await KeepAsync(name, measure!);
        return measure!;
    }

    private SoundMeasure? Find(string name)
    {
        if (cache.Find(name) is not { } kept)
        {
            return null;
        }

        double[] read = MemoryMarshal.Cast<byte, double>(kept).ToArray();
        return new SoundMeasure(read[1..], read[0]);
    }

    private Task KeepAsync(string name, SoundMeasure measure)
    {
        double[] values = [measure.Peak, .. measure.Energies];
        return cache.KeepAsync(name, MemoryMarshal.AsBytes(values.AsSpan()).ToArray());
    }
}
