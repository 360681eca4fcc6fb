namespace StoryVideo.Providers.Http;

/// <summary>There is nothing to let a request in; nothing was asked.</summary>
/// <param name="message">A sentence for the operator, without any secret.</param>
/// <param name="mayPass">It is the way to the credential that failed: another time it may be had.</param>
/// <param name="inner">What failed.</param>
internal sealed class CredentialException(string message, bool mayPass = false, Exception? inner = null) : Exception(message, inner)
{
    public bool MayPass { get; } = mayPass;
}
