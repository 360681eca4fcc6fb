namespace StoryVideo.Providers.Google;

/// <summary><c>{"error":{…}}</c>, the body of every refusal.</summary>
internal sealed record WireErrorEnvelope(WireError? Error);
