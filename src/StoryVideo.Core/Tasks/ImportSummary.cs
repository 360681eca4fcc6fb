using StoryVideo.Importing;
using StoryVideo.Stories;

namespace StoryVideo.Tasks;

/// <summary>What an import did.</summary>
public sealed record ImportSummary
{
    public required Story Story { get; init; }

    public required int Scenelets { get; init; }

    /// <summary>Shots of the source.</summary>
    public required int Shots { get; init; }

    /// <summary>Those of them that were not there before.</summary>
    public required int NewShots { get; init; }

    public required int FilesCopied { get; init; }

    /// <summary>Files that took the place of others; those are kept under <c>takes/</c>.</summary>
    public required int FilesReplaced { get; init; }

    /// <summary>Clips of the source that were not taken, because the shot has one: they are the ledger's to replace.</summary>
    public required int ClipsKept { get; init; }

    public required IReadOnlyList<ImportProblem> Warnings { get; init; }

    public string StoryId => Story.Id;

    public string DisplayName => Story.DisplayName;
}
