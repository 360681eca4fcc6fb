using StoryVideo.Ledger;

namespace StoryVideo.Tasks.Runs;

/// <summary>
/// What a take has come to whose process has ended. One that was about to leave whole, or had left, may have been paid:
/// it is <c>unknown</c> and waits for an operator. One that never came so far is free for certain, and so is a rehearsal.
/// </summary>
internal static class AbandonedTakes
{
    private const string Code = "process-ended";

    /// <summary>The state that the take is really in, and why; null where it is in the one that it says.</summary>
    /// <param name="take">A take.</param>
    /// <param name="owners">Tells whether somebody still works on it.</param>
    /// <param name="provider">Whose assets are made now: a rehearsal that was left behind is not in its way. Null for nobody's.</param>
    public static (TakeState State, TakeError Error)? EndOf(Take take, TakeOwners owners, string? provider) => take switch
    {
        { State: not (TakeState.Submitting or TakeState.Submitted or TakeState.Generated) } => null,
        _ when owners.IsAlive(take) => null,
        { State: TakeState.Submitting, CostUsd: 0 } => Free("Its process ended before it was begun. It cost nothing."),
        { State: TakeState.Submitting, SentAt: null } =>
            Free("Its process ended before the request had left whole. Nothing was charged; run again to submit it."),
        { State: TakeState.Submitting } => (TakeState.Unknown, new TakeError(
            Code,
            "Its process ended between sending and the answer: it may have been paid. Settle it with Resolve-ShotTake "
            + "(storyvideo resolve).",
            TakeErrorScope.Run)),
        { CostUsd: 0 } when provider is not null && take.Provider != provider =>
            Free("Its process ended before it was rehearsed. It cost nothing."),
        _ => null,
    };

    /// <summary>The take as it really stands, for those who only look.</summary>
    public static Take Seen(Take take, TakeOwners owners, string? provider = null) =>
        EndOf(take, owners, provider) is { } end ? take with { State = end.State, Error = end.Error } : take;

    private static (TakeState State, TakeError Error) Free(string message) =>
        (TakeState.Failed, new TakeError(Code, message, TakeErrorScope.Run));
}
