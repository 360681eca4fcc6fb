using System.Data.Common;
using System.Globalization;
using System.Text;
using Dapper;
using StoryVideo.Stories;

namespace StoryVideo.Storage;

/// <content>Imports.</content>
public sealed partial class StoryRecords
{
    // Rows a statement: few enough for every engine's limit on parameters, many enough to save the round trips.
    private const int RowsPerStatement = 200;

    /// <summary>
    /// Writes a story, its scenelets and its shots in one transaction: all of it or none. What is there already is updated;
    /// paths that the import does not give stay, and so does every shot that it does not mention.
    /// </summary>
    /// <returns>How many shots were new.</returns>
    /// <exception cref="StoreException">This database keys its stories by UUID, and the story's id is none.</exception>
    public async Task<int> ImportAsync(
        Story story,
        IReadOnlyList<Scenelet> scenelets,
        IAsyncEnumerable<StoryShot> shots,
        CancellationToken cancellationToken)
    {
        RefuseKeyThatDoesNotFit(story.Id);
        await using DbConnection connection = await _database.ConnectAsync(cancellationToken);
        await using DbTransaction transaction = await connection.BeginTransactionAsync(cancellationToken);
        long before = await CountAsync(connection, story.Id, transaction);
        await WriteStoryAsync(connection, story, transaction);
        IReadOnlyDictionary<string, string> rows = await WriteSceneletsAsync(connection, story.Id, scenelets, transaction);
        List<StoryShot> chunk = new(RowsPerStatement);
        await foreach (StoryShot shot in shots.WithCancellation(cancellationToken))
        {
            chunk.Add(shot);
            if (chunk.Count == RowsPerStatement)
            {
                await WriteShotsAsync(connection, chunk, rows, transaction, cancellationToken);
                chunk.Clear();
            }
        }

        await WriteShotsAsync(connection, chunk, rows, transaction, cancellationToken);
        long after = await CountAsync(connection, story.Id, transaction);
        await transaction.CommitAsync(cancellationToken);
        return (int)(after - before);
    }

    /// <summary>Told before anything of a story is written, its files included.</summary>
    /// <exception cref="StoreException">This database keys its stories by UUID, and the story's id is none.</exception>
    public void RefuseKeyThatDoesNotFit(string storyId)
    {
        if (!_database.Dialect.TakesStoryKey(storyId))
        {
            throw new StoreException(
                $"This database names its stories by UUID, and the bundle's storyId is '{storyId}'. Nothing was imported. "
                + "Give the bundle a UUID as its storyId.");
        }
    }

    private Task<long> CountAsync(DbConnection connection, string storyId, DbTransaction transaction) =>
        connection.ExecuteScalarAsync<long>(
            $"SELECT count(*) FROM shots WHERE story_id = {_database.Dialect.StoryKey("@storyId")}", new { storyId }, transaction);

    private Task WriteStoryAsync(DbConnection connection, Story story, DbTransaction transaction)
    {
        StoreDialect dialect = _database.Dialect;
        return connection.ExecuteAsync(
            $"""
            INSERT INTO stories (id, display_name, visual_design_document, audio_design_document, initial_prompt)
            VALUES ({dialect.StoryKey("@Id")}, @DisplayName, {dialect.Json("@VisualDesignDocument")},
                {dialect.Json("@AudioDesignDocument")}, '')
            ON CONFLICT (id) DO UPDATE SET display_name = excluded.display_name,
                visual_design_document = coalesce(excluded.visual_design_document, stories.visual_design_document),
                audio_design_document = coalesce(excluded.audio_design_document, stories.audio_design_document),
                updated_at = {dialect.Now}
            """,
            new { story.Id, story.DisplayName, story.VisualDesignDocument, story.AudioDesignDocument },
            transaction);
    }

    /// <summary>Row id by scenelet id: the row that the scenelet's shots already point at, else one of its own.</summary>
    private async Task<IReadOnlyDictionary<string, string>> WriteSceneletsAsync(
        DbConnection connection, string storyId, IReadOnlyList<Scenelet> scenelets, DbTransaction transaction)
    {
        StoreDialect dialect = _database.Dialect;
        Dictionary<string, string> rows = new(StringComparer.Ordinal);
        foreach ((string id, string row) in await connection.QueryAsync<(string Id, string Row)>(
            $"""
            SELECT DISTINCT scenelet_id, CAST(scenelet_ref AS text) FROM shots
            WHERE story_id = {dialect.StoryKey("@storyId")}
            """,
            new { storyId },
            transaction))
        {
            rows[id] = row;
        }

        foreach (Scenelet scenelet in scenelets)
        {
            string own = RowId.Of("scenelet", storyId, scenelet.Id);
            if (rows.TryAdd(scenelet.Id, own) || rows[scenelet.Id] == own)
            {
                await connection.ExecuteAsync(
                    $"""
                    INSERT INTO scenelets (id, story_id, content)
                    VALUES ({dialect.RowKey("@own")}, {dialect.StoryKey("@storyId")}, {dialect.Json("@Content")})
                    ON CONFLICT (id) DO UPDATE SET content = excluded.content
                    """,
                    new { own, storyId, Content = SceneletRow.ContentOf(scenelet) },
                    transaction);
            }
        }

        return rows;
    }

    private async Task WriteShotsAsync(
        DbConnection connection,
        IReadOnlyList<StoryShot> shots,
        IReadOnlyDictionary<string, string> sceneletRows,
        DbTransaction transaction,
        CancellationToken cancellationToken)
    {
        if (shots.Count == 0)
        {
            return;
        }

        await using DbCommand command = connection.CreateCommand();
        command.Transaction = transaction;
        StringBuilder sql = new(
            """
            INSERT INTO shots (id, story_id, scenelet_ref, scenelet_id, scenelet_sequence, shot_index, storyboard_payload,
                key_frame_image_path, audio_file_path, video_file_path) VALUES
            """);
        for (int i = 0; i < shots.Count; i++)
        {
            sql.Append(i == 0 ? " " : ", ").Append(Row(command, i, shots[i], sceneletRows));
        }

        // A clip's path is the ledger's: an import fills it only where there is none.
        sql.Append(
            CultureInfo.InvariantCulture,
            $"""
             ON CONFLICT (story_id, scenelet_id, shot_index) DO UPDATE SET scenelet_sequence = excluded.scenelet_sequence,
                storyboard_payload = excluded.storyboard_payload,
                key_frame_image_path = coalesce(excluded.key_frame_image_path, shots.key_frame_image_path),
                audio_file_path = coalesce(excluded.audio_file_path, shots.audio_file_path),
                video_file_path = coalesce(nullif(shots.video_file_path, ''), excluded.video_file_path),
                updated_at = {_database.Dialect.Now}
            """);
#pragma warning disable CA2100 // Only parameter names are joined; every value is a parameter.
        command.CommandText = sql.ToString();
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private string Row(
        DbCommand command, int number, StoryShot shot, IReadOnlyDictionary<string, string> sceneletRows)
    {
        string Add(string name, object? value)
        {
            DbParameter parameter = command.CreateParameter();
            parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"@{name}{number}");
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
            return parameter.ParameterName;
        }

        StoreDialect dialect = _database.Dialect;
        string row = RowId.Of("shot", shot.StoryId, shot.SceneletId, shot.ShotIndex.ToString(CultureInfo.InvariantCulture));
        return $"({dialect.RowKey(Add("id", row))}, {dialect.StoryKey(Add("story", shot.StoryId))}, "
            + $"{dialect.RowKey(Add("ref", sceneletRows[shot.SceneletId]))}, {Add("scenelet", shot.SceneletId)}, "
            + $"{Add("sequence", shot.SceneletSequence)}, {Add("index", shot.ShotIndex)}, "
            + $"{dialect.Json(Add("payload", shot.StoryboardPayload))}, {dialect.Text(Add("key", shot.KeyFrameImagePath))}, "
            + $"{dialect.Text(Add("audio", shot.AudioFilePath))}, {dialect.Text(Add("video", shot.VideoFilePath))})";
    }
}
