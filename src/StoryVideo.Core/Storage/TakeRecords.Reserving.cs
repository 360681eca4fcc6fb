using System.Data.Common;
using Dapper;
using StoryVideo.Ledger;

namespace StoryVideo.Storage;

/// <content>Reservations, caps and sums.</content>
public sealed partial class TakeRecords
{
    /// <inheritdoc/>
    public Task<ReserveOutcome> ReserveAsync(TakeReservation reservation, CancellationToken cancellationToken) =>
        _database.WriteAsync<ReserveOutcome>(async (connection, transaction) =>
        {
            List<TakeRow> past = await ReadPastAsync(connection, reservation.Asset, transaction);
            if (past.Find(static row => TakeStates.Live.Any(s => s.Name() == row.State)) is { } live)
            {
                return new ReserveOutcome.Busy(live.ToTake());
            }

            if (past.Count > reservation.KnownTakes)
            {
                return new ReserveOutcome.Overtaken(past[^1].ToTake());
            }

            if (await FindCapPassedAsync(connection, reservation, transaction) is { } over)
            {
                return over;
            }

            DateTimeOffset now = NextMoment(past);
            string takeId = Guid.CreateVersion7(now).ToString("n");
            reservation.Beginning?.Invoke(takeId);
            AssetKey asset = reservation.Asset;
            TakeRow reserved = await connection.QuerySingleAsync<TakeRow>(
                $"""
                INSERT INTO storyvideo_takes (take_id, story_id, asset_kind, asset_name, scenelet_id, shot_index, design_id, state,
                    provider, model, parameters, fingerprint, fingerprint_parts, cost_micro_usd, price_date, run_id, owner,
                    created_at, updated_at)
                VALUES (@takeId, @StoryId, @Kind, @Name, @SceneletId, @ShotIndex, @DesignId, @State,
                    @Provider, @Model, @Parameters, @Fingerprint, @Parts, @Cost, @PriceDate, @RunId, @Owner, @Now, @Now)
                RETURNING {TakeRow.Columns}
                """,
                new
                {
                    takeId,
                    asset.StoryId,
                    Kind = TakeRow.KindName(asset.Kind),
                    asset.Name,
                    asset.SceneletId,
                    asset.ShotIndex,
                    asset.DesignId,
                    State = TakeState.Submitting.Name(),
                    reservation.Provider,
                    reservation.Model,
                    Parameters = TakeRow.ToJson(reservation.Parameters),
                    Fingerprint = reservation.Fingerprint.Value,
                    Parts = TakeRow.ToJson(reservation.Fingerprint.Parts),
                    Cost = TakeRow.ToMicros(reservation.CostUsd),
                    PriceDate = reservation.PriceDate?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
                    reservation.RunId,
                    Owner = reservation.Owner.ToString(),
                    Now = StoreTime.Format(now),
                },
                transaction);
            return new ReserveOutcome.Reserved(reserved.ToTake());
        }, cancellationToken, isUrgent: true);

    /// <inheritdoc/>
    public async Task<Spending> SumAsync(string? storyId, string? runId, CancellationToken cancellationToken)
    {
        if (!_database.HasLedger)
        {
            return new Spending(0, 0, 0);
        }

        await using DbConnection connection = await _database.ConnectAsync(cancellationToken);
        return await SumAsync(connection, storyId, runId, null, TakeRow.HasBills(_database.LedgerVersion));
    }

    /// <inheritdoc/>
    public async Task<decimal?> GetBudgetAsync(string storyId, CancellationToken cancellationToken)
    {
        if (!_database.HasLedger)
        {
            return null;
        }

        await using DbConnection connection = await _database.ConnectAsync(cancellationToken);
        return await BudgetAsync(connection, storyId, null);
    }

    /// <inheritdoc/>
    public Task SetBudgetAsync(string storyId, decimal? maxCostUsd, CancellationToken cancellationToken) =>
        _database.WriteAsync(async (connection, transaction) =>
        {
            await connection.ExecuteAsync(
                maxCostUsd is null
                    ? "DELETE FROM storyvideo_budgets WHERE story_id = @storyId"
                    : """
                      INSERT INTO storyvideo_budgets (story_id, max_cost_micro_usd, updated_at) VALUES (@storyId, @Cap, @Now)
                      ON CONFLICT (story_id) DO UPDATE SET max_cost_micro_usd = excluded.max_cost_micro_usd,
                          updated_at = excluded.updated_at
                      """,
                new { storyId, Cap = TakeRow.CapToMicros(maxCostUsd), Now = Now() },
                transaction);
        }, cancellationToken);

    // The order of an asset's takes is that of their reservations, whatever the clocks of two machines say.
    private DateTimeOffset NextMoment(List<TakeRow> past)
    {
        DateTimeOffset now = _database.Time.GetUtcNow();
        return past is [.., { } last] && StoreTime.Parse(last.CreatedAt) is var before && before >= now ? before.AddMilliseconds(1) : now;
    }

    /// <summary>All takes of an asset, the newest last.</summary>
    private static async Task<List<TakeRow>> ReadPastAsync(DbConnection connection, AssetKey asset, DbTransaction transaction) =>
        (await connection.QueryAsync<TakeRow>(
            $"""
            SELECT {TakeRow.Columns} FROM storyvideo_takes
            WHERE story_id = @StoryId AND asset_kind = @Kind AND asset_name = @Name
            ORDER BY created_at, take_id
            """,
            new { asset.StoryId, Kind = TakeRow.KindName(asset.Kind), asset.Name },
            transaction)).AsList();

    private static async Task<ReserveOutcome.OverCap?> FindCapPassedAsync(
        DbConnection connection, TakeReservation reservation, DbTransaction transaction)
    {
        if (TakeRow.ToDollars(TakeRow.ToMicros(reservation.CostUsd)) is not { } cost || cost <= 0)
        {
            return null;
        }

        if (reservation.RunCapUsd is { } runCap)
        {
            Spending run = await SumAsync(connection, null, reservation.RunId, transaction);
            if (run.Committed + cost > runCap)
            {
                return new ReserveOutcome.OverCap("run", runCap, run.Committed);
            }
        }

        if (await BudgetAsync(connection, reservation.Asset.StoryId, transaction) is { } budget)
        {
            Spending story = await SumAsync(connection, reservation.Asset.StoryId, null, transaction);
            if (story.Committed + cost > budget)
            {
                return new ReserveOutcome.OverCap("story", budget, story.Committed);
            }
        }

        return null;
    }

    private static async Task<decimal?> BudgetAsync(DbConnection connection, string storyId, DbTransaction? transaction) =>
        TakeRow.ToDollars(await connection.QuerySingleOrDefaultAsync<long?>(
            "SELECT max_cost_micro_usd FROM storyvideo_budgets WHERE story_id = @storyId", new { storyId }, transaction));

    private static async Task<Spending> SumAsync(
        DbConnection connection, string? storyId, string? runId, DbTransaction? transaction, bool hasBills = true)
    {
        string bill = hasBills ? "billed_micro_usd" : "NULL";
        IEnumerable<(string State, int Billed, long Micros)> sums = await connection.QueryAsync<(string State, int Billed, long Micros)>(
            $"""
            SELECT state, CASE WHEN {bill} IS NULL THEN 0 ELSE 1 END, CAST(coalesce(sum(coalesce({bill}, cost_micro_usd)), 0) AS bigint)
            FROM storyvideo_takes
            WHERE {Is("story_id", storyId, "@storyId")} AND {Is("run_id", runId, "@runId")}
            GROUP BY 1, 2
            """,
            new { storyId, runId },
            transaction);
        ILookup<SpendingKind, decimal> byKind = sums.ToLookup(
            static s => Spending.KindOf(TakeStates.Parse(s.State), s.Billed != 0), static s => TakeRow.ToDollars(s.Micros) ?? 0);
        return new Spending(
            byKind[SpendingKind.Spent].Sum(), byKind[SpendingKind.Reserved].Sum(), byKind[SpendingKind.Unknown].Sum());
    }
}
