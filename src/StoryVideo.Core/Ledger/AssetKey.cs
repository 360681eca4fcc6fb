using System.Globalization;

namespace StoryVideo.Ledger;

/// <summary>Names the one asset that a take is an attempt at. At most one take of an asset is live at a time.</summary>
public sealed record AssetKey
{
    public required string StoryId { get; init; }

    public required AssetKind Kind { get; init; }

    /// <summary>The shot's scenelet; null for assets of the whole story.</summary>
    public string? SceneletId { get; init; }

    /// <summary>The shot's 1-based index; null for assets of the whole story.</summary>
    public int? ShotIndex { get; init; }

    /// <summary>The character or environment; null for assets of a shot.</summary>
    public string? DesignId { get; init; }

    /// <summary>One text that is unique within story and kind.</summary>
    public string Name => DesignId ?? string.Create(CultureInfo.InvariantCulture, $"{SceneletId}#{ShotIndex}");

    public static AssetKey Video(string storyId, string sceneletId, int shotIndex) => new()
    {
        StoryId = storyId,
        Kind = AssetKind.Video,
        SceneletId = sceneletId,
        ShotIndex = shotIndex,
    };
}
