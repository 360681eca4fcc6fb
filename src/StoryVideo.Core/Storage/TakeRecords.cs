using System.Data.Common;
using Dapper;
using StoryVideo.Ledger;
using StoryVideo.Stories;

namespace StoryVideo.Storage;

/// <summary>The ledger in the database.</summary>
public sealed partial class TakeRecords : ITakeLedger
{
    private readonly StoryDatabase _database;

    public TakeRecords(StoryDatabase database) => _database = database;

    /// <inheritdoc/>
    public Task<Take> MoveAsync(string takeId, TakeState to, TakeChange change, CancellationToken cancellationToken) =>
        _database.WriteAsync(async (connection, transaction) =>
        {
            TakeRow? moved = await connection.QuerySingleOrDefaultAsync<TakeRow>(
                $"""
                UPDATE storyvideo_takes SET state = @State, updated_at = @Now,
                    operation_name = coalesce(@OperationName, operation_name), result_uri = coalesce(@ResultUri, result_uri),
                    billed_micro_usd = coalesce(@Billed, billed_micro_usd), file_path = coalesce(@FilePath, file_path), file_bytes = coalesce(@FileBytes, file_bytes),
                    file_sha256 = coalesce(@FileSha256, file_sha256), error_code = @ErrorCode, error_message = @ErrorMessage,
                    error_scope = @ErrorScope, error_answer = @ErrorAnswer
                WHERE take_id = @takeId AND state {InStates(TakeStates.Before(to))}
                RETURNING {TakeRow.Columns}
                """,
                new
                {
                    takeId,
                    State = to.Name(),
                    Now = Now(),
                    change.OperationName,
                    change.ResultUri,
                    Billed = TakeRow.ToMicros(change.BilledUsd),
                    FilePath = change.File?.Path,
                    FileBytes = change.File?.Bytes,
                    FileSha256 = change.File?.Sha256,
                    ErrorCode = change.Error?.Code,
                    ErrorMessage = change.Error?.Message,
                    ErrorScope = change.Error is { } error ? ScopeName(error.Scope) : null,
                    ErrorAnswer = change.Error?.Answer,
                },
                transaction);
            if (moved is null)
            {
                Take unmoved = await ReadOneAsync(connection, takeId, transaction)
                    ?? throw new LedgerException(takeId, $"There is no take {takeId}.");
                throw new LedgerException(takeId, $"Take {takeId} is {unmoved.State.Name()} and cannot become {to.Name()}.");
            }

            Take take = moved.ToTake();
            if (to == TakeState.Succeeded)
            {
                await SelectAsync(connection, take, transaction);
                take = take with { IsSelected = true };
            }

            return take;
        }, cancellationToken);

    /// <inheritdoc/>
    public Task MarkSentAsync(string takeId, CancellationToken cancellationToken) =>
        _database.WriteAsync(async (connection, transaction) =>
        {
            int marked = await connection.ExecuteAsync(
                $"""
                UPDATE storyvideo_takes SET sent_at = @Now, updated_at = @Now
                WHERE take_id = @takeId AND state {InStates([TakeState.Submitting])} AND sent_at IS NULL
                """,
                new { takeId, Now = Now() },
                transaction);
            if (marked == 0)
            {
                throw new LedgerException(takeId, $"Take {takeId} was ended by somebody else before its request had left.");
            }
        }, cancellationToken, isUrgent: true);

    /// <inheritdoc/>
    public Task<Take?> ClaimAsync(Take take, TakeOwner? owner, CancellationToken cancellationToken) =>
        _database.WriteAsync<Take?>(async (connection, transaction) =>
        {
            TakeRow? claimed = await connection.QuerySingleOrDefaultAsync<TakeRow>(
                $"""
                UPDATE storyvideo_takes SET owner = @To, updated_at = @Now
                WHERE take_id = @Id AND owner = @Owner AND state {InStates(TakeStates.Live)}
                RETURNING {TakeRow.Columns}
                """,
                new { take.Id, take.Owner, To = owner?.ToString() ?? "", Now = Now() },
                transaction);
            return claimed?.ToTake();
        }, cancellationToken);

    /// <inheritdoc/>
    public Task<Take> SelectAsync(string takeId, CancellationToken cancellationToken) =>
        _database.WriteAsync(async (connection, transaction) =>
        {
            Take take = await ReadOneAsync(connection, takeId, transaction)
                ?? throw new LedgerException(takeId, $"There is no take {takeId}.");
            if (take is not { State: TakeState.Succeeded, File: not null })
            {
                throw new LedgerException(takeId, $"Take {takeId} is {take.State.Name()}; only a take that succeeded can be selected.");
            }

            await SelectAsync(connection, take, transaction);
            return take with { IsSelected = true };
        }, cancellationToken);

    /// <inheritdoc/>
    public Task MoveFileAsync(string takeId, string storedPath, CancellationToken cancellationToken) =>
        _database.WriteAsync(async (connection, transaction) =>
        {
            await connection.ExecuteAsync(
                "UPDATE storyvideo_takes SET file_path = @storedPath, updated_at = @Now WHERE take_id = @takeId",
                new { takeId, storedPath, Now = Now() },
                transaction);
            if (await ReadOneAsync(connection, takeId, transaction) is { IsSelected: true } take)
            {
                await PointAsync(connection, take, transaction);
            }
        }, cancellationToken);

    private static string Is(string column, object? value, string parameter) =>
        value is null ? "1 = 1" : $"{column} = {parameter}";

    // State names are this program's own words, never data. No state at all is in (NULL), which SQL allows and () it does not.
    private static string InStates(IReadOnlyCollection<TakeState> states) =>
        states.Count == 0 ? "IN (NULL)" : $"IN ({string.Join(", ", states.Select(static s => $"'{s.Name()}'"))})";

    private static string ScopeName(TakeErrorScope scope) => scope == TakeErrorScope.Run ? "run" : "shot";

    private static async Task<Take?> ReadOneAsync(DbConnection connection, string takeId, DbTransaction? transaction) =>
        (await connection.QuerySingleOrDefaultAsync<TakeRow>(
            $"SELECT {TakeRow.Columns} FROM storyvideo_takes WHERE take_id = @takeId", new { takeId }, transaction))?.ToTake();

    // Selecting a take and pointing its asset at the take's file are one step: a crash leaves both or neither.
    private async Task SelectAsync(DbConnection connection, Take take, DbTransaction transaction)
    {
        await connection.ExecuteAsync(
            """
            UPDATE storyvideo_takes SET selected = 0
            WHERE selected = 1 AND story_id = @StoryId AND asset_kind = @Kind AND asset_name = @Name
            """,
            new { take.Asset.StoryId, Kind = TakeRow.KindName(take.Asset.Kind), take.Asset.Name },
            transaction);
        await connection.ExecuteAsync(
            "UPDATE storyvideo_takes SET selected = 1 WHERE take_id = @Id", new { take.Id }, transaction);
        await PointAsync(connection, take, transaction);
    }

    private async Task PointAsync(DbConnection connection, Take take, DbTransaction transaction)
    {
        if (take.File is not { } file)
        {
            return;
        }

        string path = ShotPaths.SpellingFor(take.Asset.Kind, file.Path);
        if (ShotPaths.ColumnOf(take.Asset.Kind) is { } column)
        {
            await connection.ExecuteAsync(
                ShotPaths.Update(_database.Dialect, column),
                new { take.Asset.StoryId, take.Asset.SceneletId, take.Asset.ShotIndex, Path = path },
                transaction);
        }
        else if (take.Asset.DesignId is { } design)
        {
            DesignKind kind = take.Asset.Kind == AssetKind.ModelSheet ? DesignKind.Character : DesignKind.Environment;
            await PointAsync(connection, take.Asset.StoryId, kind, design, path, transaction);
        }
    }

    // A design that has left the document meanwhile has no path to set: its image stays among the takes.
    private async Task PointAsync(
        DbConnection connection, string storyId, DesignKind kind, string design, string path, DbTransaction transaction)
    {
        StoreDialect dialect = _database.Dialect;
        string? document = await connection.QuerySingleOrDefaultAsync<string?>(
            $"SELECT CAST(visual_design_document AS text) FROM stories WHERE id = {dialect.StoryKey("@storyId")}{dialect.ForUpdate}",
            new { storyId },
            transaction);
        if (document is not null && DesignPaths.Set(document, kind, design, path) is { } changed && changed != document)
        {
            await connection.ExecuteAsync(
                $"""
                UPDATE stories SET visual_design_document = {dialect.Json("@changed")}, updated_at = {dialect.Now}
                WHERE id = {dialect.StoryKey("@storyId")}
                """,
                new { storyId, changed },
                transaction);
        }
    }

    private string Now() => StoreTime.Format(_database.Time.GetUtcNow());
}
