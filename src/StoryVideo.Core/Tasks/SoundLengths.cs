using System.Globalization;
using StoryVideo.Cutting;
using StoryVideo.Media;
using StoryVideo.Stories;

namespace StoryVideo.Tasks;

/// <summary>Finds sounds of a story that are longer than the shot that they belong to: a film cuts them off at its end.</summary>
internal static class SoundLengths
{
    /// <summary>A frame more or less is nobody's last word.</summary>
    private const double Heard = 1.0 / CutList.Rate;

    public static async Task<IReadOnlyList<Finding>> FindTrimmedAsync(FilmPlan film, Ffmpeg? ffmpeg, CancellationToken cancellationToken)
    {
        List<Finding> findings = [];
        foreach (PlannedEntry planned in film.Entries)
        {
            double shown = (double)planned.FrameCount / CutList.Rate;
            if (planned.Entry.Track is { } track
                && await SoundLength.ReadAsync(track, ffmpeg, cancellationToken) is { } seconds
                && seconds > shown + Heard)
            {
                findings.Add(Finding.Warning("sound-trimmed", string.Create(
                    CultureInfo.InvariantCulture,
                    $"{planned.Entry.Name}: its sound '{Path.GetFileName(track)}' lasts {seconds:0.0} s and the shot {shown:0.0} s; the last "
                    + $"{seconds - shown:0.0} s are not heard. Shorten what is said, or make the clip longer.")));
            }
        }

        return findings;
    }
}
