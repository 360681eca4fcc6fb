using StoryVideo.Stories;
using StoryVideo.Tasks.Plans;

namespace StoryVideo.Tasks;

/// <summary>What an operator asks of a run that makes key frames.</summary>
public sealed record ShotImageRequest : ImageTaskRequest
{
    public ShotFilter Filter { get; init; } = ShotFilter.All;

    /// <inheritdoc/>
    public override PlanShotImages Plan(Studio studio) => new(studio, this);
}
