using System.Globalization;
using StoryVideo.Cutting.Mp4;
using StoryVideo.Media;

namespace StoryVideo.Cutting.Sounds;

/// <summary>
/// Makes the sound of a film: listens to all of it, finds the one gain that brings it to its goal, makes what cannot be copied and
/// listens again to what goes into the film.
/// </summary>
internal sealed class SoundMaker(Ffmpeg ffmpeg, SegmentCache cache, PieceCount count)
{
    private const int MostTries = 4;

    private readonly SoundListener _listener = new(ffmpeg, cache);

    /// <param name="layout">The film's sound.</param>
    /// <param name="goal">How loud it is to be.</param>
    /// <param name="name">The film, whose gain is remembered.</param>
    /// <param name="progress">Told of every stretch.</param>
    /// <param name="cancellationToken">Ends the making.</param>
    /// <exception cref="CutException">ffmpeg did not do what it was told.</exception>
    public async Task<MadeSound> MakeAsync(
        SoundLayout layout, LoudnessGoal goal, string name, IProgress<CutProgress>? progress, CancellationToken cancellationToken)
    {
        List<CodedSound> refused = [];
        (Loudness measured, layout) = await ListenAsync(layout, refused, progress, cancellationToken);
        string remembered = $"{name}.gain";
        double? previous = cache.Find(remembered) is { Length: sizeof(double) } kept ? BitConverter.ToDouble(kept) : null;
        double most = double.PositiveInfinity;
        for (int tries = 1; ; tries++)
        {
            SoundGain gain = goal.GainFor(measured, previous, layout.CanRise, most);
            layout = gain.Steps is null ? layout.WithoutCopies() : layout;
            Loudness verified = await _listener.ListenAsync(
                layout.Stretches, gain.Steps ?? 0, (piece, stop) => CodeAsync(piece, gain, stop), "sound", progress, cancellationToken);
            (FilmTrack track, IReadOnlyList<int> joins) = await SoundTrack.OfAsync(layout.Stretches, gain, piece => FileOf(piece, gain), cache);
            verified = verified.WithPeak(await _listener.PeakOfJoinsAsync(track, joins, cancellationToken));
            double over = verified.TruePeak - goal.TruePeak;
            if (over <= 0 || tries == MostTries)
            {
                await cache.KeepAsync(remembered, BitConverter.GetBytes(gain.Decibels));
                return new MadeSound(layout, measured, gain, verified, track, refused);
            }

            // Coding has lifted a peak above what is allowed; the whole film gives way by that much.
            most = gain.Decibels - over - 0.1;
        }
    }

    private async Task<(Loudness Measured, SoundLayout Layout)> ListenAsync(
        SoundLayout layout, List<CodedSound> refused, IProgress<CutProgress>? progress, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                Loudness measured = await _listener.ListenAsync(
                    layout.Stretches, 0, static (piece, _) => Task.FromResult((piece.Key, piece.Measuring())), "listening", progress, cancellationToken);
                return (measured, layout);
            }
            catch (UndecodableSoundException e)
            {
                // Mixed by ffmpeg, such a sound lacks what is damaged and no more.
                refused.AddRange(e.Sounds);
                layout = layout.WithoutCopiesOf(e.Sounds);
            }
        }
    }

    private string FileOf(SoundPiece piece, SoundGain gain) => cache.PathOf(NameOf(piece, gain));

    private static string NameOf(SoundPiece piece, SoundGain gain) =>
        string.Create(CultureInfo.InvariantCulture, $"{piece.Key}{gain.Decibels:+0.00;-0.00}.m4a");

    private async Task<(string Name, IReadOnlyList<string> Decoding)> CodeAsync(SoundPiece piece, SoundGain gain, CancellationToken cancellationToken)
    {
        string name = NameOf(piece, gain);
        count.Add(await cache.MakeAsync(name, async draft =>
        {
            FfmpegRun run = await ffmpeg.RunAsync([.. piece.Coding(gain.Factor), draft], cache.Folder, cancellationToken);
            if (!run.Succeeded)
            {
                throw RenderFailure.Of("The sound of the film", run);
            }
        }, WholeFile.IsMovie));
        return (name, ["-hide_banner", "-nostdin", "-loglevel", "error", .. MediaInput.Of(cache.PathOf(name)), "-f", "f32le", "pipe:1"]);
    }
}
