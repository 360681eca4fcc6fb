using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using StoryVideo.Formatting;
using StoryVideo.Ledger;
using StoryVideo.Tasks.Takes;

namespace StoryVideo.Completers;

/// <summary>The newest takes that the command can do something with.</summary>
public sealed class TakeCompleter : IArgumentCompleter
{
    private const int Most = 50;

    private static readonly TakeState[] s_moving = [TakeState.Submitting, TakeState.Submitted, TakeState.Generated];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters) =>
        from take in StoreCompletion.Read<Take>(async (studio, stop) => await new ReadTakes(studio)
            .ReadAsync(new() { Kind = KindFor(commandName), States = StatesFor(commandName), NewestFirst = true }, stop)
            .Where(t => commandName != "Select-ShotTake" || !t.IsSelected)
            .Where(t => StoreCompletion.Fits(wordToComplete, t.Id))
            .Take(Most)
            .ToListAsync(stop))
        select StoreCompletion.Result(take.Id, ToolTip(take));

    private static TakeState[] StatesFor(string commandName) => commandName switch
    {
        "Resolve-ShotTake" => [.. s_moving, TakeState.Unknown],
        "Select-ShotTake" => [TakeState.Succeeded],
        "Wait-ShotTake" or "Receive-ShotTake" => s_moving,
        _ => [],
    };

    private static string ToolTip(Take take) => string.Create(
        CultureInfo.InvariantCulture,
        $"{take.Asset.Title}, {take.State.Name()}, {Cells.Dollars(take.CostUsd)}, {Cells.Time(take.CreatedAt)}");

    // Only clips are waited for: an image comes with the answer to its call.
    private static AssetKind? KindFor(string commandName) =>
        commandName is "Wait-ShotTake" or "Receive-ShotTake" ? AssetKind.Video : null;
}
