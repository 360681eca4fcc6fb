namespace StoryVideo.Ledger;

/// <summary>A take that is about to be made: what the ledger commits before the request leaves.</summary>
public sealed record TakeReservation
{
    public required AssetKey Asset { get; init; }

    public required string Provider { get; init; }

    public required string Model { get; init; }

    /// <summary>What is asked for beside prompt and references, by name.</summary>
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    public required TakeFingerprint Fingerprint { get; init; }

    /// <summary>In US dollars; 0 only where the provider is free, null where the price is unknown.</summary>
    public required decimal? CostUsd { get; init; }

    public DateOnly? PriceDate { get; init; }

    public required string RunId { get; init; }

    public required TakeOwner Owner { get; init; }

    /// <summary>
    /// Told the take's id before it is committed: from the commit on others see it, and must find somebody at work on it. May be told
    /// of another id where a transaction is tried again; null where nobody wants to know.
    /// </summary>
    public Action<string>? Beginning { get; init; }

    /// <summary>
    /// How many takes of the asset there were when it was decided to make one: takes are never deleted, so that another number
    /// tells of another run. Null does not ask.
    /// </summary>
    public int? KnownTakes { get; init; }

    /// <summary>The most that this run may spend, reservations included; null for no cap.</summary>
    public decimal? RunCapUsd { get; init; }
}
