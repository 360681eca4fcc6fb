using StoryVideo.Planning;
using StoryVideo.References;
using StoryVideo.Storage;
using StoryVideo.Stories;

namespace StoryVideo.Formatting;

/// <summary>An image that a shot has a claim to: whether it goes along, and why.</summary>
public sealed record ShotReference
{
    public required string StoryId { get; init; }

    public required string SceneletId { get; init; }

    public required int ShotIndex { get; init; }

    /// <summary>Its place in the request, from 1; null where it does not go along.</summary>
    public int? Slot { get; init; }

    public required ReferenceRole Role { get; init; }

    /// <summary>The character or environment; for a key frame the shot.</summary>
    public required string Id { get; init; }

    /// <summary>Whether it goes along.</summary>
    public bool Taken => Slot is not null;

    public required string Reason { get; init; }

    /// <summary>Path inside the assets folder; null where there is no image.</summary>
    public string? Path { get; init; }

    /// <summary>The file; null where there is none.</summary>
    public string? FullPath { get; init; }

    public long? Bytes { get; init; }

    public string? MimeType { get; init; }

    internal static IEnumerable<ShotReference> Of(ShotPlan plan, AssetFolder assets)
    {
        ReferenceFiles files = new(assets);
        return plan.References.Select((slot, at) => Of(plan, slot, at + 1))
            .Concat(plan.LeftOut.Select(left => Of(plan, left, files)));
    }

    private static ShotReference Of(ShotPlan plan, ReferenceSlot slot, int place) => new()
    {
        StoryId = plan.StoryId,
        SceneletId = plan.SceneletId,
        ShotIndex = plan.ShotIndex,
        Slot = place,
        Role = slot.Role,
        Id = slot.Id,
        Reason = slot.Reason,
        Path = slot.Path,
        FullPath = slot.FullPath,
        Bytes = slot.Bytes,
        MimeType = slot.MimeType,
    };

    private static ShotReference Of(ShotPlan plan, LeftOutReference left, ReferenceFiles files)
    {
        ReferenceFile? file = left.IsUsable && AssetPath.TryParse(left.Path, out AssetPath? path, out _)
            ? files.Look(path)
            : null;
        return new ShotReference
        {
            StoryId = plan.StoryId,
            SceneletId = plan.SceneletId,
            ShotIndex = plan.ShotIndex,
            Role = left.Role,
            Id = left.Id,
            Reason = left.Reason,
            Path = left.Path,
            FullPath = file?.FullPath,
            Bytes = file?.Bytes,
            MimeType = file?.MimeType,
        };
    }
}
