using System.Globalization;
using System.Runtime.CompilerServices;
using StoryVideo.Ledger;
using StoryVideo.Stories;
using StoryVideo.Tasks;

namespace StoryVideo.Abstractions;

/// <summary>Finds takes by what an operator typed or a row of a table says.</summary>
internal sealed class TakeFinder
{
    private readonly Studio _studio;
    private readonly ShotFinder _shots;
    private readonly ReadTakes _takes;
    private readonly Dictionary<string, IReadOnlyList<Scenelet>> _scenelets = new(StringComparer.Ordinal);

    public TakeFinder(Studio studio)
    {
        _studio = studio;
        _shots = new ShotFinder(studio);
        _takes = new ReadTakes(studio);
    }

    /// <exception cref="RunRefusedException">There is none of this id.</exception>
    public async Task<Take> GetAsync(string takeId, CancellationToken stop)
    {
        await foreach (Take take in _takes.ReadAsync(new() { TakeId = takeId }, stop))
        {
            return take;
        }

        throw new RunRefusedException("take-not-found", $"There is no take {takeId} in {_studio.Location}.");
    }

    /// <summary>The takes of the wanted shots, oldest first, read as they are asked for.</summary>
    /// <param name="story">Id, title or pattern; null for every story.</param>
    /// <param name="shots">Which shots; where none is named, images of the whole story as well.</param>
    /// <param name="states">Which states; empty for all.</param>
    /// <param name="kind">What the takes are attempts at; null for everything.</param>
    /// <param name="stop">Ends the reading.</param>
    /// <exception cref="RunRefusedException">No story has this id or title, or more than one.</exception>
    public async IAsyncEnumerable<Take> TakesAsync(
        string? story, ShotFilter shots, IReadOnlyList<TakeState> states, AssetKind? kind, [EnumeratorCancellation] CancellationToken stop)
    {
        foreach (Story found in await _shots.StoriesAsync(story, stop))
        {
            HashSet<string> scenelets = await SceneletsAsync(found, shots, stop);
            TakeFilter filter = new()
            {
                StoryId = found.Id,
                Kind = kind,
                States = states,
                AssetNames = NamesOf(shots, scenelets),
            };
            await foreach (Take take in _takes.ReadAsync(filter, stop))
            {
                if (IsWanted(take, shots, scenelets))
                {
                    yield return take;
                }
            }
        }
    }

    // A take outlives its scenelet, and then has nothing but its name to be found by.
    private static bool IsWanted(Take take, ShotFilter shots, HashSet<string> scenelets) =>
        take.Asset is { SceneletId: { } scenelet, ShotIndex: { } index }
            ? shots.Wants(index) && (scenelets.Contains(scenelet) || shots.Wants(new Scenelet(scenelet, 0, null)))
            : shots is { Scenelets.Count: 0, Indexes.Count: 0 };

    private async Task<HashSet<string>> SceneletsAsync(Story story, ShotFilter shots, CancellationToken stop)
    {
        if (shots.Scenelets.Count == 0)
        {
            return [];
        }

        if (!_scenelets.TryGetValue(story.Id, out IReadOnlyList<Scenelet>? all))
        {
            _scenelets[story.Id] = all = await _studio.Stories.ReadSceneletsAsync(story.Id, stop).ToListAsync(stop);
        }

        return [.. all.Where(shots.Wants).Select(static s => s.Id)];
    }

    // Shots that are named exactly are looked up by their names rather than searched for among all takes.
    private static IReadOnlyList<string> NamesOf(ShotFilter shots, HashSet<string> scenelets) =>
        shots is { Scenelets: [{ } scenelet], Indexes: [{ } one] } && one.First == one.Last && !ShotFinder.IsPattern(scenelet)
            ? [.. scenelets.Append(scenelet).Select(id => string.Create(CultureInfo.InvariantCulture, $"{id}#{one.First}"))]
            : [];
}
