using System.Diagnostics.CodeAnalysis;

namespace StoryVideo.Providers.Http;

/// <summary>What lets a request in, and what must never show.</summary>
internal interface ICredential
{
    /// <summary>The header that authorises a call to the service's own origin.</summary>
    /// <exception cref="CredentialException">There is none to be had.</exception>
    ValueTask<CallHeader> HeaderAsync(CancellationToken cancellationToken);

    /// <summary>The text without any secret of this, however it is spelt.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    string? Scrub(string? text);
}
