using StoryVideo.Storage;
using StoryVideo.Stories;

namespace StoryVideo.Tasks;

/// <summary>Finds the clip that a shot has on disk.</summary>
internal static class ShotClip
{
    /// <summary>The file that the shot's row names, else the one that lies where its clip belongs; null for none.</summary>
    public static AssetPath? Find(AssetFolder assets, StoryShot shot)
    {
        AssetPath own = AssetNames.Video(shot.Address);
        return AssetPath.TryParse(shot.VideoFilePath, out AssetPath? stored, out _) && assets.Exists(stored) ? stored
            : assets.Exists(own) ? own
            : null;
    }
}
