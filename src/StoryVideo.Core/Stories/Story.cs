namespace StoryVideo.Stories;

/// <summary>A story: its title and its design documents as stored.</summary>
public sealed record Story
{
    public required string Id { get; init; }

    public required string DisplayName { get; init; }

    /// <summary>JSON text of the visual design document, wrapped or not; null where the story has none.</summary>
    public string? VisualDesignDocument { get; init; }

    /// <summary>JSON text of the audio design document, wrapped or not; null where the story has none.</summary>
    public string? AudioDesignDocument { get; init; }

    /// <summary>Number of shots in its storyboard.</summary>
    public int ShotCount { get; init; }

    /// <summary>Number of shots whose clip has a path.</summary>
    public int VideoCount { get; init; }
}
