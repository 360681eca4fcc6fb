using System.Data.Common;
using StoryVideo.Storage;

namespace StoryVideo.Tasks;

/// <summary>Tells a database that cannot be written (a full disk, a server that is away) from a defect.</summary>
internal static class StoreTrouble
{
    public static bool Is(Exception e) =>
        e is DbException or StoreException or IOException or UnauthorizedAccessException or TimeoutException;
}
