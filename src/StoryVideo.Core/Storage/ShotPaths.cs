using StoryVideo.Ledger;

namespace StoryVideo.Storage;

/// <summary>The columns of <c>shots</c> that point at files.</summary>
internal static class ShotPaths
{
    /// <summary>The column that a take of this kind fills; null where its path is kept elsewhere.</summary>
    public static string? ColumnOf(AssetKind kind) => kind switch
    {
        AssetKind.Video => "video_file_path",
        AssetKind.KeyFrame => "key_frame_image_path",
        _ => null,
    };

    /// <summary>Sets one path of one shot; parameters StoryId, SceneletId, ShotIndex and Path.</summary>
    public static string Update(StoreDialect dialect, string column) =>
        $"""
        UPDATE shots SET {column} = @Path, updated_at = {dialect.Now}
        WHERE story_id = {dialect.StoryKey("@StoryId")} AND scenelet_id = @SceneletId AND shot_index = @ShotIndex
        """;
}
