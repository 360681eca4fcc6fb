using StoryVideo.Catalog;
using StoryVideo.Providers.Http;

namespace StoryVideo.Providers.Gemini;

/// <summary>What the Gemini provider needs to know.</summary>
public sealed record GeminiOptions
{
    public ServiceEndpoint Endpoint { get; init; } = GeminiEndpoint.Default;

    /// <summary>Null describes requests only; every call answers that a key is missing.</summary>
    public ApiKey? Key { get; init; }

    /// <summary>
    /// Names the successor of a model that the service no longer offers, for the sentence that says so.
    /// </summary>
    public Func<string, string?> SuccessorOf { get; init; } = static _ => null;

    /// <summary>The catalog's name of the wire format that a model speaks; null where it is not known.</summary>
    public Func<string, string?> WireOf { get; init; } =
        static id => ModelCatalog.Shipped.Find(id, GeminiVideoProvider.ProviderName)?.Wire;

    /// <summary>Told what an operator may want to know of a call: that it is tried again, and why.</summary>
    public Action<string>? Notice { get; init; }

    /// <summary>
    /// The way to the network where it is not the usual one. It must not follow redirects; the provider disposes of it.
    /// </summary>
    public HttpMessageHandler? Handler { get; init; }
}
