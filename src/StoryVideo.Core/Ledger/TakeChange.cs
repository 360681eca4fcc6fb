namespace StoryVideo.Ledger;

/// <summary>What a take learns as it moves to another state; null leaves what is known as it is.</summary>
public sealed record TakeChange
{
    public static TakeChange None { get; } = new();

    public string? OperationName { get; init; }

    public string? ResultUri { get; init; }

    /// <inheritdoc cref="Take.BilledUsd"/>
    public decimal? BilledUsd { get; init; }

    public TakeFile? File { get; init; }

    public TakeError? Error { get; init; }
}
