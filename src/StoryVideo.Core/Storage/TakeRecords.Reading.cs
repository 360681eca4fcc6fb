using System.Data.Common;
using System.Runtime.CompilerServices;
using Dapper;
using StoryVideo.Ledger;

namespace StoryVideo.Storage;

/// <content>Reading.</content>
public sealed partial class TakeRecords
{
    private const int TakesPerPage = 500;

    /// <inheritdoc/>
    /// <remarks>
    /// Read page by page, never by an open cursor: whoever reads takes may settle them one by one, and SQLite lets nobody write
    /// while somebody reads.
    /// </remarks>
    public async IAsyncEnumerable<Take> ReadAsync(
        TakeFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!_database.HasLedger)
        {
            yield break;
        }

        await using DbConnection connection = await _database.ConnectAsync(cancellationToken);
        List<TakeRow> page;
        TakeRow? last = null;
        do
        {
            page = await ReadPageAsync(connection, filter, last, cancellationToken);
            foreach (TakeRow row in page)
            {
                yield return row.ToTake();
            }

            last = page.Count > 0 ? page[^1] : last;
        }
        while (page.Count == TakesPerPage);
    }

    private async Task<List<TakeRow>> ReadPageAsync(
        DbConnection connection, TakeFilter filter, TakeRow? last, CancellationToken cancellationToken)
    {
        string states = filter.States.Count == 0 ? "" : " AND state " + InStates(filter.States);
        string names = filter.AssetNames.Count == 0 ? "" : " AND " + _database.Dialect.IsOneOf("asset_name", "@AssetNames");
        (string beyond, string order) = filter.NewestFirst ? ("<", "DESC") : (">", "ASC");
        string after = last is null ? "" : $" AND (created_at, take_id) {beyond} (@LastAt, @LastId)";
        IEnumerable<TakeRow> rows = await connection.QueryAsync<TakeRow>(new CommandDefinition(
            $"""
            SELECT {TakeRow.ColumnsOf(_database.LedgerVersion)} FROM storyvideo_takes
            WHERE {Is("take_id", filter.TakeId, "@TakeId")} AND {Is("story_id", filter.StoryId, "@StoryId")}
                AND {Is("asset_kind", filter.Kind, "@Kind")} AND {Is("asset_name", filter.AssetName, "@AssetName")}
                AND {Is("run_id", filter.RunId, "@RunId")}{states}{names}{after}
            ORDER BY created_at {order}, take_id {order} LIMIT {TakesPerPage}
            """,
            new
            {
                filter.TakeId,
                filter.StoryId,
                Kind = filter.Kind is { } kind ? TakeRow.KindName(kind) : null,
                filter.AssetName,
                AssetNames = filter.AssetNames.ToArray(),
                filter.RunId,
                LastAt = last?.CreatedAt,
                LastId = last?.TakeId,
            },
            cancellationToken: cancellationToken));
        return rows.AsList();
    }
}
