namespace StoryVideo.Tasks;

/// <summary>How an asset stands at the end of a run.</summary>
public enum AssetStatus
{
    /// <summary>A dry run: it would be made.</summary>
    Planned,

    /// <summary>Its file is on disk, verified and selected.</summary>
    Succeeded,

    /// <summary>It had its file already.</summary>
    Skipped,

    /// <summary>The provider's safety filter withheld it.</summary>
    Filtered,

    /// <summary>It was not made, or not fetched yet; the error says which and what to do.</summary>
    Failed,

    /// <summary>The answer was lost: it may have been paid.</summary>
    Unknown,

    /// <summary>It was not sent; nothing was spent on it.</summary>
    Blocked,

    /// <summary>The provider works on it, and nobody here waits for it.</summary>
    Submitted,

    /// <summary>It is made, and waits at the provider to be fetched.</summary>
    Generated,
}
