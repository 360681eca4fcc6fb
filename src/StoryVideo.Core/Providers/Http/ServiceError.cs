namespace StoryVideo.Providers.Http;

/// <summary>What a refusal in the service's own words says, as far as a decision hangs on it.</summary>
internal sealed record ServiceError
{
    /// <summary>For people; empty where it is left out.</summary>
    public required string Message { get; init; }

    /// <summary>The thing that was asked for is not known to the service.</summary>
    public bool IsNotFound { get; init; }

    /// <summary>It is the key that is wrong.</summary>
    public bool IsKeyRefused { get; init; }

    /// <summary>It is what the request shows or says, and no form or right of it.</summary>
    public bool IsContentRefused { get; init; }

    /// <summary>The account cannot be served as it stands: billing, region.</summary>
    public bool IsAccountNotReady { get; init; }

    /// <summary>The pause that it asks for.</summary>
    public TimeSpan? RetryDelay { get; init; }

    /// <summary>A quota of the day is used up; waiting minutes does not help.</summary>
    public bool IsDailyQuota { get; init; }

    /// <summary>There is no paid quota for this model.</summary>
    public bool IsWithoutBilling { get; init; }
}
