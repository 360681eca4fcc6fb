namespace StoryVideo.Catalog;

/// <summary>How far a fact of the catalog can be trusted.</summary>
public enum Confidence
{
    /// <summary>The provider's documentation or price page says so.</summary>
    Official,

    /// <summary>Somebody else reports it; the provider's own word was not found.</summary>
    ThirdParty,
}
