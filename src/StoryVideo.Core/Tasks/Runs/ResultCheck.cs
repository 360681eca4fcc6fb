namespace StoryVideo.Tasks.Runs;

/// <summary>What a look at a result's bytes showed.</summary>
/// <param name="Extension">Which its file gets, with the dot; null for the one that was planned.</param>
/// <param name="Code">A stable word for what is wrong; null where it is whole.</param>
/// <param name="Problem">What is wrong, in words; null where it is whole.</param>
internal sealed record ResultCheck(string? Extension, string? Code = null, string? Problem = null);
