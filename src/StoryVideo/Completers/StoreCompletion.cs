using System.Management.Automation;
using StoryVideo.Abstractions;
using StoryVideo.Catalog;
using StoryVideo.Storage;
using StoryVideo.Tasks;

namespace StoryVideo.Completers;

/// <summary>
/// What completers share: the runspace's store, opened for reading, and results that can be typed as they stand.
/// </summary>
internal static class StoreCompletion
{
    // Longer than anybody waits at a prompt for a suggestion.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    /// <summary>Reads from the store. A store that is not there has no suggestions; a prompt shows no errors.</summary>
    public static IReadOnlyList<T> Read<T>(Func<Studio, CancellationToken, Task<IReadOnlyList<T>>> read)
    {
        StudioSettings settings = StoreConnections.Current(Location());
        using CancellationTokenSource stop = new(s_patience, TimeProvider.System);
        try
        {
            return Task.Run(
                async () =>
                {
                    using Studio studio =
                        await Studio.OpenAsync(settings, StoreAccess.Read, TimeProvider.System, stop.Token);
                    return await read(studio, stop.Token);
                },
                CancellationToken.None).GetAwaiter().GetResult();
        }
        catch (Exception e)
            when (e is StoreException or RunRefusedException or OperationCanceledException or IOException)
        {
            return [];
        }
    }

    /// <summary>The models that the runspace knows; those that are shipped where its own file cannot be used.</summary>
    public static IReadOnlyList<CatalogModel> Models()
    {
        try
        {
            return Studio.CatalogOf(StoreConnections.Current(Location())).Models;
        }
        catch (Exception e) when (e is CatalogException or StoreException)
        {
            return ModelCatalog.Shipped.Models;
        }
    }

    public static bool Fits(string typed, params ReadOnlySpan<string?> names)
    {
        string start = Unquoted(typed);
        foreach (string? name in names)
        {
            if (name?.StartsWith(start, StringComparison.OrdinalIgnoreCase) == true)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A suggestion, quoted where it would not be one word.</summary>
    public static CompletionResult Result(string value, string toolTip) =>
        new(Quoted(value), value, CompletionResultType.ParameterValue, toolTip);

    private static string Unquoted(string typed) => typed.Trim('\'', '"');

    private static string Quoted(string value) =>
        value.Length > 0
        && value.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or ':')
        && value[0] != '-'
            ? value
            : $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Location()
    {
        using PowerShell shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        shell.AddCommand("Get-Location").AddParameter("PSProvider", "FileSystem");
        return shell.Invoke<PathInfo>()[0].ProviderPath;
    }
}
