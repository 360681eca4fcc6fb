using StoryVideo.Stories;

namespace StoryVideo.Tasks.Checks;

/// <summary>What is known of one shot's clip, and what the shot has cost.</summary>
public sealed record ShotReport
{
    public required string StoryId { get; init; }

    /// <summary>Display name of the story.</summary>
    public required string StoryTitle { get; init; }

    public required string SceneletId { get; init; }

    public required int ShotIndex { get; init; }

    /// <summary>From 0, another film, to 1; null where the clip was not checked, or the judge's answer could not be used.</summary>
    public double? Score { get; init; }

    /// <summary>What is wrong, the judge's issues first, then what the free checks found.</summary>
    public IReadOnlyList<string> Issues { get; init => field = Indexed.Of(value); } = [];

    /// <inheritdoc cref="Stories.Verdict.FixPrompt"/>
    public string? FixPrompt { get; init; }

    /// <summary>Provider and model of the judge; null where there was none. A rehearsed judge has looked at nothing.</summary>
    public string? Judge { get; init; }

    /// <summary>
    /// What all takes of the shot have cost, in US dollars: clips, stills, speech and checks, lost answers included. What the provider says
    /// that it charged counts in place of the price; null where the price of one is not known.
    /// </summary>
    public required decimal? CostUsd { get; init; }

    /// <summary>How many takes its clip has had.</summary>
    public required int Takes { get; init; }

    /// <summary>Full path of the clip; null where there is none.</summary>
    public string? File { get; init; }

    /// <summary>Why there is no score, in words; null where there is one.</summary>
    public string? Note { get; init; }
}
