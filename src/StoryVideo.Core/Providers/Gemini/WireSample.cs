namespace StoryVideo.Providers.Gemini;

internal sealed record WireSample(WireVideo? Video);
