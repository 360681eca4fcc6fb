namespace StoryVideo.Providers.Gemini;

internal sealed record WireModel(string? Name);
