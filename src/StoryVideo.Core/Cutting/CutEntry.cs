namespace StoryVideo.Cutting;

/// <summary>One piece of a film: what is seen and heard, and from which frame to which.</summary>
public sealed record CutEntry
{
    /// <summary>What people call it: <c>s1#2</c>, or <c>title</c>.</summary>
    public required string Name { get; init; }

    public ClipRole Role { get; init; }

    /// <summary>Full path of the clip or the still; null for a card, and for a still of which there is no image.</summary>
    public string? File { get; init; }

    /// <summary>Words that stand in the picture; null for a clip.</summary>
    public string? Text { get; init; }

    /// <summary>The first frame, from 0.</summary>
    public int In { get; init; }

    /// <summary>The frame after the last; null for the clip's end. A still and a card need it.</summary>
    public int? Out { get; init; }

    /// <summary>How loud the clip's own sound is: 1 as it is, 0 not at all.</summary>
    public double OwnLevel { get; init; } = 1;

    /// <summary>Full path of a sound that begins with the entry, such as its dialogue; null where there is none.</summary>
    public string? Track { get; init; }

    /// <summary>How loud <see cref="Track"/> is.</summary>
    public double TrackLevel { get; init; } = 1;

    /// <summary>The way to the next entry; of no meaning for the last.</summary>
    public CutTransition ToNext { get; init; } = CutTransition.Cut;
}
