using StoryVideo.Catalog;
using StoryVideo.Providers.Http;

namespace StoryVideo.Providers.Vertex;

/// <summary>What the Vertex provider needs to know.</summary>
public sealed record VertexOptions
{
    public required VertexPlace Place { get; init; }

    /// <summary>What lets requests in; null describes requests only.</summary>
    internal ICredential? Credential { get; init; }

    /// <summary>Where clips are to be laid: <c>gs://bucket/folder/</c>; null for the answer itself.</summary>
    public string? Bucket { get; init; }

    /// <summary>Names the successor of a model that the service no longer offers, for the sentence that says so.</summary>
    public Func<string, string?> SuccessorOf { get; init; } = static _ => null;

    /// <summary>The catalog's name of the wire format that a model speaks; null where it is not known.</summary>
    public Func<string, string?> WireOf { get; init; } =
        static id => ModelCatalog.Shipped.Find(id, VertexVideoProvider.ProviderName)?.Wire;

    /// <summary>Told what an operator may want to know of a call: that it is tried again, and why.</summary>
    public Action<string>? Notice { get; init; }

    /// <summary>The way to the network where it is not the usual one. It must not follow redirects; the provider disposes of it.</summary>
    public HttpMessageHandler? Handler { get; init; }
}
