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
    private readonly string? _model;
    private readonly VideoFormat? _format;
    private readonly ConcurrentDictionary<string, ShotPlanner?> _planners = new(StringComparer.Ordinal);

    /// <param name="studio">Where models are looked up.</param>
    /// <param name="files">Images, looked at once.</param>
    /// <param name="fingerprint">Takes fingerprints.</param>
    /// <param name="wanted">
    /// What clips are wanted to be: a model or format that it names tells on clips of another one. What it does not name is no
    /// change, or every clip that was made with another option than today's default would be born stale. Null names nothing.
    /// </param>
    public FindStale(Studio studio, ReferenceFiles files, PlanFingerprint fingerprint, ShotVideoRequest? wanted)
    {
        _studio = studio;
        _files = files;
        _fingerprint = fingerprint;
        _model = wanted is { IsAuto: false } ? wanted.Model : null;
        _format = wanted is { IsFormatNamed: true } ? wanted.Format : null;
    }

    /// <summary>Names of the parts that have changed; empty where the clip shows what is there now.</summary>
    public async Task<IReadOnlyList<string>> ChangesAsync(StoryShot shot, StoryDesigns designs, Take selected)
    {
        string key = string.Join('\0', [selected.Provider, selected.Model, .. selected.Parameters.Select(static p => p.Key + p.Value)]);
        ShotPlanner? planner = _planners.GetOrAdd(key, _ => PlannerFor(selected));
        IReadOnlyList<string> named = [.. NamedOtherwise(selected)];
        return planner?.Plan(shot, designs) is { Prompt: not null } plan
            ? [.. (await _fingerprint.OfAsync(plan)).ChangedSince(selected.FingerprintParts), .. named]
            : named;
    }

    private IEnumerable<string> NamedOtherwise(Take take)
    {
        if (_format is { } format && PlanParameters.FormatOf(take.Parameters) != format)
        {
            yield return "format";
        }

        if (_model is { } model && !string.Equals(model, take.Model, StringComparison.OrdinalIgnoreCase))
        {
            yield return "model";
        }
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
