namespace StoryVideo.Ledger;

/// <summary>Which takes to read; null asks for all.</summary>
public sealed record TakeFilter
{
    public string? TakeId { get; init; }

    public string? StoryId { get; init; }

    public AssetKind? Kind { get; init; }

    public string? AssetName { get; init; }

    /// <summary>Only takes of one of these assets; empty for every asset.</summary>
    public IReadOnlyList<string> AssetNames { get; init; } = [];

    /// <summary>The latest reservation first.</summary>
    public bool NewestFirst { get; init; }

    public string? RunId { get; init; }

    /// <summary>Only takes in one of these states; empty for every state.</summary>
    public IReadOnlyList<TakeState> States { get; init; } = [];
}
