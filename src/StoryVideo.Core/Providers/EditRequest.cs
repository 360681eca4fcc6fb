namespace StoryVideo.Providers;

/// <summary>Everything that a paid call sends to change one clip. Length, aspect and resolution stay the clip's own.</summary>
public sealed record EditRequest
{
    /// <summary>Model id, as the provider spells it.</summary>
    public required string Model { get; init; }

    /// <summary>What is to become different.</summary>
    public required string Prompt { get; init; }

    public required SourceClip Clip { get; init; }
}
