using System.Runtime.CompilerServices;
using StoryVideo.Ledger;
using StoryVideo.Tasks.Runs;

namespace StoryVideo.Tasks.Takes;

/// <summary>
/// The takes of the ledger as they really stand: one whose process ended in the middle shows as <c>unknown</c> at once, not
/// only after the next run has settled it. Reads only.
/// </summary>
public sealed class ReadTakes
{
    private readonly Studio _studio;

    public ReadTakes(Studio studio) => _studio = studio;

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
}
