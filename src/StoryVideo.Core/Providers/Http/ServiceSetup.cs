namespace StoryVideo.Providers.Http;

/// <summary>What makes a provider out of the shared calls: whose, where, with what key, and in which wire formats.</summary>
internal sealed record ServiceSetup
{
    /// <summary>As written in the catalog and in the ledger.</summary>
    public required string Provider { get; init; }

    public required ServiceProfile Profile { get; init; }

    public required ServiceEndpoint Endpoint { get; init; }

    /// <summary>Null describes requests only; every call answers that a key is missing.</summary>
    public required ICredential? Credential { get; init; }

    /// <summary>Where the key goes; null for <see cref="Endpoint"/>'s own origin and nowhere else.</summary>
    public Func<Uri, bool>? MayHaveKey { get; init; }

    /// <summary>The first is taken for models that nobody knows.</summary>
    public required IReadOnlyList<IVideoWire> Wires { get; init; }

    /// <summary>The catalog's name of the wire format that a model speaks; null where it is not known.</summary>
    public required Func<string, string?> WireOf { get; init; }

    /// <summary>Why a model cannot be asked for with this key, in a sentence; null where it can.</summary>
    public Func<string, string?> Refuse { get; init; } = static _ => null;

    /// <summary>Where the service is asked whether it offers a model.</summary>
    public required Func<string, Uri> ModelAddress { get; init; }

    /// <summary>Whether an answer describes a model.</summary>
    public required Func<string, bool> IsModel { get; init; }

    /// <summary>A key may be allowed to make clips and not to ask about models: a 403 there says nothing.</summary>
    public bool MayModelsBeHidden { get; init; }

    /// <summary>Where clips lie.</summary>
    public required IResultPlaces Places { get; init; }

    /// <inheritdoc cref="Gemini.GeminiOptions.SuccessorOf"/>
    public required Func<string, string?> SuccessorOf { get; init; }

    /// <summary>Told what an operator may want to know of a call: that it is tried again, and why.</summary>
    public Action<string>? Notice { get; init; }

    /// <summary>The way to the network where it is not the usual one. It must not follow redirects; the provider disposes of it.</summary>
    public HttpMessageHandler? Handler { get; init; }
}
