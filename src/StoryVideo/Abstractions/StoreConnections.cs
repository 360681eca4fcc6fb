using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using StoryVideo.Tasks;

namespace StoryVideo.Abstractions;

/// <summary>Which store each runspace was connected to; runspaces that work side by side do not share it.</summary>
internal static class StoreConnections
{
    private static readonly ConditionalWeakTable<Runspace, StudioSettings> s_connected = [];

    public static void Connect(StudioSettings settings) => s_connected.AddOrUpdate(Runspace.DefaultRunspace, settings);

    /// <summary>Goes back to the environment's store, or that of the current folder.</summary>
    public static void Disconnect() => s_connected.Remove(Runspace.DefaultRunspace);

    /// <summary>
    /// What the runspace was connected to, else the environment's or what lies in the current folder.
    /// </summary>
    /// <param name="folder">PowerShell's location in the file system; the process may be elsewhere.</param>
    public static StudioSettings Current(string folder) =>
        Runspace.DefaultRunspace is { } runspace && s_connected.TryGetValue(runspace, out StudioSettings? connected)
            ? connected
            : new StudioSettings { BaseFolder = folder };

    /// <summary>PowerShell's location in the file system, wherever its current drive is.</summary>
    public static string Folder(PSCmdlet command) => command.SessionState.Path.CurrentFileSystemLocation.ProviderPath;
}
