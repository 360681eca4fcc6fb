using StoryVideo.Planning;

namespace StoryVideo.Tasks;

/// <summary>What became of one image.</summary>
public sealed record ImageResult : AssetResult
{
    internal ImageResult(ImagePlan plan) => Plan = plan;

    public override ImagePlan Plan { get; }

    /// <summary>What people call it: <c>model sheet rhea</c>.</summary>
    public string Title => Plan.Title;

    /// <summary>The shot's scenelet; null for images of designs.</summary>
    public string? SceneletId => Plan.Asset.SceneletId;

    /// <summary>The shot's index; null for images of designs.</summary>
    public int? ShotIndex => SceneletId is null ? null : Plan.Asset.ShotIndex;

    /// <summary>The character or environment; null for key frames.</summary>
    public string? DesignId => Plan.Asset.DesignId;
}
