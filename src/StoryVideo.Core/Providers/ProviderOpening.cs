using StoryVideo.Catalog;
using StoryVideo.Stories;

namespace StoryVideo.Providers;

/// <summary>What a provider is opened with.</summary>
public sealed record ProviderOpening
{
    /// <summary>How environment variables are read.</summary>
    public required Func<string, string?> ReadVariable { get; init; }

    /// <summary>A key that the operator gave by hand; null for the environment's.</summary>
    public string? GivenKey { get; init; }

    /// <summary>The other provider to which a key that was given belongs, and which alone gets it; null where there is none.</summary>
    public string? GivenKeyOwner { get; init; }

    /// <summary>What keys of other services begin with, by what such a key is called (<c>xAI key</c>): none of them is sent to this one.</summary>
    public IReadOnlyDictionary<string, string> ForeignKeyStarts { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Nothing will be sent: requests are described, and no key is looked for.</summary>
    public bool IsForShow { get; init; }

    /// <summary>The full path of a file in the assets folder; null where there is none.</summary>
    public required Func<AssetPath, string?> ResolveAsset { get; init; }

    /// <summary>Which model speaks what, and who comes after it.</summary>
    public required ModelCatalog Catalog { get; init; }

    /// <summary>Told what an operator should know of the provider; may be called from any thread.</summary>
    public Action<string>? Notice { get; init; }

    /// <summary>The clock of time limits, pauses and dates.</summary>
    public required TimeProvider Time { get; init; }
}
