using StoryVideo.Ledger;

namespace StoryVideo.CrashTest;

/// <summary>The ledger, with a trap before and after each of its commits.</summary>
internal sealed class KillingLedger(ITakeLedger inner, Trap trap) : ITakeLedger
{
    public Task<ReserveOutcome> ReserveAsync(TakeReservation reservation, CancellationToken cancellationToken) =>
        AroundAsync("reserve", () => inner.ReserveAsync(reservation, cancellationToken));

    public Task MarkSentAsync(string takeId, CancellationToken cancellationToken) =>
        AroundAsync("mark", async () =>
        {
            await inner.MarkSentAsync(takeId, cancellationToken);
            return true;
        });

    public Task<Take?> ClaimAsync(Take take, TakeOwner? owner, CancellationToken cancellationToken) =>
        AroundAsync("claim", () => inner.ClaimAsync(take, owner, cancellationToken));

    public Task<Take> MoveAsync(string takeId, TakeState to, TakeChange change, CancellationToken cancellationToken) =>
        AroundAsync(
            to == TakeState.Generated && change.File is not null ? "verified" : to.Name(),
            () => inner.MoveAsync(takeId, to, change, cancellationToken));

    public Task MoveFileAsync(string takeId, string storedPath, CancellationToken cancellationToken) =>
        AroundAsync("keep-earlier", async () =>
        {
            await inner.MoveFileAsync(takeId, storedPath, cancellationToken);
            return true;
        });

    public Task<Take> SelectAsync(string takeId, CancellationToken cancellationToken) => inner.SelectAsync(takeId, cancellationToken);

    public IAsyncEnumerable<Take> ReadAsync(TakeFilter filter, CancellationToken cancellationToken) =>
        inner.ReadAsync(filter, cancellationToken);

    public Task<Spending> SumAsync(string? storyId, string? runId, CancellationToken cancellationToken) =>
        inner.SumAsync(storyId, runId, cancellationToken);

    public Task<decimal?> GetBudgetAsync(string storyId, CancellationToken cancellationToken) =>
        inner.GetBudgetAsync(storyId, cancellationToken);

    public Task SetBudgetAsync(string storyId, decimal? maxCostUsd, CancellationToken cancellationToken) =>
        inner.SetBudgetAsync(storyId, maxCostUsd, cancellationToken);

    private async Task<T> AroundAsync<T>(string step, Func<Task<T>> commit)
    {
        trap.Pass("before-" + step);
        T result = await commit();
        trap.Pass("after-" + step);
        return result;
    }
}
