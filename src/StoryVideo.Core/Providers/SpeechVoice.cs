namespace StoryVideo.Providers;

/// <summary>Who speaks with which voice.</summary>
/// <param name="Speaker">As the transcript names them.</param>
/// <param name="Voice">As the provider spells it: <c>Kore</c>.</param>
public sealed record SpeechVoice(string Speaker, string Voice);
