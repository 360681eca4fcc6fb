namespace StoryVideo.Ledger;

/// <summary>One attempt at one asset. Takes are never deleted.</summary>
public sealed record Take
{
    /// <summary>Sorts by time of reservation.</summary>
    public required string Id { get; init; }

    public required AssetKey Asset { get; init; }

    public string StoryId => Asset.StoryId;

    public string? SceneletId => Asset.SceneletId;

    /// <summary>The shot's 1-based index; null for takes of designs, however many images these have.</summary>
    public int? ShotIndex => Asset.SceneletId is null ? null : Asset.ShotIndex;

    /// <summary>The character or environment; null for takes of shots.</summary>
    public string? DesignId => Asset.DesignId;

    /// <summary>What it is an attempt at.</summary>
    public AssetKind Kind => Asset.Kind;

    public required TakeState State { get; init; }

    /// <summary>Whether the asset's path points at this take.</summary>
    public bool IsSelected { get; init; }

    public required string Provider { get; init; }

    public required string Model { get; init; }

    /// <summary>What was asked for beside prompt and references, by name: <c>resolution</c> is <c>1080p</c>.</summary>
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    public required string Fingerprint { get; init; }

    public required IReadOnlyDictionary<string, string> FingerprintParts { get; init; }

    /// <summary>What it costs where it succeeds, in US dollars; null where the price is unknown.</summary>
    public decimal? CostUsd { get; init; }

    /// <summary>What the provider itself says that it charged, in US dollars; null where it says nothing of it.</summary>
    public decimal? BilledUsd { get; init; }

    /// <summary>What counts: the provider's own word, else the price.</summary>
    public decimal? ChargeUsd => BilledUsd ?? CostUsd;

    public DateOnly? PriceDate { get; init; }

    /// <summary>The run that reserved it.</summary>
    public required string RunId { get; init; }

    /// <summary>The process that works on it, as <see cref="TakeOwner"/> writes it; empty where one let go of it in good order.</summary>
    public required string Owner { get; init; }

    /// <summary>When its request was about to leave whole; null where it never did, and cost nothing for certain.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>The provider's name for the work, by which any process can go on with it.</summary>
    public string? OperationName { get; init; }

    /// <summary>Where the result lies at the provider.</summary>
    public string? ResultUri { get; init; }

    public TakeFile? File { get; init; }

    public TakeError? Error { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>One text for provider, model and parameters: takes with the same can be planned again by one planner.</summary>
    internal string OptionsKey() => string.Join('\0', [Provider, Model, .. Parameters.Select(static p => p.Key + p.Value)]);
}
