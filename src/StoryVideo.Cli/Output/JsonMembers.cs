using System.Globalization;
using System.Text.Json;
using StoryVideo.Ledger;

namespace StoryVideo.Cli.Output;

/// <summary>Members that many lines have, written the same way in all of them.</summary>
internal static class JsonMembers
{
    /// <summary>US dollars; null where they are not known.</summary>
    public static void WriteMoney(this Utf8JsonWriter json, string name, decimal? usd)
    {
        if (usd is { } amount)
        {
            json.WriteNumber(name, amount);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    public static void WriteDay(this Utf8JsonWriter json, string name, DateOnly? day) =>
        json.WriteString(name, day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    public static void WriteTexts(this Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    /// <summary>A shot, or a design with the number of its image; and of what is no clip, what it is.</summary>
    public static void WriteAsset(this Utf8JsonWriter json, AssetKey asset)
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
