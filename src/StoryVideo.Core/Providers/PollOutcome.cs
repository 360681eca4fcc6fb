namespace StoryVideo.Providers;

/// <summary>What a look at a running operation showed. A poll is free and never starts anything.</summary>
public abstract record PollOutcome
{
    private PollOutcome()
    {
    }

    /// <summary>What the service says that it charged, in US dollars; null where it says nothing of it.</summary>
    public decimal? BilledUsd { get; init; }

    public sealed record Running : PollOutcome;

    /// <summary>Done, with at least one sample, first one first.</summary>
    public sealed record Generated(IReadOnlyList<GeneratedVideo> Videos) : PollOutcome;

    /// <summary>Done, withheld by the provider's safety filter; its reasons in words are in the error.</summary>
    public sealed record Filtered(ProviderError Error) : PollOutcome;

    /// <summary>Done with an error of the operation, or done with nothing at all.</summary>
    public sealed record Failed(ProviderError Error) : PollOutcome;

    /// <summary>The provider no longer knows the operation, or no longer keeps what came of it.</summary>
    /// <param name="Error">Why.</param>
    /// <param name="IsCertain">It says so of this operation in as many words: another key or a later look changes nothing.</param>
    public sealed record Gone(ProviderError Error, bool IsCertain = false) : PollOutcome;

    /// <summary>The look failed, after retries; the operation goes on by itself and stays adoptable.</summary>
    /// <param name="Error">Why.</param>
    /// <param name="RetryAfter">The pause that the provider asks for; null where it asks for none.</param>
    /// <param name="IsRefused">The provider refused to answer, and will again until somebody mends something.</param>
    public sealed record Unreachable(ProviderError Error, TimeSpan? RetryAfter = null, bool IsRefused = false) : PollOutcome;
}
