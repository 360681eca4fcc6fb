using System.Data.Common;
using Dapper;
using StoryVideo.Stories;

namespace StoryVideo.Storage;

public sealed partial class StoryRecords
{
    /// <summary>The scenelets of a story with what leads to each, in story order.</summary>
    public async Task<IReadOnlyList<SceneletNode>> ReadNodesAsync(string storyId, CancellationToken cancellationToken)
    {
        string story = _database.Dialect.StoryKey("@storyId");
        await using DbConnection connection = await _database.ConnectAsync(cancellationToken);
        IEnumerable<(string Key, string? Parent, string? Choice, string? Id)> rows =
            await connection.QueryAsync<(string, string?, string?, string?)>(new CommandDefinition(
                $"""
                SELECT CAST(c.id AS text), CAST(c.parent_id AS text), c.choice_label_from_parent, s.scenelet_id
                FROM scenelets c
                LEFT JOIN (
                    SELECT scenelet_ref, min(scenelet_id) AS scenelet_id, min(scenelet_sequence) AS sequence
                    FROM shots WHERE story_id = {story} GROUP BY scenelet_ref
                ) s ON s.scenelet_ref = c.id
                WHERE c.story_id = {story}
                ORDER BY s.sequence, s.scenelet_id
                """,
                new { storyId },
                cancellationToken: cancellationToken));
        return [.. rows.Select(static r => new SceneletNode(r.Key, r.Parent, r.Choice, r.Id))];
    }
}
