using StoryVideo.Ledger;
using StoryVideo.Stories;

namespace StoryVideo.Tasks;

/// <summary>How a shot stands between runs.</summary>
public sealed record ShotState
{
    public required StoryShot Shot { get; init; }

    /// <summary>
    /// <c>done</c>, <c>rehearsed</c>, <c>stale</c>, <c>missing</c>, or the state of the take that is under way or ended last:
    /// <c>submitted</c>, <c>unknown</c>, <c>filtered</c>…
    /// </summary>
    public required string State { get; init; }

    /// <summary>The take that the state speaks of.</summary>
    public Take? Take { get; init; }

    /// <summary>What has changed in the story since the clip was made: <c>character rhea</c>, <c>model sheet rhea</c>.</summary>
    public IReadOnlyList<string> Changes { get; init; } = [];

    /// <summary>Full path of the clip; null where there is none on disk.</summary>
    public string? File { get; init; }

    public string StoryId => Shot.StoryId;

    public string SceneletId => Shot.SceneletId;

    public int ShotIndex => Shot.ShotIndex;
}
