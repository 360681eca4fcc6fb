namespace StoryVideo.Providers.Google;

internal sealed record WireSample(WireVideo? Video);
