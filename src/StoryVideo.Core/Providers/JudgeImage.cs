namespace StoryVideo.Providers;

/// <summary>An image that a judge looks at.</summary>
/// <param name="Title">What it is, in words that announce it: <c>last frame</c>, <c>model sheet of rhea</c>.</param>
/// <param name="Image">The image.</param>
public sealed record JudgeImage(string Title, ReferenceImage Image);
