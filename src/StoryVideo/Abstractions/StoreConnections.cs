using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using StoryVideo.Tasks;

namespace StoryVideo.Abstractions;

/// <summary>Which store each runspace was connected to; runspaces that work side by side do not share it.</summary>
internal static class StoreConnections
{
    private static readonly ConditionalWeakTable<Runspace, StoreConnection> s_connected = [];

    /// <summary>Where the runspace's key is kept; null where that was not said.</summary>
    public static SecretAddress? Secret => Connected?.Secret;

    private static StoreConnection? Connected =>
        Runspace.DefaultRunspace is { } runspace && s_connected.TryGetValue(runspace, out StoreConnection? connected)
            ? connected
            : null;

    public static void Connect(StoreConnection connection) => s_connected.AddOrUpdate(Runspace.DefaultRunspace, connection);

    /// <summary>Goes back to the environment's store, or that of the current folder.</summary>
    public static void Disconnect() => s_connected.Remove(Runspace.DefaultRunspace);

    /// <summary>
    /// What the runspace was connected to, else the environment's or what lies in the current folder.
    /// </summary>
    /// <param name="folder">PowerShell's location in the file system; the process may be elsewhere.</param>
    public static StudioSettings Current(string folder) =>
        Connected?.Settings ?? new StudioSettings { BaseFolder = folder };

    /// <summary>PowerShell's location in the file system, wherever its current drive is.</summary>
    public static string Folder(PSCmdlet command) => command.SessionState.Path.CurrentFileSystemLocation.ProviderPath;
}
