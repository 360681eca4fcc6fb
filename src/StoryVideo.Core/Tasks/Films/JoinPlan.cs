using StoryVideo.Cutting;
using StoryVideo.Cutting.Sounds;
using StoryVideo.Stories;

namespace StoryVideo.Tasks.Films;

/// <summary>A film that can be made: every cut, and what was found on the way. Nothing is written yet, and nothing will cost money.</summary>
public sealed record JoinPlan
{
    public required Story Story { get; init; }

    /// <summary>The scenelet that it is a film of; null for the film of the story.</summary>
    public string? SceneletId { get; init; }

    /// <summary>Where the film will be.</summary>
    public required string Path { get; init; }

    public required FilmPlan Film { get; init; }

    public required LoudnessGoal Loudness { get; init; }

    /// <summary>What is left out, doubled, replaced or done otherwise than asked.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }
}
