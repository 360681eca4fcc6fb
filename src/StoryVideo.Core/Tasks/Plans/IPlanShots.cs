using StoryVideo.Stories;

namespace StoryVideo.Tasks.Plans;

/// <summary>Plans an asset that every shot has one of.</summary>
public interface IPlanShots
{
    /// <summary>The plan of one shot's asset; null where the request asks only for others (missing ones, stale ones).</summary>
    Task<PlannedAsset?> PlanAsync(StoryShot shot, CancellationToken cancellationToken);
}
