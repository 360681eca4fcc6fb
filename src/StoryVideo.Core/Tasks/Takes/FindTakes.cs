using System.Globalization;
using System.Runtime.CompilerServices;
using StoryVideo.Ledger;
using StoryVideo.Stories;

namespace StoryVideo.Tasks.Takes;

/// <summary>Finds takes by what an operator typed. Reads only.</summary>
public sealed class FindTakes
{
    private readonly Studio _studio;
    private readonly ReadTakes _takes;
    private readonly Dictionary<string, IReadOnlyList<Scenelet>> _scenelets = new(StringComparer.Ordinal);

    public FindTakes(Studio studio)
    {
        _studio = studio;
        _takes = new ReadTakes(studio);
    }

    /// <summary>The takes that are meant, oldest first, read as they are asked for.</summary>
    public async IAsyncEnumerable<Take> ReadAsync(
        Story story, TakeSearch search, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        HashSet<string> scenelets = await SceneletsAsync(story, search.Shots, cancellationToken);
        TakeFilter filter = new()
        {
            StoryId = story.Id,
            Kind = search.Kind,
            States = search.States,
            AssetNames = NamesOf(search, scenelets),
        };
        await foreach (Take take in _takes.ReadAsync(filter, cancellationToken))
        {
            if (search.Wants(take.Asset, scenelets))
            {
                yield return take;
            }
        }
    }

    private async Task<HashSet<string>> SceneletsAsync(Story story, ShotFilter shots, CancellationToken cancellationToken)
    {
        if (shots.Scenelets.Count == 0)
        {
            return [];
        }

        if (!_scenelets.TryGetValue(story.Id, out IReadOnlyList<Scenelet>? all))
        {
            _scenelets[story.Id] = all = await _studio.Stories.ReadSceneletsAsync(story.Id, cancellationToken).ToListAsync(cancellationToken);
        }

        return [.. all.Where(shots.Wants).Select(static s => s.Id)];
    }

    // Shots that are named exactly are looked up by their names rather than searched for among all takes.
    private static IReadOnlyList<string> NamesOf(TakeSearch search, HashSet<string> scenelets) =>
        search is { Shots: { Scenelets: [{ } scenelet], Indexes: [{ } one] }, Characters.Count: 0, Environments.Count: 0 }
        && one.First == one.Last
        && !ShotFilter.IsPattern(scenelet)
            ? [.. scenelets.Append(scenelet).Select(id => string.Create(CultureInfo.InvariantCulture, $"{id}#{one.First}"))]
            : [];
}
