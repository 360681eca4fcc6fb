namespace StoryVideo.Providers;

/// <summary>Everything that a paid call sends for the check of one clip.</summary>
public sealed record JudgeRequest
{
    /// <summary>Model id, as the provider spells it.</summary>
    public required string Model { get; init; }

    public required string Prompt { get; init; }

    /// <summary>Frames of the clip first, then what they are to be measured by.</summary>
    public required IReadOnlyList<JudgeImage> Images { get; init; }

    /// <summary>Ids of the characters that get a score of their own.</summary>
    public required IReadOnlyList<string> Characters { get; init; }

    /// <summary>The longest answer, thoughts included, in tokens: what the price is reckoned by.</summary>
    public required int MostTokens { get; init; }
}
