using StoryVideo.Cutting;
using StoryVideo.Stories;

namespace StoryVideo.Tasks.Films;

/// <summary>A film that was made of a story, or that would be.</summary>
public sealed record StoryFilm
{
    public required string StoryId { get; init; }

    public required string StoryTitle { get; init; }

    /// <summary>The scenelet that it is a film of; null for the film of the story.</summary>
    public string? SceneletId { get; init; }

    /// <summary>Full path.</summary>
    public required string Path { get; init; }

    /// <summary>Whether it is there; false in a dry run.</summary>
    public bool IsMade => Report is not null;

    public required TimeSpan Duration { get; init; }

    public required int FrameCount { get; init; }

    /// <summary>Frames that went in as they were coded.</summary>
    public required int CopiedFrames { get; init; }

    /// <summary>In pixels.</summary>
    public required int Width { get; init; }

    /// <inheritdoc cref="Width"/>
    public required int Height { get; init; }

    /// <summary>What is seen and heard from when to when.</summary>
    public required IReadOnlyList<PlannedEntry> Cuts { get; init => field = Indexed.Of(value); }

    public required IReadOnlyList<Finding> Findings { get; init => field = Indexed.Of(value); }

    /// <summary>Sizes and loudness of the film that was made; null in a dry run.</summary>
    public FilmReport? Report { get; init; }

    /// <summary>In LUFS, measured after coding; null in a dry run and for silence.</summary>
    public double? Loudness => Report is { Verified: { IsSilent: false } verified } ? Math.Round(verified.Integrated, 1) : null;

    /// <summary>In dBTP, measured after coding; null in a dry run and for silence.</summary>
    public double? TruePeak => Report is { Verified: { IsSilent: false } verified } ? Math.Round(verified.TruePeak, 1) : null;

    public static StoryFilm Of(JoinPlan plan, FilmReport? report = null) => new()
    {
        StoryId = plan.Story.Id,
        StoryTitle = plan.Story.DisplayName,
        SceneletId = plan.SceneletId,
        Path = plan.Path,
        Duration = TimeSpan.FromSeconds(plan.Film.Seconds),
        FrameCount = plan.Film.FrameCount,
        CopiedFrames = plan.Film.CopiedFrames,
        Width = plan.Film.Width,
        Height = plan.Film.Height,
        Cuts = plan.Film.Entries,
        Findings = report is null ? plan.Findings : [.. plan.Findings, .. FilmFindings.Of(report, plan.Loudness)],
        Report = report,
    };
}
