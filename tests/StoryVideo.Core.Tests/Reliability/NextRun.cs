namespace StoryVideo.Core.Tests.Reliability;

/// <summary>What a later run does with a shot that went wrong.</summary>
internal enum NextRun
{
    /// <summary>Nothing: it has its clip.</summary>
    Skips,

    /// <summary>Nothing, though it has none.</summary>
    Leaves,

    /// <summary>Gets the clip that is paid for, without a submission.</summary>
    Fetches,

    /// <summary>Submits it.</summary>
    Makes,
}
