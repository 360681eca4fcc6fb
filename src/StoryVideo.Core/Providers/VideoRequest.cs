using StoryVideo.Catalog;

namespace StoryVideo.Providers;

/// <summary>Everything that a paid call sends for one clip.</summary>
public sealed record VideoRequest
{
    /// <summary>Model id, as the provider spells it.</summary>
    public required string Model { get; init; }

    public required string Prompt { get; init; }

    public required VideoFormat Format { get; init; }

    /// <summary>In the order in which they are sent.</summary>
    public required IReadOnlyList<ReferenceImage> References { get; init; }

    /// <summary>What people call the shot (<c>Title s1#2</c>): burnt into rehearsal clips, never sent to a paid model.</summary>
    public required string Caption { get; init; }

    /// <summary>Asset path of the still that a rehearsal animates; null where the shot has no image at all.</summary>
    public string? StillAssetPath { get; init; }

    /// <summary>The storyboard's words on camera movement; null where it has none.</summary>
    public string? CameraText { get; init; }
}
