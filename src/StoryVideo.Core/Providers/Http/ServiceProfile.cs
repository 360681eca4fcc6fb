namespace StoryVideo.Providers.Http;

/// <summary>
/// How a service is spoken of and how its refusals are read: what the shared calls cannot know by themselves. Texts are parts of
/// sentences for an operator.
/// </summary>
internal sealed record ServiceProfile
{
    /// <summary>In the middle of a sentence: <c>the Gemini API</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Whose form an answer is not in where somebody in between gave it: <c>Google</c>.</summary>
    public required string Owner { get; init; }

    /// <summary>What holds the key: <c>GOOGLE_API_KEY or GEMINI_API_KEY</c>.</summary>
    public required string Keys { get; init; }

    /// <summary>What is there to check where the service refuses a call: whom the key must belong to.</summary>
    public required string KeyOwner { get; init; }

    /// <summary>The variable that moves the service elsewhere.</summary>
    public required string AddressVariable { get; init; }

    /// <summary>Code of the error for an address that is another service's.</summary>
    public required string ImpostorCode { get; init; }

    /// <summary>How long clips are kept: <c>Google keeps clips for two days</c>.</summary>
    public required string Retention { get; init; }

    /// <summary>Within what time a clip is fetched: <c>two days</c>.</summary>
    public required string FetchWithin { get; init; }

    /// <summary>Where prepaid credit is topped up.</summary>
    public required string CreditAt { get; init; }

    /// <summary>When a day's quota begins anew.</summary>
    public required string DayBegins { get; init; }

    /// <summary>What an operation's name looks like.</summary>
    public required string OperationForm { get; init; }

    /// <summary>What a key without rights to a model is told; empty where that cannot be mistaken.</summary>
    public string ModelHint { get; init; } = "";

    /// <summary>What a request against the service's guidelines may cost though nothing is made of it, as a sentence.</summary>
    public string RefusalFee { get; init; } = " Nothing was charged";

    /// <summary>The service's own account of a refusal; null where the answer is not in its form.</summary>
    public required Func<string, ServiceError?> ReadError { get; init; }

    /// <summary>At the beginning of a sentence: <c>The Gemini API</c>.</summary>
    public string Title => char.ToUpperInvariant(Name[0]) + Name[1..];
}
