using System.Data.Common;
using System.Runtime.CompilerServices;
using Dapper;
using StoryVideo.Stories;

namespace StoryVideo.Storage;

/// <summary>Stories, scenelets and shots in the database.</summary>
public sealed partial class StoryRecords
{
    // A scenelet rarely has more shots than this; one that has is read page by page.
    private const int PageSize = 1000;

    // Few enough that the first shot need not wait for the last scenelet, many enough that a database without our index is not
    // searched for each of them.
    private const int SceneletsAtOnce = 500;

    private readonly StoryDatabase _database;

    public StoryRecords(StoryDatabase database) => _database = database;

    /// <summary>Every story's id and title alone, by title: what finding one needs, without counting the shots of all.</summary>
    public async Task<IReadOnlyList<Story>> ListNamesAsync(CancellationToken cancellationToken)
    {
        await using DbConnection connection = await _database.ConnectAsync(cancellationToken);
        IEnumerable<Story> stories = await connection.QueryAsync<Story>(new CommandDefinition(
            "SELECT CAST(id AS text) AS Id, display_name AS DisplayName FROM stories ORDER BY display_name, id",
            cancellationToken: cancellationToken));
        return [.. stories];
    }

    /// <summary>Every story without its documents, by title.</summary>
    public async Task<IReadOnlyList<Story>> ListAsync(CancellationToken cancellationToken)
    {
        string videoPath = _database.HasVideoPath ? "video_file_path" : "NULL";
        await using DbConnection connection = await _database.ConnectAsync(cancellationToken);
        IEnumerable<Story> stories = await connection.QueryAsync<Story>(new CommandDefinition(
            $"""
            SELECT CAST(s.id AS text) AS Id, s.display_name AS DisplayName,
                CAST(coalesce(c.shots, 0) AS integer) AS ShotCount, CAST(coalesce(c.videos, 0) AS integer) AS VideoCount
            FROM stories s
            LEFT JOIN (SELECT story_id, count(*) AS shots, count(nullif({videoPath}, '')) AS videos FROM shots GROUP BY story_id) c
                ON c.story_id = s.id
            ORDER BY s.display_name, s.id
            """,
            cancellationToken: cancellationToken));
        return [.. stories];
    }

    /// <summary>A story with its documents; null where there is none of this id.</summary>
    public async Task<Story?> ReadAsync(string storyId, CancellationToken cancellationToken)
    {
        if (!_database.Dialect.TakesStoryKey(storyId))
        {
            return null;
        }

        await using DbConnection connection = await _database.ConnectAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<Story>(new CommandDefinition(
            $"""
            SELECT CAST(id AS text) AS Id, display_name AS DisplayName,
                CAST(visual_design_document AS text) AS VisualDesignDocument,
                CAST(audio_design_document AS text) AS AudioDesignDocument
            FROM stories WHERE id = {_database.Dialect.StoryKey("@storyId")}
            """,
            new { storyId },
            cancellationToken: cancellationToken));
    }

    /// <summary>
    /// The shots of a story in story order, read scenelet by scenelet: the first is there at once, memory stays flat, and no
    /// cursor is held open while somebody works on them for hours.
    /// </summary>
    /// <param name="story">The story.</param>
    /// <param name="isWanted">Which scenelets, by id and label.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async IAsyncEnumerable<StoryShot> ReadShotsAsync(
        Story story,
        Func<Scenelet, bool> isWanted,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using DbConnection connection = await _database.ConnectAsync(cancellationToken);
        List<Scenelet> scenelets;
        Scenelet? last = null;
        do
        {
            scenelets = await ReadSceneletsAsync(connection, story.Id, last, cancellationToken);
            last = scenelets.LastOrDefault();
            foreach (Scenelet scenelet in scenelets.Where(isWanted))
            {
                await foreach (ShotRow row in ReadSceneletAsync(connection, story.Id, scenelet, cancellationToken))
                {
                    yield return row.ToShot(story, scenelet);
                }
            }
        }
        while (scenelets.Count > 0);
    }

    /// <summary>The scenelets of a story in story order, without their shots.</summary>
    public async IAsyncEnumerable<Scenelet> ReadSceneletsAsync(
        string storyId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using DbConnection connection = await _database.ConnectAsync(cancellationToken);
        List<Scenelet> scenelets;
        Scenelet? last = null;
        do
        {
            scenelets = await ReadSceneletsAsync(connection, storyId, last, cancellationToken);
            last = scenelets.LastOrDefault();
            foreach (Scenelet scenelet in scenelets)
            {
                yield return scenelet;
            }
        }
        while (scenelets.Count > 0);
    }

    private async Task<List<Scenelet>> ReadSceneletsAsync(
        DbConnection connection, string storyId, Scenelet? after, CancellationToken cancellationToken)
    {
        string story = _database.Dialect.StoryKey("@storyId");
        IEnumerable<SceneletRow> rows = await connection.QueryAsync<SceneletRow>(new CommandDefinition(
            $"""
            SELECT d.scenelet_id AS Id, d.scenelet_sequence AS Sequence, CAST(c.content AS text) AS Content
            FROM (
                SELECT DISTINCT scenelet_sequence, scenelet_id FROM shots
                WHERE story_id = {story} AND (scenelet_sequence, scenelet_id) > (@Sequence, @Id)
                ORDER BY scenelet_sequence, scenelet_id LIMIT {SceneletsAtOnce}
            ) d
            LEFT JOIN scenelets c ON c.id = (
                SELECT s.scenelet_ref FROM shots s
                WHERE s.story_id = {story} AND s.scenelet_id = d.scenelet_id AND s.scenelet_sequence = d.scenelet_sequence
                ORDER BY s.shot_index LIMIT 1
            )
            ORDER BY d.scenelet_sequence, d.scenelet_id
            """,
            new { storyId, Sequence = after?.Sequence ?? 0, Id = after?.Id ?? "" },
            cancellationToken: cancellationToken));
        return [.. rows.DistinctBy(static r => (r.Sequence, r.Id)).Select(static r => r.ToScenelet())];
    }

    /// <summary>Puts the literal <c>N/A</c> in place of the path of a shot's sound, unless it has one.</summary>
    public Task MarkWithoutAudioAsync(ShotAddress shot, CancellationToken cancellationToken) =>
        _database.WriteAsync(
            (connection, transaction) => connection.ExecuteAsync(
                $"{ShotPaths.Update(_database.Dialect, "audio_file_path")} AND audio_file_path IS NULL",
                new { shot.StoryId, shot.SceneletId, shot.ShotIndex, Path = StoryShot.NoAudio },
                transaction),
            cancellationToken);

    private async IAsyncEnumerable<ShotRow> ReadSceneletAsync(
        DbConnection connection, string storyId, Scenelet scenelet, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<ShotRow> page;
        int after = 0;
        do
        {
            page = await ReadPageAsync(connection, storyId, scenelet, after, cancellationToken);
            foreach (ShotRow row in page)
            {
                yield return row;
                after = row.ShotIndex;
            }
        }
        while (page.Count == PageSize);
    }

    private async Task<List<ShotRow>> ReadPageAsync(
        DbConnection connection, string storyId, Scenelet scenelet, int after, CancellationToken cancellationToken)
    {
        string videoPath = _database.HasVideoPath ? "video_file_path" : "NULL";
        IEnumerable<ShotRow> rows = await connection.QueryAsync<ShotRow>(new CommandDefinition(
            $"""
            SELECT shot_index AS ShotIndex, CAST(storyboard_payload AS text) AS StoryboardPayload,
                key_frame_image_path AS KeyFrameImagePath, audio_file_path AS AudioFilePath, {videoPath} AS VideoFilePath
            FROM shots
            WHERE story_id = {_database.Dialect.StoryKey("@storyId")} AND scenelet_id = @Id AND shot_index > @after
                AND scenelet_sequence = @Sequence
            ORDER BY shot_index LIMIT {PageSize}
            """,
            new { storyId, scenelet.Id, scenelet.Sequence, after },
            cancellationToken: cancellationToken));
        return rows.AsList();
    }
}
