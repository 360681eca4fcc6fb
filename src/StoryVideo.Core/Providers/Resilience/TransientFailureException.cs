namespace StoryVideo.Providers.Resilience;

/// <summary>A free call that failed in a way which may pass: worth another try.</summary>
internal sealed class TransientFailureException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>A stable word for what failed, for the error that remains when no try succeeds.</summary>
    public required string Code { get; init; }

    /// <summary>What the server asked for.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public int? HttpStatus { get; init; }

    /// <summary>The server's own answer.</summary>
    public string? Raw { get; init; }
}
