using StoryVideo.Cutting;
using StoryVideo.Storage;
using StoryVideo.Stories;

namespace StoryVideo.Tasks.Films;

/// <summary>
/// Decides for each shot what is heard: the clip's own sound, the story's, or both. What is left out is said, so that no dialogue
/// is doubled and none disappears unseen.
/// </summary>
/// <param name="assets">The assets folder.</param>
/// <param name="request">What was asked for.</param>
/// <param name="rehearsed">Addresses of shots whose sound is a rehearsal beside a clip that is none.</param>
/// <param name="findings">Takes what is to be said.</param>
internal sealed class ShotSounds(AssetFolder assets, JoinRequest request, IReadOnlySet<string> rehearsed, List<Finding> findings)
{
    public CutEntry With(CutEntry entry, StoryShot shot)
    {
        string instead = entry.Role != ClipRole.Clip ? "Nothing is heard instead, since a picture stands in its clip's place."
            : request.NativeAudio == NativeAudio.Mute ? "Nothing is heard instead: -NativeAudio Mute (--native-audio mute) leaves the clip's own sound out."
            : "The clip's own sound is heard instead.";
        string? track = Find(shot, instead);
        double own = request.NativeAudio switch
        {
            NativeAudio.Mute => 0,
            NativeAudio.Keep => 1,
            NativeAudio.Duck => track is null ? 1 : request.AmbienceLevel,
            _ => track is null ? 1 : 0,
        };
        if (entry.Role == ClipRole.Clip && own == 0)
        {
            findings.Add(Finding.Warning(
                "sound-dropped",
                $"{shot.Address}: the clip's own sound is left out{(track is null ? "; the story has none for this shot, so that it is silent" : ": the story has a sound for this shot")}. "
                + "-NativeAudio Keep or Duck (--native-audio) keeps it."));
        }
        else if (entry.Role == ClipRole.Clip && own == 1 && track is not null)
        {
            findings.Add(Finding.Warning(
                "sound-doubled", $"{shot.Address}: the clip's own sound is heard beside the story's; what both say is said twice."));
        }

        return entry with { OwnLevel = own, Track = track, TrackLevel = request.DialogueLevel };
    }

    private string? Find(StoryShot shot, string instead)
    {
        if (string.IsNullOrWhiteSpace(shot.AudioFilePath) || shot.AudioFilePath.Trim() == StoryShot.NoAudio)
        {
            return null;
        }

        if (rehearsed.Contains(shot.Address.ToString()))
        {
            findings.Add(Finding.Warning(
                "sound-rehearsed",
                $"{shot.Address}: its sound is a rehearsal and its clip is none. {instead} New-ShotAudio (storyvideo run create-shot-audio) has it spoken."));
            return null;
        }

        string why = AssetPath.TryParse(shot.AudioFilePath, out AssetPath? path, out string? problem)
            ? assets.WhyRefused(path) ?? "it is not on disk"
            : problem;
        if (path is not null && assets.Exists(path))
        {
            return assets.Resolve(path);
        }

        findings.Add(Finding.Warning(
            "sound-missing",
            $"{shot.Address}: its sound '{shot.AudioFilePath}' cannot be used: {why.TrimEnd('.')}. {instead}"));
        return null;
    }
}
