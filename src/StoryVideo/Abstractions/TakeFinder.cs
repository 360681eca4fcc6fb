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
            await foreach (Take take in _takes.ReadAsync(found, shots, states, kind, stop))
            {
                yield return take;
            }
        }
    }
}
