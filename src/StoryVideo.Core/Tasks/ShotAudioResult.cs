using StoryVideo.Planning;

namespace StoryVideo.Tasks;

/// <summary>What became of the speech of one shot.</summary>
public sealed record ShotAudioResult : AssetResult
{
    internal ShotAudioResult(SpeechPlan plan) => Plan = plan;

    public override SpeechPlan Plan { get; }

    public string SceneletId => Plan.SceneletId;

    public int ShotIndex => Plan.ShotIndex;

    /// <inheritdoc cref="SpeechPlan.Words"/>
    public int Words => Plan.Words;
}
