namespace StoryVideo.Stories;

/// <summary>A scene of a story.</summary>
/// <param name="Id">What the story calls it and operators type: <c>s1</c>.</param>
/// <param name="Sequence">Its place in the story, from 1.</param>
/// <param name="Label">A title for people, where there is one.</param>
public sealed record Scenelet(string Id, int Sequence, string? Label);
