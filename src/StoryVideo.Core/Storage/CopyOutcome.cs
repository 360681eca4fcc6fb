namespace StoryVideo.Storage;

/// <summary>What came of copying a file into the assets folder.</summary>
public enum CopyOutcome
{
    /// <summary>It is new.</summary>
    Copied,

    /// <summary>These very bytes were there.</summary>
    Unchanged,

    /// <summary>It took the place of another, which is kept under <c>takes/</c>.</summary>
    Replaced,
}
