using System.Collections.Concurrent;
using StoryVideo.Catalog;
using StoryVideo.Ledger;
using StoryVideo.Planning;
using StoryVideo.References;
using StoryVideo.Stories;

namespace StoryVideo.Tasks.Plans;

/// <summary>
/// Makes the plan of a clip again with the model and options of one of its takes, so that only what has changed in the story shows
/// as changed.
/// </summary>
internal sealed class ReplanShot(Studio studio, IReferenceFiles files)
{
    private readonly ConcurrentDictionary<string, ShotPlanner?> _planners = new(StringComparer.Ordinal);

    /// <summary>Null where the catalog no longer knows the take's model, which then cannot be planned for.</summary>
    public ShotPlan? Plan(StoryShot shot, StoryDesigns designs, Take take) =>
        _planners.GetOrAdd(take.OptionsKey(), _ => PlannerFor(take))?.Plan(shot, designs);

    private ShotPlanner? PlannerFor(Take take)
    {
        bool isRehearsal = take.Provider == VideoProviders.Rehearsal;
        return studio.Catalog.Find(take.Model, isRehearsal ? null : take.Provider) is { } model
            ? new ShotPlanner(OptionsOf(take, model, isRehearsal), files, studio.Today)
            : null;
    }

    private static PlanOptions OptionsOf(Take take, CatalogModel model, bool isRehearsal) => PlanParameters.Restore(
        new PlanOptions { Provider = take.Provider, Model = model, IsFree = isRehearsal, IsDryRun = true }, take.Parameters);
}
