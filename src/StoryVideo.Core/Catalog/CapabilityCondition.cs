namespace StoryVideo.Catalog;

/// <summary>A pattern over requests. A part that is null or empty leaves its side of the request open.</summary>
public sealed record CapabilityCondition
{
    /// <summary>Whether reference images go along.</summary>
    public bool? References { get; init; }

    /// <summary>Whether a first frame goes along.</summary>
    public bool? FirstFrame { get; init; }

    public IReadOnlyList<string> AspectRatios { get; init; } = [];

    public IReadOnlyList<string> Resolutions { get; init; } = [];

    /// <summary>In seconds.</summary>
    public IReadOnlyList<int> Durations { get; init; } = [];

    /// <summary>Whether a request fits every part that is given.</summary>
    public bool Fits(VideoFormat format, bool references, bool firstFrame) =>
        (References ?? references) == references
        && (FirstFrame ?? firstFrame) == firstFrame
        && FitsOne(AspectRatios, format.AspectRatio)
        && FitsOne(Resolutions, format.Resolution)
        && (Durations.Count == 0 || Durations.Contains(format.DurationSeconds));

    private static bool FitsOne(IReadOnlyList<string> allowed, string value) =>
        allowed.Count == 0 || allowed.Contains(value, StringComparer.OrdinalIgnoreCase);
}
