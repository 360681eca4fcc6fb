using System.Runtime.CompilerServices;
using StoryVideo.Ledger;
using StoryVideo.Stories;
using StoryVideo.Tasks;
using StoryVideo.Tasks.Takes;

namespace StoryVideo.Abstractions;

/// <summary>Finds takes by what an operator typed or a row of a table says.</summary>
internal sealed class TakeFinder
{
    private readonly Studio _studio;
    private readonly ShotFinder _shots;
    private readonly FindTakes _takes;

    public TakeFinder(Studio studio)
    {
        _studio = studio;
        _shots = new ShotFinder(studio);
        _takes = new FindTakes(studio);
    }

    /// <exception cref="RunRefusedException">There is none of this id.</exception>
    public async Task<Take> GetAsync(string takeId, CancellationToken stop)
    {
        await foreach (Take take in new ReadTakes(_studio).ReadAsync(new() { TakeId = takeId }, stop))
        {
            return take;
        }

        throw new RunRefusedException("take-not-found", $"There is no take {takeId} in {_studio.Location}.");
    }

    /// <summary>The takes that are meant, oldest first, read as they are asked for.</summary>
    /// <param name="story">Id, title or pattern; null for every story.</param>
    /// <param name="search">Which of its takes.</param>
    /// <param name="stop">Ends the reading.</param>
    /// <exception cref="RunRefusedException">No story has this id or title, or more than one.</exception>
    public async IAsyncEnumerable<Take> TakesAsync(string? story, TakeSearch search, [EnumeratorCancellation] CancellationToken stop)
    {
        foreach (Story found in await _shots.StoriesAsync(story, stop))
        {
            await foreach (Take take in _takes.ReadAsync(found, search, stop))
            {
                yield return take;
            }
        }
    }
}
