using StoryVideo.Ledger;
using StoryVideo.Storage;
using StoryVideo.Stories;

namespace StoryVideo.Tasks.Takes;

/// <summary>Where the file of a take may lie: where the ledger says, or where a run that ended between moving and recording has left it.</summary>
internal static class TakeFiles
{
    /// <param name="assets">The assets folder.</param>
    /// <param name="take">The take.</param>
    /// <param name="home">Where the file of its asset lies that is selected.</param>
    public static IEnumerable<AssetPath> Find(AssetFolder assets, Take take, AssetPath home)
    {
        if (AssetPath.TryParse(take.File?.Path, out AssetPath? path, out _) && assets.Exists(path))
        {
            yield return path;
        }

        AssetPath earlier = AssetNames.Earlier(home, take.Id);
        if (earlier != path && assets.Exists(earlier))
        {
            yield return earlier;
        }
    }
}
