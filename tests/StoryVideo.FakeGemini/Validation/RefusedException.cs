namespace StoryVideo.FakeGemini.Validation;

/// <summary>The message of a 400.</summary>
internal sealed class RefusedException(string message) : Exception(message);
