namespace StoryVideo.Ledger;

/// <summary>The append-only record of takes: the money. Every call is one committed transaction when it returns.</summary>
public interface ITakeLedger
{
    /// <summary>
    /// Commits a take as <c>submitting</c>, unless another take of the asset is live or a cap would be passed. Both are
    /// decided in the transaction that reserves, across processes and machines.
    /// </summary>
    Task<ReserveOutcome> ReserveAsync(TakeReservation reservation, CancellationToken cancellationToken);

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
