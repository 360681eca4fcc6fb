using StoryVideo.Catalog;
using StoryVideo.Stories;
using StoryVideo.Tasks.Plans;

namespace StoryVideo.Tasks;

/// <summary>What an operator asks of a run that makes speech.</summary>
public sealed record ShotAudioRequest : AssetRequest
{
    public ShotFilter Filter { get; init; } = ShotFilter.All;

    /// <inheritdoc/>
    public override PlanShotAudios Plan(Studio studio) => new(studio, this);

    internal override ModelKind Makes => ModelKind.Speech;
}
