namespace StoryVideo.Ledger;

/// <summary>What an error speaks of. A default run tries again what failed for the run's sake, not what failed for the shot's.</summary>
public enum TakeErrorScope
{
    /// <summary>The same request would fare the same again.</summary>
    Shot,

    /// <summary>A key, a quota, the network: the request itself was not at fault.</summary>
    Run,
}
