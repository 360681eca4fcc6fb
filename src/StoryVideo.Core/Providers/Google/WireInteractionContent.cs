namespace StoryVideo.Providers.Google;

/// <summary>A part of a step.</summary>
/// <param name="Type"><c>video</c> or <c>text</c>.</param>
/// <param name="Text">What the model says.</param>
/// <param name="Uri">Where the clip lies.</param>
/// <param name="Data">The clip itself in base64, which may come although a uri was asked for; of a long one only the beginning is kept.</param>
internal sealed record WireInteractionContent(string? Type, string? Text, string? Uri, string? Data);
