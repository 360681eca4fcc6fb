using StoryVideo.Ledger;

namespace StoryVideo.Tasks.Takes;

/// <summary>What became of a take that was gone on with.</summary>
/// <param name="Take">The take as it stands now.</param>
/// <param name="Result">What a run would tell of its asset; null where the take was no further than it had to be, or could not be run.</param>
/// <param name="Error">Why it did not come as far as was asked; null where it did, or where its own error says it.</param>
public sealed record FinishedTake(Take Take, AssetResult? Result, TakeError? Error);
