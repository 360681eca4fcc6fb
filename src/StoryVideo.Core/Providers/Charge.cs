namespace StoryVideo.Providers;

/// <summary>Whether a call cost money.</summary>
public enum Charge
{
    /// <summary>Certainly free.</summary>
    None,

    /// <summary>It may have been paid; counts against the cap until somebody settles it.</summary>
    Possible,

    /// <summary>Paid.</summary>
    Full,
}
