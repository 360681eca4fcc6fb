namespace StoryVideo.Cutting;

/// <summary>How one shot gives way to the next.</summary>
public enum TransitionKind
{
    /// <summary>At once.</summary>
    Cut,

    /// <summary>One picture into the other, one sound into the other.</summary>
    Dissolve,

    /// <summary>The one goes to black and silence, the other comes out of them.</summary>
    FadeBlack,

    /// <summary>The next shot is heard before it is seen.</summary>
    JCut,

    /// <summary>The shot is heard for a while after it is no longer seen.</summary>
    LCut,
}
