namespace StoryVideo.Tasks.Checks;

/// <summary>What became of the mending of a clip.</summary>
public enum RepairStatus
{
    /// <summary>A dry run: it would be corrected, or an earlier take that is better selected again.</summary>
    Planned,

    /// <summary>Its score needs no correction.</summary>
    Good,

    /// <summary>A better take is selected than before.</summary>
    Mended,

    /// <summary>No take was better: the one that was there is still selected.</summary>
    Kept,

    /// <summary>It cannot be corrected as it stands; the message says why.</summary>
    Skipped,

    /// <summary>A correction did not come to its end, or something stands in its way; the best take is selected.</summary>
    Failed,

    /// <summary>The cap does not let anything further through.</summary>
    Stopped,
}
