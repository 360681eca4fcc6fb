using StoryVideo.Ledger;
using StoryVideo.Stories;

namespace StoryVideo.Planning;

/// <summary>Makes plans of shots. Sends nothing and writes nothing.</summary>
public interface IShotPlanner
{
    /// <param name="shot">The shot.</param>
    /// <param name="designs">The story's documents.</param>
    /// <param name="live">The take of the shot that is under way already; null where none is.</param>
    ShotPlan Plan(StoryShot shot, StoryDesigns designs, Take? live = null);
}
