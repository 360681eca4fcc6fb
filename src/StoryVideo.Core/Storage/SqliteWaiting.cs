using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace StoryVideo.Storage;

/// <summary>
/// How a connection waits for another one's lock. SQLite as it is shipped here sleeps whole seconds where it is left to itself,
/// and its driver 150 ms: the locks of this program are held for some milliseconds.
/// </summary>
internal static partial class SqliteWaiting
{
    /// <summary>Writers wait for each other this long before one of them gives up.</summary>
    public const int LongestSeconds = 60;

    /// <summary>So many looks are soon after one another; whoever holds the lock longer is a whole import.</summary>
    private const int QuickLooks = 20;

    private static readonly TimeSpan s_quickPause = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan s_laterPause = TimeSpan.FromMilliseconds(10);
    private static readonly int s_mostLooks = QuickLooks + (int)(TimeSpan.FromSeconds(LongestSeconds) / s_laterPause);

    /// <summary>Makes a connection that is open wait in this way.</summary>
    public static unsafe void Set(SqliteConnection connection) =>
        _ = SetBusyHandler(connection.Handle!, &Wait, IntPtr.Zero);

    // Called by SQLite, on the thread that wants the lock: 0 gives up.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Wait(IntPtr state, int looks)
    {
        if (looks >= s_mostLooks)
        {
            return 0;
        }

        // SQLite calls and cannot await.
#pragma warning disable RS0030
        Thread.Sleep(looks < QuickLooks ? s_quickPause : s_laterPause);
#pragma warning restore RS0030
        return 1;
    }

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_busy_handler")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    private static unsafe partial int SetBusyHandler(
        SafeHandle database, delegate* unmanaged[Cdecl]<IntPtr, int, int> handler, IntPtr state);
}
