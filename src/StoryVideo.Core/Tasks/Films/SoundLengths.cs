using System.Globalization;
using StoryVideo.Cutting;
using StoryVideo.Cutting.Sounds;
using StoryVideo.Media;
using StoryVideo.Stories;

namespace StoryVideo.Tasks.Films;

/// <summary>
/// Looks at the sounds of a film before it is cut: at those that nobody can read, and at those that are longer than the shot that
/// they belong to, whose end a film cuts off.
/// </summary>
internal static class SoundLengths
{
    /// <summary>A frame more or less is nobody's last word.</summary>
    private const double Heard = 1.0 / CutList.Rate;

    /// <summary>ffmpeg is given each repetition by itself, in seconds.</summary>
    private const double ShortestRepeated = 0.5;

    /// <exception cref="RunRefusedException">Sounds cannot be read; all of them are named.</exception>
    public static async Task<IReadOnlyList<Finding>> FindTrimmedAsync(FilmPlan film, Ffmpeg? ffmpeg, CancellationToken cancellationToken)
    {
        List<Finding> findings = [];
        List<string> unreadable = [];
        foreach (PlannedEntry planned in film.Entries)
        {
            double shown = (double)planned.FrameCount / CutList.Rate;
            if (planned.Entry.Track is { } track
                && await ReadAsync(track, $"{planned.Entry.Name} '{Path.GetFileName(track)}'", ffmpeg, unreadable, cancellationToken) is { } seconds
                && seconds > shown + Heard)
            {
                findings.Add(Finding.Warning("sound-trimmed", string.Create(
                    CultureInfo.InvariantCulture,
                    $"{planned.Entry.Name}: its sound '{Path.GetFileName(track)}' lasts {seconds:0.0} s and the shot {shown:0.0} s; the last "
                    + $"{seconds - shown:0.0} s are not heard. Shorten what is said, or make the clip longer.")));
            }
        }

        foreach ((string bed, bool repeats) in film.List.Beds.Select(static b => (b.File, b.Repeats)).Distinct())
        {
            if (await ReadAsync(bed, $"'{bed}'", ffmpeg, unreadable, cancellationToken) < ShortestRepeated && repeats)
            {
                unreadable.Add(string.Create(CultureInfo.InvariantCulture, $"'{bed}' (shorter than {ShortestRepeated} s, it cannot be repeated under a film)"));
            }
        }

        return unreadable.Count == 0 ? findings : throw new RunRefusedException(
            "sound-unreadable",
            $"{Counted.Of(unreadable.Count, "sound")} cannot be used: {string.Join("; ", unreadable)}. Nothing was made. Have what is said in a shot spoken "
            + "again with New-ShotAudio -Override (storyvideo run create-shot-audio --mode override), and give another file for ambience or music.");
    }

    private static async Task<double?> ReadAsync(
        string path, string name, Ffmpeg? ffmpeg, List<string> unreadable, CancellationToken cancellationToken)
    {
        try
        {
            return await SoundLength.ReadAsync(path, ffmpeg, cancellationToken);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            unreadable.Add($"{name} ({e.Message.Trim().TrimEnd('.')})");
            return null;
        }
    }
}
