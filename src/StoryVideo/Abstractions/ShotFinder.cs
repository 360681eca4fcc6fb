using System.Runtime.CompilerServices;
using StoryVideo.Stories;
using StoryVideo.Tasks;

namespace StoryVideo.Abstractions;

/// <summary>Finds shots by what an operator typed or a row of a table says.</summary>
internal sealed class ShotFinder
{
    private readonly Studio _studio;
    private readonly Dictionary<string, IReadOnlyList<Story>> _stories = new(StringComparer.OrdinalIgnoreCase);
    private (string StoryId, string Scenelet, IReadOnlyList<StoryShot> Shots)? _last;

    public ShotFinder(Studio studio) => _studio = studio;

    /// <summary>Whether what was asked for is meant to be there: patterns and ranges may fit nothing.</summary>
    public static bool IsExact(string? story, ShotFilter shots) =>
        !ShotFilter.IsPattern(story ?? "*") && !shots.Scenelets.Any(ShotFilter.IsPattern) && shots.Indexes.All(static i => i.First == i.Last);

    /// <summary>
    /// The stories that a name means: all that fit a pattern, exactly one otherwise; all of them for null.
    /// </summary>
    /// <exception cref="RunRefusedException">No story has this id or title, or more than one.</exception>
    public async Task<IReadOnlyList<Story>> StoriesAsync(string? name, CancellationToken stop)
    {
        if (!_stories.TryGetValue(name ?? "", out IReadOnlyList<Story>? stories))
        {
            FindStories find = new(_studio);
            stories = name is null || ShotFilter.IsPattern(name)
                ? await find.FindNamesAsync(name, stop)
                : [await find.GetAsync(name, stop)];
            _stories[name ?? ""] = stories;
        }

        return stories;
    }

    /// <summary>The wanted shots of the wanted stories, in story order, read as they are asked for.</summary>
    public async IAsyncEnumerable<StoryShot> ShotsAsync(
        string? story, ShotFilter filter, [EnumeratorCancellation] CancellationToken stop)
    {
        foreach (Story found in await StoriesAsync(story, stop))
        {
            await foreach (StoryShot shot in OfAsync(found, filter, stop))
            {
                yield return shot;
            }
        }
    }

    private IAsyncEnumerable<StoryShot> OfAsync(Story story, ShotFilter filter, CancellationToken stop) =>
        filter is { Scenelets: [{ } scenelet], Indexes: [{ } one] } && one.First == one.Last && !ShotFilter.IsPattern(scenelet)
            ? OneAsync(story, scenelet, filter, stop)
            : ManyAsync(story, filter, stop);

    private async IAsyncEnumerable<StoryShot> ManyAsync(
        Story story, ShotFilter filter, [EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (StoryShot shot in _studio.Stories.ReadShotsAsync(story, filter.Wants, stop))
        {
            if (filter.Wants(shot.ShotIndex))
            {
                yield return shot;
            }
        }
    }

    // Rows of a table name their shots one by one and mostly in order: a scenelet is read once for all of its rows.
    private async IAsyncEnumerable<StoryShot> OneAsync(
        Story story, string scenelet, ShotFilter filter, [EnumeratorCancellation] CancellationToken stop)
    {
        if (_last is not { } last || last.StoryId != story.Id || last.Scenelet != scenelet)
        {
            List<StoryShot> shots = [];
            await foreach (StoryShot shot in ManyAsync(story, filter with { Indexes = [] }, stop))
            {
                shots.Add(shot);
            }

            _last = last = (story.Id, scenelet, shots);
        }

        foreach (StoryShot shot in last.Shots.Where(s => filter.Wants(s.ShotIndex)))
        {
            yield return shot;
        }
    }
}
