namespace StoryVideo.Providers.Http;

/// <summary>How far a paid request got on its way out. It decides whether a lost answer may have been a bill.</summary>
internal enum SendProgress
{
    /// <summary>Not one byte of the body was handed to the network.</summary>
    NotStarted,

    /// <summary>
    /// The body was begun and its last piece never handed over: what arrived is no JSON and starts nothing.
    /// </summary>
    Incomplete,

    /// <summary>Everything was handed over; from here on only the server knows.</summary>
    Complete,
}
