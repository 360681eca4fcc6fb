using System.IO.Enumeration;

namespace StoryVideo.Stories;

/// <summary>Which shots of a story are meant.</summary>
public sealed record ShotFilter
{
    /// <summary>Every shot.</summary>
    public static ShotFilter All { get; } = new();

    /// <summary>Ids or labels of scenelets, with <c>*</c> and <c>?</c>; empty for all.</summary>
    public IReadOnlyList<string> Scenelets { get; init; } = [];

    /// <summary>1-based indexes; empty for all.</summary>
    public IReadOnlyList<IndexRange> Indexes { get; init; } = [];

    /// <summary>Whether some are named, rather than all meant.</summary>
    public bool NamesShots => Scenelets.Count + Indexes.Count > 0;

    public bool Wants(Scenelet scenelet) =>
        Scenelets.Count == 0 || Scenelets.Any(p => Matches(p, scenelet.Id) || Matches(p, scenelet.Label));

    public bool Wants(int shotIndex) => Indexes.Count == 0 || Indexes.Any(r => r.Contains(shotIndex));

    /// <summary>Whether a name may mean several.</summary>
    public static bool IsPattern(string name) => name.AsSpan().ContainsAny('*', '?');

    /// <summary>Whether a name fits a pattern with <c>*</c> and <c>?</c>, in any letter case.</summary>
    public static bool Matches(string pattern, string? name) =>
        name is not null && FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: true);
}
