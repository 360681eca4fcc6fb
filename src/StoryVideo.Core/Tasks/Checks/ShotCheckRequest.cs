using StoryVideo.Catalog;
using StoryVideo.Stories;
using StoryVideo.Tasks.Plans;

namespace StoryVideo.Tasks.Checks;

/// <summary>What an operator asks of a run that checks clips.</summary>
public sealed record ShotCheckRequest : AssetRequest
{
    public ShotFilter Filter { get; init; } = ShotFilter.All;

    /// <inheritdoc/>
    public override PlanShotChecks Plan(Studio studio) => new(studio, this);

    internal override ModelKind Makes => ModelKind.Judge;
}
