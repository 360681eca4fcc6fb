using System.Globalization;

namespace StoryVideo.Ledger;

/// <summary>Names the one asset that a take is an attempt at. At most one take of an asset is live at a time.</summary>
public sealed record AssetKey
{
    public required string StoryId { get; init; }

    public required AssetKind Kind { get; init; }

    /// <summary>The shot's scenelet; null for assets of the whole story.</summary>
    public string? SceneletId { get; init; }

    /// <summary>The shot's 1-based index; of a further model sheet or reference its number, from 2; null for the others.</summary>
    public int? ShotIndex { get; init; }

    /// <summary>The character or environment; null for assets of a shot.</summary>
    public string? DesignId { get; init; }

    /// <summary>
    /// Its paid call starts work that goes on by itself, under a name by which it can be asked for; otherwise the answer carries the
    /// result, and where that is lost there is nothing to ask for.
    /// </summary>
    public bool HasOperation => Kind == AssetKind.Video;

    /// <summary>One text that is unique within story and kind.</summary>
    public string Name =>
        ShotIndex is null ? DesignId ?? "" : string.Create(CultureInfo.InvariantCulture, $"{DesignId ?? SceneletId}#{ShotIndex}");

    /// <summary>What people call it: <c>clip s1#1</c>, <c>model sheet rhea</c>.</summary>
    public string Title => Kind switch
    {
        AssetKind.ModelSheet => $"model sheet {Name}",
        AssetKind.EnvironmentReference => $"environment reference {Name}",
        AssetKind.KeyFrame => $"key frame {Name}",
        AssetKind.Audio => $"speech {Name}",
        AssetKind.Check => $"check {Name}",
        _ => $"clip {Name}",
    };

    public static AssetKey Video(string storyId, string sceneletId, int shotIndex) => Shot(AssetKind.Video, storyId, sceneletId, shotIndex);

    public static AssetKey KeyFrame(string storyId, string sceneletId, int shotIndex) =>
        Shot(AssetKind.KeyFrame, storyId, sceneletId, shotIndex);

    public static AssetKey Audio(string storyId, string sceneletId, int shotIndex) => Shot(AssetKind.Audio, storyId, sceneletId, shotIndex);

    public static AssetKey Check(string storyId, string sceneletId, int shotIndex) => Shot(AssetKind.Check, storyId, sceneletId, shotIndex);

    /// <param name="kind">Model sheet or environment reference.</param>
    /// <param name="storyId">The story.</param>
    /// <param name="designId">The character or environment.</param>
    /// <param name="number">Which of its images, from 1.</param>
    public static AssetKey Design(AssetKind kind, string storyId, string designId, int number = 1) => new()
    {
        StoryId = storyId,
        Kind = kind,
        DesignId = designId,
        ShotIndex = number == 1 ? null : number,
    };

    private static AssetKey Shot(AssetKind kind, string storyId, string sceneletId, int shotIndex) => new()
    {
        StoryId = storyId,
        Kind = kind,
        SceneletId = sceneletId,
        ShotIndex = shotIndex,
    };
}
