using StoryVideo.Ledger;

namespace StoryVideo.Formatting;

/// <summary>How takes are called in questions and previews.</summary>
internal static class TakeWords
{
    public static string Name(Take take) =>
        $"{take.Asset.Title}, take {take.Id}, {take.State.Name()}, {Cells.Dollars(take.CostUsd)}";
}
