using System.Collections.Concurrent;
using StoryVideo.Catalog;
using StoryVideo.Ledger;
using StoryVideo.Planning;
using StoryVideo.Stories;

namespace StoryVideo.Tasks;

/// <summary>
/// Tells what has changed in a story since a clip was made: the plan is made again with the take's own model and options, and
/// its fingerprint compared part by part.
/// </summary>
internal sealed class FindStale
{
    private readonly Studio _studio;
    private readonly ReferenceFiles _files;
    private readonly PlanFingerprint _fingerprint;
    private readonly ConcurrentDictionary<string, ShotPlanner?> _planners = new(StringComparer.Ordinal);

    public FindStale(Studio studio, ReferenceFiles files, PlanFingerprint fingerprint)
    {
        _studio = studio;
        _files = files;
        _fingerprint = fingerprint;
    }

    /// <summary>Names of the parts that have changed; empty where the clip shows what is there now.</summary>
    public async Task<IReadOnlyList<string>> ChangesAsync(StoryShot shot, StoryDesigns designs, Take selected)
    {
        string key = string.Join('\0', [selected.Provider, selected.Model, .. selected.Parameters.Select(static p => p.Key + p.Value)]);
        ShotPlanner? planner = _planners.GetOrAdd(key, _ => PlannerFor(selected));
        if (planner?.Plan(shot, designs) is not { Prompt: not null } plan)
        {
            return [];
        }

        return (await _fingerprint.OfAsync(plan)).ChangedSince(selected.FingerprintParts);
    }

    // A model that the catalog no longer knows cannot be planned for, and so cannot be compared.
    private ShotPlanner? PlannerFor(Take take)
    {
        bool isRehearsal = take.Provider == VideoProviders.Rehearsal;
        return _studio.Catalog.Find(take.Model, isRehearsal ? null : take.Provider) is { } model
            ? new ShotPlanner(OptionsOf(take, model, isRehearsal), _files, _studio.Today)
            : null;
    }

    private static PlanOptions OptionsOf(Take take, CatalogModel model, bool isRehearsal) => PlanParameters.Restore(
        new PlanOptions { Provider = take.Provider, Model = model, IsFree = isRehearsal, IsDryRun = true }, take.Parameters);
}
