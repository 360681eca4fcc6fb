namespace StoryVideo.Cutting;

/// <summary>An entry of a film that is planned.</summary>
public sealed record PlannedEntry
{
    /// <summary>The entry, with its last frame and the transition that it will really have.</summary>
    public required CutEntry Entry { get; init; }

    /// <summary>The frame of the film at which it begins.</summary>
    public required int StartFrame { get; init; }

    /// <summary>How many frames of it are seen or heard.</summary>
    public required int FrameCount { get; init; }

    /// <summary>Why a clip is coded again as a whole; null where it is not.</summary>
    public string? WhyConformed { get; init; }

    /// <summary>Whether the clip has a sound of its own.</summary>
    public bool HasOwnSound { get; init; }
}
