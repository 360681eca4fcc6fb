using StoryVideo.Storage;
using StoryVideo.Stories;

namespace StoryVideo.Tasks;

/// <summary>Finds the clip that a shot has on disk.</summary>
internal static class ShotClip
{
    /// <summary>Full path of the file that the shot's row names, else of the one that lies where its clip belongs; null for none.</summary>
    public static string? Find(AssetFolder assets, StoryShot shot)
    {
        AssetPath own = AssetNames.Video(shot.Address);
        return AssetPath.TryParse(shot.VideoFilePath, out AssetPath? stored, out _) && assets.Exists(stored) ? assets.Resolve(stored)
            : assets.Exists(own) ? assets.Resolve(own)
            : null;
    }
}
