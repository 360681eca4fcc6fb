using System.Text;
using StoryVideo.Ledger;

namespace StoryVideo.Core.Tests.Reliability;

/// <summary>The rows of the fault suite as operators read them.</summary>
internal static class FaultTable
{
    /// <param name="rows">The rows by what goes wrong.</param>
    /// <param name="noun">What is made.</param>
    public static string Of(IEnumerable<KeyValuePair<string, FaultRow>> rows, string noun = "clip")
    {
        StringBuilder table = new("\n| what goes wrong | error | take | charged | the next run |\n|---|---|---|---|---|\n");
        foreach ((string name, FaultRow row) in rows)
        {
            table.Append(null, $"| {name} | {row.Code ?? "none"} | {Take(row)} | {Charge(row)} | {Next(row, noun)} |\n");
        }

        return table.Append('\n').ToString();
    }

    private static string Take(FaultRow row) => row switch
    {
        { StopsRun: true } => "none; the run ends, exit 3, its queue intact",
        { State: { } state } => state.Name(),
        _ => "none",
    };

    private static string Charge(FaultRow row) => row.State switch
    {
        null => "no",
        { } state => Spending.KindOf(state) switch
        {
            SpendingKind.Spent => "yes",
            SpendingKind.Reserved => "once its clip is made",
            SpendingKind.Unknown => "perhaps",
            _ => "no",
        },
    };

    private static string Next(FaultRow row, string noun) => (row.Default, row.Resume) switch
    {
        (NextRun.Skips, _) => $"has its {noun}",
        (NextRun.Fetches, _) => "fetches it, free",
        (NextRun.Makes, _) => "makes it",
        (NextRun.Leaves, NextRun.Makes) => "leaves it; resume makes it",
        _ => "waits until it is settled",
    };
}
