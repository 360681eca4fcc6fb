using StoryVideo.Ledger;

namespace StoryVideo.Errors;

/// <summary>Why an asset of the whole story has no file.</summary>
public sealed class AssetException : Exception
{
    public AssetException(AssetKey asset, string code, string message)
        : base(message)
    {
        Asset = asset;
        Code = code;
    }

    public AssetKey Asset { get; }

    /// <summary>The cause as a stable word in kebab case, such as <c>design-not-found</c>.</summary>
    public string Code { get; }
}
