using System.Globalization;

namespace StoryVideo.Stories;

/// <summary>Where each asset of a story lies in the assets folder.</summary>
public static class AssetNames
{
    /// <summary><c>&lt;story&gt;/shots/&lt;scenelet&gt;/shot-&lt;n&gt;.mp4</c></summary>
    public static AssetPath Video(ShotAddress shot) =>
        AssetPath.Of(shot.StoryId, "shots", FolderName.Of(shot.SceneletId), Name(shot, ".mp4"));

    /// <summary>Where an earlier take of an asset is kept: <c>takes/&lt;take id&gt;</c> beside it, with its own extension.</summary>
    public static AssetPath Earlier(AssetPath asset, string takeId)
    {
        int slash = asset.Value.LastIndexOf('/');
        string folder = slash < 0 ? "" : asset.Value[..slash];
        return AssetPath.Of(folder, "takes", takeId + Path.GetExtension(asset.Value));
    }

    private static string Name(ShotAddress shot, string ending) =>
        string.Create(CultureInfo.InvariantCulture, $"shot-{shot.ShotIndex}{ending}");
}
