namespace StoryVideo.Providers;

/// <summary>
/// One service that this program can speak to: everything that the rest of the program knows of it before it is opened.
/// </summary>
public sealed record ProviderRegistration
{
    /// <summary>As written in the catalog and in the ledger.</summary>
    public required string Name { get; init; }

    /// <summary>The catalog's names of the wire formats for clips that it speaks here.</summary>
    public required IReadOnlyList<string> Wires { get; init; }

    /// <summary>Environment variables that hold its key, in the order in which they are looked at; empty where it needs none.</summary>
    public IReadOnlyList<string> KeyVariables { get; init; } = [];

    /// <summary>What its key is called where setups are examined: <c>Gemini key</c>.</summary>
    public string KeyTitle { get; init; } = "";

    /// <summary>How a key is got.</summary>
    public string KeyAdvice { get; init; } = "";

    /// <summary>What its keys begin with, so that no other service is sent one; empty where nothing tells them apart.</summary>
    public IReadOnlyList<string> KeyStarts { get; init; } = [];

    /// <summary>Where its credentials come from, whether or not they are good; null where there are none. Touches no network.</summary>
    public Func<ProviderOpening, string?> FindKey { get; init; } = static _ => null;

    /// <summary>Where it is asked, as shown to an operator.</summary>
    public required Func<ProviderOpening, string> Address { get; init; }

    /// <summary>The catalog's names of the wire formats for images that it speaks here; empty where it makes none.</summary>
    public IReadOnlyList<string> ImageWires { get; init; } = [];

    /// <summary>Opens it for images; null where it makes none. Otherwise as <see cref="Open"/>.</summary>
    public Func<ProviderOpening, IImageProvider>? OpenImages { get; init; }

    /// <summary>The catalog's names of the wire formats for speech that it speaks here; empty where it makes none.</summary>
    public IReadOnlyList<string> SpeechWires { get; init; } = [];

    /// <summary>Opens it for speech; null where it makes none. Otherwise as <see cref="Open"/>.</summary>
    public Func<ProviderOpening, ISpeechProvider>? OpenSpeech { get; init; }

    /// <summary>The catalog's names of the wire formats for checks that it speaks here; empty where it makes none.</summary>
    public IReadOnlyList<string> JudgeWires { get; init; } = [];

    /// <summary>Opens it for checks; null where it makes none. Otherwise as <see cref="Open"/>.</summary>
    public Func<ProviderOpening, IJudgeProvider>? OpenJudge { get; init; }

    /// <summary>Opens it, without a connection yet; who asks for it disposes of it.</summary>
    /// <exception cref="ProviderSetupException">A key is missing, or a setting is wrong.</exception>
    public required Func<ProviderOpening, IVideoProvider> Open { get; init; }
}
