using StoryVideo.Planning;

namespace StoryVideo.Tasks;

/// <summary>What became of one shot's clip.</summary>
public sealed record ShotVideoResult : AssetResult
{
    internal ShotVideoResult(ShotPlan plan) => Plan = plan;

    public override ShotPlan Plan { get; }

    public string SceneletId => Plan.SceneletId;

    public int ShotIndex => Plan.ShotIndex;
}
