namespace StoryVideo.Ledger;

/// <summary>What came of a reservation.</summary>
public abstract record ReserveOutcome
{
    private ReserveOutcome()
    {
    }

    public sealed record Reserved(Take Take) : ReserveOutcome;

    /// <summary>Another take of the same asset is live.</summary>
    public sealed record Busy(Take Live) : ReserveOutcome;

    /// <summary>The asset has takes that were not there when it was decided to make one: another run was quicker.</summary>
    public sealed record Overtaken(Take Latest) : ReserveOutcome;

    /// <summary>A cap would be passed; nothing was reserved.</summary>
    /// <param name="Cap">Which cap: <c>run</c> or <c>story</c>.</param>
    /// <param name="LimitUsd">The cap.</param>
    /// <param name="CommittedUsd">What counts against it already: spent, reserved and unknown.</param>
    public sealed record OverCap(string Cap, decimal LimitUsd, decimal CommittedUsd) : ReserveOutcome;
}
