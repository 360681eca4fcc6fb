using System.Globalization;
using System.Runtime.InteropServices;
using StoryVideo.Media;

namespace StoryVideo.Cutting;

/// <summary>
/// Makes the sound of a film: listens to all of it, finds the one gain that brings it to its goal, codes it and listens again to
/// what was coded.
/// </summary>
internal sealed class SoundMaker(Ffmpeg ffmpeg, SegmentCache cache, PieceCount count)
{
    private const int MostTries = 3;

    /// <param name="pieces">The film's sound, in order.</param>
    /// <param name="goal">How loud it is to be.</param>
    /// <param name="name">The film, whose gain is remembered.</param>
    /// <param name="progress">Told of every piece.</param>
    /// <param name="cancellationToken">Ends the making.</param>
    public async Task<MadeSound> MakeAsync(
        IReadOnlyList<SoundPiece> pieces,
        LoudnessGoal goal,
        string name,
        IProgress<CutProgress>? progress,
        CancellationToken cancellationToken)
    {
        SoundMeasure[] raw = await EachAsync(
            pieces, "listening", progress, (piece, stop) => MeasureAsync(piece, piece.Key + ".level", piece.Measuring(), piece.LeadSamples, stop), cancellationToken);
        Loudness measured = SoundMeasure.Sum(raw);
        string remembered = cache.PathOf($"gain-{name}.txt");
        double? previous = File.Exists(remembered)
            && double.TryParse(await File.ReadAllTextAsync(remembered, cancellationToken), CultureInfo.InvariantCulture, out double kept) ? kept : null;
        double gain = goal.GainFor(measured, previous);
        for (int tries = 1; ; tries++)
        {
            MadeSound made = await CodeAsync(pieces, measured, gain, progress, cancellationToken);
            double over = made.Verified.TruePeak - goal.TruePeak;
            if (over <= 0 || tries == MostTries)
            {
                await File.WriteAllTextAsync(remembered, gain.ToString("R", CultureInfo.InvariantCulture), cancellationToken);
                return made;
            }

            // Coding has lifted a peak above what is allowed; the whole film gives way by that much.
            gain = Math.Round(gain - over - 0.1, 2);
        }
    }

    private async Task<MadeSound> CodeAsync(
        IReadOnlyList<SoundPiece> pieces, Loudness measured, double gain, IProgress<CutProgress>? progress, CancellationToken cancellationToken)
    {
        string ending = string.Create(CultureInfo.InvariantCulture, $"{gain:+0.00;-0.00}");
        string NameOf(SoundPiece piece) => $"{piece.Key}{(piece.IsSilent ? "" : ending)}.m4a";
        SoundMeasure[] coded = await EachAsync(
            pieces,
            "sound",
            progress,
            async (piece, stop) =>
            {
                string file = NameOf(piece);
                double factor = piece.IsSilent ? 1 : Math.Pow(10, gain / 20);
                count.Add(await cache.MakeAsync(file, draft => RunAsync([.. piece.Coding(factor), draft], stop)));
                string[] decoding = ["-hide_banner", "-nostdin", "-loglevel", "error", .. MediaInput.Of(cache.PathOf(file)), "-f", "f32le", "pipe:1"];
                return await MeasureAsync(piece, file + ".level", decoding, piece.LeadSamples, stop);
            },
            cancellationToken);
        return new MadeSound([.. pieces.Select(p => cache.PathOf(NameOf(p)))], measured, gain, SoundMeasure.Sum(coded));
    }

    private static async Task<SoundMeasure[]> EachAsync(
        IReadOnlyList<SoundPiece> pieces,
        string stage,
        IProgress<CutProgress>? progress,
        Func<SoundPiece, CancellationToken, Task<SoundMeasure>> work,
        CancellationToken cancellationToken)
    {
        SoundMeasure[] results = new SoundMeasure[pieces.Count];
        int done = 0;
        await Parallel.ForAsync(0, pieces.Count, Workers.Options(cancellationToken), async (i, stop) =>
        {
            results[i] = await work(pieces[i], stop);
            progress?.Report(new CutProgress(stage, Interlocked.Increment(ref done), pieces.Count));
        });
        return results;
    }

    private async Task<SoundMeasure> MeasureAsync(
        SoundPiece piece, string name, IReadOnlyList<string> arguments, int lead, CancellationToken cancellationToken)
    {
        if (!cache.Has(name))
        {
            await cache.MakeAsync(name, async draft =>
            {
                SoundMeasure? measure = null;
                await RunAsync(arguments, cancellationToken, async output => measure = await new LoudnessMeter(lead).ReadAsync(output, piece.Length));
                double[] values = [measure!.Peak, .. measure.Powers];
                await File.WriteAllBytesAsync(draft, MemoryMarshal.AsBytes(values.AsSpan()).ToArray(), cancellationToken);
            });
        }

        double[] read = MemoryMarshal.Cast<byte, double>(await File.ReadAllBytesAsync(cache.PathOf(name), cancellationToken)).ToArray();
        return new SoundMeasure(read[1..], read[0]);
    }

    private async Task RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken, Func<Stream, Task>? read = null)
    {
        FfmpegRun run = await (read is null
            ? ffmpeg.RunAsync(arguments, cache.Folder, cancellationToken)
            : ffmpeg.RunAsync(arguments, cache.Folder, read, cancellationToken));
        if (!run.Succeeded)
        {
            throw RenderFailure.Of("The sound of the film", run);
        }
    }
}
