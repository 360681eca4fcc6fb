using StoryVideo.Ledger;

namespace StoryVideo.Core.Tests.Reliability;

/// <summary>
/// A ledger whose disk is full whenever a take is to become this; for <c>submitting</c>, whenever it is to be marked. Where there
/// is something that comes before, that is awaited first.
/// </summary>
internal sealed class UnreliableLedger(ITakeLedger inner, TakeState state, int failures, Func<Task>? before = null) : ITakeLedger
{
    private int _left = failures;

    public Task<ReserveOutcome> ReserveAsync(TakeReservation reservation, CancellationToken cancellationToken) =>
        inner.ReserveAsync(reservation, cancellationToken);

    public async Task MarkSentAsync(string takeId, CancellationToken cancellationToken)
    {
        FailAt(TakeState.Submitting);
        await inner.MarkSentAsync(takeId, cancellationToken);
    }

    public Task<Take?> ClaimAsync(Take take, TakeOwner? owner, CancellationToken cancellationToken) =>
        inner.ClaimAsync(take, owner, cancellationToken);

    public async Task<Take> MoveAsync(string takeId, TakeState to, TakeChange change, CancellationToken cancellationToken)
    {
        FailAt(to);
        if (to == state && before is not null)
        {
            await before();
        }

        return await inner.MoveAsync(takeId, to, change, cancellationToken);
    }

    public Task MoveFileAsync(string takeId, string storedPath, CancellationToken cancellationToken) =>
        inner.MoveFileAsync(takeId, storedPath, cancellationToken);

    public Task<Take> SelectAsync(string takeId, CancellationToken cancellationToken) => inner.SelectAsync(takeId, cancellationToken);

    public IAsyncEnumerable<Take> ReadAsync(TakeFilter filter, CancellationToken cancellationToken) =>
        inner.ReadAsync(filter, cancellationToken);

    public Task<Spending> SumAsync(string? storyId, string? runId, CancellationToken cancellationToken) =>
        inner.SumAsync(storyId, runId, cancellationToken);

    public Task<decimal?> GetBudgetAsync(string storyId, CancellationToken cancellationToken) =>
        inner.GetBudgetAsync(storyId, cancellationToken);

    public Task SetBudgetAsync(string storyId, decimal? maxCostUsd, CancellationToken cancellationToken) =>
        inner.SetBudgetAsync(storyId, maxCostUsd, cancellationToken);

    private void FailAt(TakeState to)
    {
        if (to == state && Interlocked.Decrement(ref _left) >= 0)
        {
            throw new Microsoft.Data.Sqlite.SqliteException("SQLite Error 13: 'database or disk is full'.", 13);
        }
    }
}
