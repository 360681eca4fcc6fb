using System.Globalization;
using StoryVideo.Ledger;

namespace StoryVideo.Tasks.Takes;

/// <summary>
/// The takes of a story whose answer was lost: also those of earlier runs, and of shots that a run was not asked for, since each
/// may be a bill. Every run ends by naming them.
/// </summary>
public sealed class UnknownTakes
{
    /// <summary>So many are named; of more than that the command that lists them.</summary>
    private const int MostNamed = 10;

    private readonly IReadOnlyList<Take> _takes;

    private UnknownTakes(IReadOnlyList<Take> takes) => _takes = takes;

    /// <summary>Reads them; null where there are none.</summary>
    /// <param name="studio">Where takes are.</param>
    /// <param name="storyId">The story.</param>
    public static async Task<UnknownTakes?> FindAsync(Studio studio, string storyId)
    {
        TakeFilter unknown = new() { StoryId = storyId, States = [TakeState.Unknown] };
        List<Take> takes = await new ReadTakes(studio).ReadAsync(unknown, CancellationToken.None).ToListAsync();
        return takes.Count == 0 ? null : new UnknownTakes(takes);
    }

    /// <summary>How many there are and what they may have cost; the first of them, each with the command that settles it.</summary>
    /// <param name="settle">The command that settles a take, with the ways that there are for it.</param>
    /// <param name="list">The command that lists them all.</param>
    public IEnumerable<string> Tell(Func<Take, string> settle, string list)
    {
        decimal? cost = _takes.Sum(static t => t.CostUsd);
        (string takes, string count) = _takes.Count == 1 ? ("take", "counts") : ("takes", "count");
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"{_takes.Count} unknown {takes} of this story may have been paid (${cost:0.00}) and {count} against its cap until each is settled:");
        foreach (Take take in _takes.Take(MostNamed))
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"  {(take.Asset.HasOperation ? take.Asset.Name : take.Asset.Title)}  {take.SentAt ?? take.CreatedAt:yyyy-MM-dd HH:mm} UTC  {settle(take)}");
        }

        if (_takes.Count > MostNamed)
        {
            yield return $"  {list} names the others.";
        }
    }
}
