using StoryVideo.Stories;

namespace StoryVideo.Tasks;

/// <summary>Finds stories by id, title or wildcard.</summary>
public sealed class FindStories
{
    private readonly Studio _studio;

    public FindStories(Studio studio) => _studio = studio;

    /// <summary>The stories that a name means: the one of this id, else all whose title or id fits. Without documents.</summary>
    /// <param name="name">An id, a title or a pattern with <c>*</c> and <c>?</c>; null for all.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<IReadOnlyList<Story>> FindAsync(string? name, CancellationToken cancellationToken) =>
        Fitting(name, await _studio.Stories.ListAsync(cancellationToken));

    /// <summary>The same by id and title alone: of large stories no shot is counted.</summary>
    public async Task<IReadOnlyList<Story>> FindNamesAsync(string? name, CancellationToken cancellationToken) =>
        Fitting(name, await _studio.Stories.ListNamesAsync(cancellationToken));

    /// <summary>The one story that a name means, with its documents.</summary>
    /// <param name="name">As in <see cref="FindAsync"/>; null where there is only one story.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="RunRefusedException">There is none, or more than one.</exception>
    public async Task<Story> GetAsync(string? name, CancellationToken cancellationToken)
    {
        IReadOnlyList<Story> all = await _studio.Stories.ListNamesAsync(cancellationToken);
        IReadOnlyList<Story> found = Fitting(name, all);
        return found switch
        {
            [{ } one] => await _studio.Stories.ReadAsync(one.Id, cancellationToken) ?? one,
            [] => throw new RunRefusedException("story-not-found", NotFound(name, all)),
            _ => throw new RunRefusedException(
                "story-ambiguous",
                $"{(name is null ? "There is more than one story" : $"More than one story fits '{name}'")}: {Names(found)}. "
                + "Name one by title or id."),
        };
    }

    // A title may hold signs that patterns use: one that is named exactly is meant, whatever else would fit.
    private static IReadOnlyList<Story> Fitting(string? name, IReadOnlyList<Story> all)
    {
        if (name is null)
        {
            return all;
        }

        Story[] exact = [.. all.Where(s => string.Equals(s.Id, name, StringComparison.OrdinalIgnoreCase))];
        exact = exact.Length > 0
            ? exact
            : [.. all.Where(s => string.Equals(s.DisplayName, name, StringComparison.OrdinalIgnoreCase))];
        return exact.Length > 0
            ? exact
            : [.. all.Where(s => ShotFilter.Matches(name, s.DisplayName) || ShotFilter.Matches(name, s.Id))];
    }

    private string NotFound(string? name, IReadOnlyList<Story> all) => all.Count == 0
        ? $"The database {_studio.Location} holds no story yet. Import one first (storyvideo import PATH, Import-Story)."
        : $"No story fits '{name}' in {_studio.Location}. There is: {Names(all)}.";

    private static string Names(IEnumerable<Story> stories) =>
        string.Join(", ", stories.Take(20).Select(static s => $"'{s.DisplayName}' ({s.Id})"));
}
