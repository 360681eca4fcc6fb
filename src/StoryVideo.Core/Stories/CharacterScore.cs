namespace StoryVideo.Stories;

/// <summary>How well a clip keeps to the model sheet of a character.</summary>
/// <param name="Id">The character.</param>
/// <param name="Score">From 0, somebody else, to 1.</param>
/// <param name="Note">What the judge says of it; may be empty.</param>
public sealed record CharacterScore(string Id, double Score, string Note);
