namespace StoryVideo.Tasks.Checks;

/// <summary>A still that was taken out of a clip.</summary>
/// <param name="StoryId">Id of the story.</param>
/// <param name="SceneletId">What the story calls the scenelet.</param>
/// <param name="ShotIndex">The shot's place in its scenelet, from 1.</param>
/// <param name="Name"><c>first</c>, <c>last</c>, or <c>2-of-5</c>.</param>
/// <param name="Frame">Its number in the clip, from 0.</param>
/// <param name="Path">Full path of the image.</param>
public sealed record ShotFrame(string StoryId, string SceneletId, int ShotIndex, string Name, int Frame, string Path);
