namespace StoryVideo.Planning;

/// <summary>What a run is going to do with an asset.</summary>
public enum AssetAction
{
    /// <summary>Make a new take.</summary>
    Make,

    /// <summary>Go on with an operation that is already running or done at the provider; costs nothing more.</summary>
    Adopt,

    /// <summary>Nothing: it has its file.</summary>
    Skip,

    /// <summary>Nothing: an earlier attempt ended, and this mode does not try again.</summary>
    Leave,

    /// <summary>Nothing: something has to be mended first.</summary>
    Block,
}
