using StoryVideo.Ledger;

namespace StoryVideo.Tasks.Checks;

/// <summary>What came of one correction.</summary>
/// <param name="SpentUsd">What it cost, its check included, in US dollars.</param>
/// <param name="Error">Why it did not come to its end; null where it did.</param>
/// <param name="IsMade">It was made, or may have been.</param>
internal sealed record Correction(decimal SpentUsd, TakeError? Error, bool IsMade);
