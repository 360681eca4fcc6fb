namespace StoryVideo.Providers.Google;

internal sealed record WireModel(string? Name);
