using System.Globalization;
using System.Runtime.CompilerServices;
using StoryVideo.Ledger;
using StoryVideo.Stories;

namespace StoryVideo.Tasks;

/// <summary>
/// The takes of the ledger as they really stand: one whose process ended in the middle shows as <c>unknown</c> at once, not
/// only after the next run has settled it. Reads only.
/// </summary>
public sealed class ReadTakes
{
    private readonly Studio _studio;
    private readonly Dictionary<string, IReadOnlyList<Scenelet>> _scenelets = new(StringComparer.Ordinal);

    public ReadTakes(Studio studio) => _studio = studio;

    /// <summary>The takes of some of a story's shots; where none is named, those of images of the whole story as well.</summary>
    /// <param name="story">The story.</param>
    /// <param name="shots">Which shots.</param>
    /// <param name="states">Which states; empty for all.</param>
    /// <param name="kind">What the takes are attempts at; null for everything.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async IAsyncEnumerable<Take> ReadAsync(
        Story story,
        ShotFilter shots,
        IReadOnlyList<TakeState> states,
        AssetKind? kind,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        HashSet<string> scenelets = shots.Scenelets.Count == 0
            ? []
            : [.. (await SceneletsAsync(story, cancellationToken)).Where(shots.Wants).Select(static s => s.Id)];
        TakeFilter filter = new()
        {
            StoryId = story.Id,
            Kind = kind,
            States = states,
            AssetNames = NamesOf(shots, scenelets),
        };
        await foreach (Take take in ReadAsync(filter, cancellationToken))
        {
            if (IsWanted(take, shots, scenelets))
            {
                yield return take;
            }
        }
    }

    /// <summary>Takes in the order of their reservation.</summary>
    public async IAsyncEnumerable<Take> ReadAsync(
        TakeFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        TakeOwners owners = new(_studio.Time);
        await foreach (Take take in _studio.Ledger.ReadAsync(filter with { States = [] }, cancellationToken))
        {
            Take seen = AbandonedTakes.Seen(take, owners);
            if (filter.States.Count == 0 || filter.States.Contains(seen.State))
            {
                yield return seen;
            }
        }
    }

    // A take outlives its scenelet, and then has nothing but its name to be found by.
    private static bool IsWanted(Take take, ShotFilter shots, HashSet<string> scenelets) =>
        take.Asset is { SceneletId: { } scenelet, ShotIndex: { } index }
            ? shots.Wants(index) && (scenelets.Contains(scenelet) || shots.Wants(new Scenelet(scenelet, 0, null)))
            : shots is { Scenelets.Count: 0, Indexes.Count: 0 };

    // Shots that are named exactly are looked up by their names rather than searched for among all takes.
    private static IReadOnlyList<string> NamesOf(ShotFilter shots, HashSet<string> scenelets) =>
        shots is { Scenelets: [{ } scenelet], Indexes: [{ } one] } && one.First == one.Last && !ShotFilter.IsPattern(scenelet)
            ? [.. scenelets.Append(scenelet).Select(id => string.Create(CultureInfo.InvariantCulture, $"{id}#{one.First}"))]
            : [];

    private async Task<IReadOnlyList<Scenelet>> SceneletsAsync(Story story, CancellationToken cancellationToken)
    {
        if (!_scenelets.TryGetValue(story.Id, out IReadOnlyList<Scenelet>? all))
        {
            _scenelets[story.Id] = all = await _studio.Stories.ReadSceneletsAsync(story.Id, cancellationToken).ToListAsync(cancellationToken);
        }

        return all;
    }
}
