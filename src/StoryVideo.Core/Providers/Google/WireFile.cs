namespace StoryVideo.Providers.Google;

/// <summary>A file at the Gemini API.</summary>
/// <param name="State"><c>PROCESSING</c>, <c>ACTIVE</c> or <c>FAILED</c>.</param>
internal sealed record WireFile(string? State);
