namespace StoryVideo.Ledger;

/// <summary>The append-only record of takes: the money. Every call is one committed transaction when it returns.</summary>
public interface ITakeLedger
{
    /// <summary>
    /// Commits a take as <c>submitting</c>, unless another take of the asset is live or has ended since it was looked at, or a
    /// cap would be passed. All of it is decided in the transaction that reserves, across processes and machines.
    /// </summary>
    Task<ReserveOutcome> ReserveAsync(TakeReservation reservation, CancellationToken cancellationToken);

    /// <summary>
    /// Commits that the request is about to leave whole: from now on it may have been paid. A <c>submitting</c> take that was
    /// never marked cost nothing for certain.
    /// </summary>
    /// <exception cref="LedgerException">Somebody else has ended the take meanwhile: the request must not leave.</exception>
    Task MarkSentAsync(string takeId, CancellationToken cancellationToken);

    /// <summary>Hands a live take to another owner; null where somebody was quicker, or it is no longer live.</summary>
    /// <param name="take">As it was read: its owner must still be the same.</param>
    /// <param name="owner">The process that goes on with it; null for whichever comes next.</param>
    /// <param name="cancellationToken">Gives up before the transaction commits.</param>
    Task<Take?> ClaimAsync(Take take, TakeOwner? owner, CancellationToken cancellationToken);

    /// <summary>
    /// Moves a take to a state. Becoming <c>succeeded</c> also selects it and points its asset's path at its file, in the same
    /// transaction.
    /// </summary>
    /// <exception cref="LedgerException">Its present state does not allow it.</exception>
    Task<Take> MoveAsync(string takeId, TakeState to, TakeChange change, CancellationToken cancellationToken);

    /// <summary>
    /// Selects a take that succeeded, in place of the one that is, and points its asset's path at the take's file, in one
    /// transaction.
    /// </summary>
    /// <exception cref="LedgerException">It has not succeeded.</exception>
    Task<Take> SelectAsync(string takeId, CancellationToken cancellationToken);

    /// <summary>Records that a take's file now lies elsewhere; the path of an asset whose selected take it is moves along.</summary>
    Task MoveFileAsync(string takeId, string storedPath, CancellationToken cancellationToken);

    /// <summary>Takes in the order of their reservation.</summary>
    IAsyncEnumerable<Take> ReadAsync(TakeFilter filter, CancellationToken cancellationToken);

    /// <summary>What the takes of a story, or of one run, have cost.</summary>
    Task<Spending> SumAsync(string? storyId, string? runId, CancellationToken cancellationToken);

    /// <summary>The story's cap in US dollars; null where it has none.</summary>
    Task<decimal?> GetBudgetAsync(string storyId, CancellationToken cancellationToken);

    /// <param name="storyId">The story.</param>
    /// <param name="maxCostUsd">Its cap; null takes the cap away.</param>
    /// <param name="cancellationToken">Gives up before the transaction commits.</param>
    Task SetBudgetAsync(string storyId, decimal? maxCostUsd, CancellationToken cancellationToken);
}
