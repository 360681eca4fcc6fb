using System.Data.Common;

namespace StoryVideo.Storage;

/// <summary>Tells a database that cannot be written (a full disk, a server that is away) from a defect.</summary>
public static class StoreTrouble
{
    /// <summary>The database itself said so.</summary>
    public static bool IsOfDatabase(Exception e) => e is DbException;

    public static bool Is(Exception e) =>
        IsOfDatabase(e) || e is StoreException or IOException or UnauthorizedAccessException or TimeoutException;
}
