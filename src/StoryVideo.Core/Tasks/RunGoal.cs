namespace StoryVideo.Tasks;

/// <summary>How far a run takes its shots. What is left to do then, any later run or session can do for nothing.</summary>
public enum RunGoal
{
    /// <summary>Their clips are on disk, verified and selected.</summary>
    Fetched,

    /// <summary>The provider has made their clips, and keeps them for a while.</summary>
    Generated,

    /// <summary>The provider has taken them on, and the ledger knows the names of its operations.</summary>
    Submitted,
}
