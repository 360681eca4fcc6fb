using System.Text.Json;
using StoryVideo.Ledger;

namespace StoryVideo.Cli.Output;

/// <summary>Of which shot, character or environment something is, the same in every line of JSON.</summary>
internal static class AssetAddress
{
    public static void Write(Utf8JsonWriter json, AssetKey asset)
    {
        if (asset.DesignId is { } design)
        {
            json.WriteString(asset.Kind == AssetKind.ModelSheet ? "character" : "environment", design);
            json.WriteNumber("index", asset.ShotIndex ?? 1);
        }
        else
        {
            json.WriteString("scenelet", asset.SceneletId);
            json.WriteNumber("shot", asset.ShotIndex ?? 0);
        }

        if (asset.Kind != AssetKind.Video)
        {
            json.WriteString("asset", Words.Of(asset.Kind));
        }
    }
}
