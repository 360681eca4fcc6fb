using System.Globalization;
using StoryVideo.Cutting;

namespace StoryVideo.Tasks.Films;

/// <summary>The sentences that tell of a film, the same on both surfaces.</summary>
public static class FilmWords
{
    private const double Mebibyte = 1024 * 1024;

    public static string Of(StoryFilm film)
    {
        string what = string.Create(
            CultureInfo.InvariantCulture,
            $"{film.Duration:hh\\:mm\\:ss}, {film.FrameCount} frames of {film.Width}×{film.Height}, {film.CopiedFrames} of them copied");
        return film.Report is not { } report
            ? $"{film.Path} would be {what}. Nothing was written."
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{film.Path}: {what}, {report.Size / Mebibyte:0.0} MiB; {report.CopiedSoundSeconds:0} s of sound copied; {report.MadePieces} pieces made, {report.ReusedPieces} used again. {Of(report)}");
    }

    /// <summary>A transition in a few words: <c>dissolve 0.5 s</c>.</summary>
    public static string Of(CutTransition transition)
    {
        string name = transition.Kind switch
        {
            TransitionKind.FadeBlack => "fade to black",
            TransitionKind.JCut => "J cut",
            TransitionKind.LCut => "L cut",
            _ => transition.Kind.ToString().ToLowerInvariant(),
        };
        return transition.Frames == 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{name} {(double)transition.Frames / CutList.Rate:0.##} s");
    }

    private static string Of(FilmReport report) => report.Verified.IsSilent
        ? "The film is silent."
        : string.Create(
            CultureInfo.InvariantCulture,
            $"Loudness {report.Verified.Integrated:0.0} LUFS, true peak {report.Verified.TruePeak:0.0} dBTP, measured after coding (before: {report.Measured.Integrated:0.0} LUFS, {report.Measured.TruePeak:0.0} dBTP; gain {report.Gain:+0.0;-0.0} dB).");
}
