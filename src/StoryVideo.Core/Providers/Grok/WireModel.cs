namespace StoryVideo.Providers.Grok;

internal sealed record WireModel(string? Id);
