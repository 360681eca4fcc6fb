namespace StoryVideo.Cutting;

/// <summary>How far a film is.</summary>
/// <param name="Stage">What is being done: <c>picture</c>, <c>listening</c>, <c>sound</c>, <c>writing</c>.</param>
/// <param name="Done">Pieces that are done.</param>
/// <param name="Total">Pieces of this stage.</param>
public sealed record CutProgress(string Stage, int Done, int Total);
