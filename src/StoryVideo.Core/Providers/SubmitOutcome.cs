namespace StoryVideo.Providers;

/// <summary>What came of a paid submission. There is no other outcome, and none of them is an exception.</summary>
public abstract record SubmitOutcome
{
    private SubmitOutcome()
    {
    }

    /// <summary>The provider works on it under this name.</summary>
    public sealed record Accepted(string OperationName) : SubmitOutcome;

    /// <summary>The answer itself carries the result, whole. Nobody can ask for it again.</summary>
    public sealed record Answered(ReadOnlyMemory<byte> Result) : SubmitOutcome;

    /// <summary>The answer says that the safety filter withholds the result, and why; free.</summary>
    public sealed record Filtered(ProviderError Error) : SubmitOutcome;

    /// <summary>The answer holds no result and gives no reason that would hold for the next try: the same may succeed. Free.</summary>
    public sealed record Empty(ProviderError Error) : SubmitOutcome;

    /// <summary>A definite refusal of this request; free.</summary>
    /// <param name="Error">Why.</param>
    /// <param name="MayPass">It speaks of the way and not of the request: the same may be taken another time.</param>
    public sealed record Rejected(ProviderError Error, bool MayPass = false) : SubmitOutcome;

    /// <summary>There is no way to the provider at present: nothing was sent, for certain.</summary>
    public sealed record NotSent(ProviderError Error) : SubmitOutcome;

    /// <summary>A definite refusal for now; free. Every shot waits, not only this one.</summary>
    public sealed record Throttled(ProviderError Error, TimeSpan RetryAfter) : SubmitOutcome;

    /// <summary>No further submission can succeed in this run (daily quota, billing, key, a retired model): stop with the queue intact.</summary>
    public sealed record RunStopped(ProviderError Error) : SubmitOutcome;

    /// <summary>The answer was lost after bytes may have left: never send again by itself.</summary>
    public sealed record Uncertain(ProviderError Error) : SubmitOutcome;
}
