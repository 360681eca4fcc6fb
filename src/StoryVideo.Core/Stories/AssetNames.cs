using System.Globalization;

namespace StoryVideo.Stories;

/// <summary>Where each asset of a story lies in the assets folder.</summary>
public static class AssetNames
{
    private static readonly string[] s_imageExtensions = [".png", ".jpg", ".jpeg"];

    /// <summary><c>&lt;story&gt;/shots/&lt;scenelet&gt;/shot-&lt;n&gt;.mp4</c></summary>
    public static AssetPath Video(ShotAddress shot) =>
        AssetPath.Of(shot.StoryId, "shots", FolderName.Of(shot.SceneletId), Name(shot, ".mp4"));

    /// <summary><c>&lt;story&gt;/shots/&lt;scenelet&gt;/shot-&lt;n&gt;_key_frame.png</c></summary>
    public static AssetPath KeyFrame(ShotAddress shot) =>
        AssetPath.Of(shot.StoryId, "shots", FolderName.Of(shot.SceneletId), Name(shot, "_key_frame.png"));

    /// <summary><c>&lt;story&gt;/shots/&lt;scenelet&gt;/shot-&lt;n&gt;_audio.wav</c></summary>
    public static AssetPath Audio(ShotAddress shot) =>
        AssetPath.Of(shot.StoryId, "shots", FolderName.Of(shot.SceneletId), Name(shot, "_audio.wav"));

    /// <summary><c>&lt;story&gt;/shots/&lt;scenelet&gt;/shot-&lt;n&gt;_check.json</c></summary>
    public static AssetPath Check(ShotAddress shot) =>
        AssetPath.Of(shot.StoryId, "shots", FolderName.Of(shot.SceneletId), Name(shot, "_check.json"));

    /// <summary>
    /// <c>&lt;story&gt;/visuals/characters/&lt;character&gt;/character-model-sheet.png</c> or
    /// <c>&lt;story&gt;/visuals/environments/&lt;environment&gt;/environment-reference.png</c>; a further one has its number at the end.
    /// </summary>
    /// <param name="storyId">The story.</param>
    /// <param name="kind">Character or environment.</param>
    /// <param name="designId">Which.</param>
    /// <param name="number">Which of its images, from 1.</param>
    public static AssetPath Design(string storyId, DesignKind kind, string designId, int number = 1)
    {
        string ending = number == 1 ? ".png" : string.Create(CultureInfo.InvariantCulture, $"-{number}.png");
        return kind == DesignKind.Character
            ? AssetPath.Of(storyId, "visuals", "characters", FolderName.Of(designId), "character-model-sheet" + ending)
            : AssetPath.Of(storyId, "visuals", "environments", FolderName.Of(designId), "environment-reference" + ending);
    }

    /// <summary>Every name that an asset's file may have: what a model answers decides whether an image is PNG or JPEG.</summary>
    public static IReadOnlyList<AssetPath> Variants(AssetPath asset) =>
        s_imageExtensions.Contains(Path.GetExtension(asset.Value), StringComparer.OrdinalIgnoreCase)
            ? [.. s_imageExtensions.Select(e => WithExtension(asset, e))]
            : [asset];

    public static AssetPath WithExtension(AssetPath asset, string extension) => AssetPath.Of(Path.ChangeExtension(asset.Value, extension));

    /// <summary><c>&lt;story&gt;/film/&lt;name&gt;.mp4</c></summary>
    public static AssetPath Film(string storyId, string name) => AssetPath.Of(storyId, "film", FolderName.Of(name) + ".mp4");

    /// <summary><c>&lt;story&gt;/film/scenelets/&lt;scenelet&gt;.mp4</c></summary>
    public static AssetPath SceneletFilm(string storyId, string sceneletId) =>
        AssetPath.Of(storyId, "film", "scenelets", FolderName.Of(sceneletId) + ".mp4");

    /// <summary>The folder of what was made for films of a story and can be used again.</summary>
    public static AssetPath FilmPieces(string storyId) => AssetPath.Of(storyId, "film", "pieces");

    /// <summary><c>&lt;story&gt;/frames/&lt;scenelet&gt;/shot-&lt;n&gt;_&lt;name&gt;.png</c></summary>
    public static AssetPath Frame(ShotAddress shot, string name) =>
        AssetPath.Of(shot.StoryId, "frames", FolderName.Of(shot.SceneletId), Name(shot, "_" + name + ".png"));

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
