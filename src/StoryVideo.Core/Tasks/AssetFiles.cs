using StoryVideo.Ledger;
using StoryVideo.Storage;
using StoryVideo.Stories;

namespace StoryVideo.Tasks;

/// <summary>Where the files of assets are, and where they belong.</summary>
internal static class AssetFiles
{
    /// <summary>The file that the asset has on disk; null for none.</summary>
    /// <param name="assets">The folder.</param>
    /// <param name="stored">The path that its row or document names; it comes first.</param>
    /// <param name="own">Where it belongs.</param>
    public static AssetPath? Find(AssetFolder assets, string? stored, AssetPath own) =>
        AssetPath.TryParse(stored, out AssetPath? path, out _) && assets.Exists(path) ? path
            : AssetNames.Variants(own).FirstOrDefault(assets.Exists);

    /// <summary>Where the file of an asset belongs, an image as PNG.</summary>
    public static AssetPath HomeOf(AssetKey asset) => asset switch
    {
        { Kind: AssetKind.ModelSheet, DesignId: { } id } =>
            AssetNames.Design(asset.StoryId, DesignKind.Character, id, asset.ShotIndex ?? 1),
        { Kind: AssetKind.EnvironmentReference, DesignId: { } id } =>
            AssetNames.Design(asset.StoryId, DesignKind.Environment, id, asset.ShotIndex ?? 1),
        { Kind: AssetKind.KeyFrame } => AssetNames.KeyFrame(AddressOf(asset)),
        { Kind: AssetKind.Audio } => AssetNames.Audio(AddressOf(asset)),
        { Kind: AssetKind.Check } => AssetNames.Check(AddressOf(asset)),
        _ => AssetNames.Video(AddressOf(asset)),
    };

    private static ShotAddress AddressOf(AssetKey asset) => new(asset.StoryId, asset.SceneletId ?? "", asset.ShotIndex ?? 0);
}
