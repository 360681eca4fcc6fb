using StoryVideo.Ledger;

namespace StoryVideo.Storage;

/// <summary>Where the database points at files, and how it spells their paths.</summary>
internal static class ShotPaths
{
    private const string Prefix = "generated/";

    /// <summary>The column that a take of this kind fills; null where its path is kept elsewhere.</summary>
    public static string? ColumnOf(AssetKind kind) => kind switch
    {
        AssetKind.Video => "video_file_path",
        AssetKind.KeyFrame => "key_frame_image_path",
        AssetKind.Audio => "audio_file_path",
        _ => null,
    };

    /// <summary>
    /// A stored path as the existing system spells it in this place: clips and environments with <c>generated/</c> in front, key
    /// frames and model sheets without.
    /// </summary>
    public static string SpellingFor(AssetKind kind, string stored) =>
        kind is AssetKind.KeyFrame or AssetKind.ModelSheet && stored.StartsWith(Prefix, StringComparison.Ordinal) ? stored[Prefix.Length..] : stored;

    /// <summary>Sets one path of one shot; parameters StoryId, SceneletId, ShotIndex and Path.</summary>
    public static string Update(StoreDialect dialect, string column) =>
        $"""
        UPDATE shots SET {column} = @Path, updated_at = {dialect.Now}
        WHERE story_id = {dialect.StoryKey("@StoryId")} AND scenelet_id = @SceneletId AND shot_index = @ShotIndex
        """;
}
