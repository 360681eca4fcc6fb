using StoryVideo.Ledger;

namespace StoryVideo.Tasks;

/// <summary>
/// Takes whose process ended between sending and the recorded answer: they may have been paid, so they become <c>unknown</c>
/// and wait for an operator. Free ones have cost nothing for certain and simply ended.
/// </summary>
internal sealed class SettleAbandonedTakes
{
    private readonly Studio _studio;

    public SettleAbandonedTakes(Studio studio) => _studio = studio;

    public async Task RunAsync(string storyId, CancellationToken cancellationToken)
    {
        TakeOwners owners = new(_studio.Time);
        TakeFilter submitting = new() { StoryId = storyId, States = [TakeState.Submitting] };
        List<Take> abandoned = [];
        await foreach (Take take in _studio.Ledger.ReadAsync(submitting, cancellationToken))
        {
            if (take.Owner != TakeOwners.Own.ToString() && !owners.IsAlive(take))
            {
                abandoned.Add(take);
            }
        }

        foreach (Take take in abandoned)
        {
            await SettleAsync(take, cancellationToken);
        }
    }

    private async Task SettleAsync(Take take, CancellationToken cancellationToken)
    {
        (TakeState state, string message) = take.CostUsd == 0
            ? (TakeState.Failed, "Its process ended before it was begun. It cost nothing.")
            : (TakeState.Unknown,
                "Its process ended between sending and the answer: it may have been paid. Settle it with Resolve-ShotTake "
                + "(storyvideo resolve).");
        try
        {
            TakeError error = new("process-ended", message, TakeErrorScope.Run);
            await _studio.Ledger.MoveAsync(take.Id, state, new() { Error = error }, cancellationToken);
        }
        catch (LedgerException)
        {
            // Another run settled it at the same time.
        }
    }
}
