namespace StoryVideo.Catalog;

/// <summary>Whether a key can use a model, as the service itself says.</summary>
public enum ModelAccess
{
    /// <summary>Nobody asked: <c>Get-StoryModel -Refresh</c> (<c>storyvideo models --refresh</c>) does.</summary>
    NotAsked,
    Offered,

    /// <summary>Retired there, or not offered to this key.</summary>
    NotOffered,

    /// <summary>The key was refused.</summary>
    KeyRefused,

    /// <summary>There is no key to ask with.</summary>
    NoKey,

    /// <summary>The service gave no usable answer.</summary>
    NoAnswer,
}
