using System.Globalization;
using StoryVideo.Cutting;
using StoryVideo.Cutting.Sounds;
using StoryVideo.Stories;

namespace StoryVideo.Tasks.Films;

/// <summary>What shows only when a film is made: in its frames, or in how loud it has become.</summary>
internal static class FilmFindings
{
    public static IEnumerable<Finding> Of(FilmReport report, LoudnessGoal goal)
    {
        foreach (string name in report.DamagedSounds)
        {
            yield return Finding.Warning(
                "sound-damaged",
                $"{name}: its clip's sound is damaged, and what cannot be decoded is not heard. Listen to it. New-ShotVideo -Override (storyvideo run "
                + "create-shot-video --mode override) makes the shot again, and costs.");
        }

        if (goal.IsPassedBy(report.Verified))
        {
            yield return Finding.Warning("peak-passed", string.Create(
                CultureInfo.InvariantCulture,
                $"The film's true peak is {report.Verified.TruePeak:0.0} dBTP, above {goal.TruePeak:0.0}: coding lifts it. Cut it with a lower -TruePeak (--true-peak)."));
        }

        if (goal.IsMissedBy(report.Verified))
        {
            yield return Finding.Warning("loudness-missed", string.Create(
                CultureInfo.InvariantCulture,
                $"The film is at {report.Verified.Integrated:0.0} LUFS, not at {goal.Integrated:0.0}: its highest peak allows no more, since one gain serves all of it and nothing is squeezed. A higher -TruePeak (--true-peak) or a quieter passage at its peak makes it louder."));
        }
    }
}
