namespace StoryVideo.Providers.Http;

/// <summary>A download was sent somewhere that this program does not follow.</summary>
internal sealed class RedirectRefusedException(string message) : Exception(message);
