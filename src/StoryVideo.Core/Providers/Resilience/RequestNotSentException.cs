namespace StoryVideo.Providers.Resilience;

/// <summary>
/// A paid request of which not one byte of the body left this machine: no connection, no name, no handshake.
/// </summary>
internal sealed class RequestNotSentException(string message, Exception inner) : Exception(message, inner);
