namespace StoryVideo.Ledger;

/// <summary>Where a take stands.</summary>
public enum TakeState
{
    /// <summary>Reserved; the request is about to leave, or has left and its answer is not yet recorded.</summary>
    Submitting,

    /// <summary>The provider works on it; its operation name is recorded.</summary>
    Submitted,

    /// <summary>Made, and waiting at the provider to be fetched.</summary>
    Generated,

    /// <summary>On disk and verified.</summary>
    Succeeded,

    /// <summary>Withheld by the provider's safety filter.</summary>
    Filtered,

    /// <summary>Refused or broken off; certainly no result.</summary>
    Failed,

    /// <summary>The provider no longer has it.</summary>
    Expired,

    /// <summary>The answer was lost: it may have been paid. Counts against caps until an operator settles it.</summary>
    Unknown,

    /// <summary>Was unknown or never came home; an operator gave it up. Counts as spent.</summary>
    WrittenOff,
}
