namespace StoryVideo.Providers.Gemini;

internal sealed record WireVideo(string? Uri);
