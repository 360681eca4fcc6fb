using System.Diagnostics.CodeAnalysis;

namespace StoryVideo.Providers.Http;

/// <summary>A key that goes along as it is.</summary>
/// <param name="key">The key.</param>
/// <param name="header">In which header.</param>
/// <param name="scheme">What stands before it there, with its space: <c>Bearer </c>.</param>
internal sealed class KeyCredential(ApiKey key, string header, string scheme = "") : ICredential
{
    public ValueTask<CallHeader> HeaderAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult(new CallHeader(header, scheme + key.Value));

    [return: NotNullIfNotNull(nameof(text))]
    public string? Scrub(string? text) => key.Scrub(text);
}
