namespace StoryVideo.Cutting.Inspection;

/// <summary>What a clip was ordered to be; null where nothing was said.</summary>
public sealed record ClipExpectation
{
    public double? Seconds { get; init; }

    /// <summary>In pixels.</summary>
    public int? Width { get; init; }

    /// <inheritdoc cref="Width"/>
    public int? Height { get; init; }

    public double? FramesPerSecond { get; init; }

    /// <summary>Whether it should have sound.</summary>
    public bool HasSound { get; init; } = true;
}
