using StoryVideo.Catalog;
using StoryVideo.Ledger;
using StoryVideo.Providers;
using StoryVideo.References;
using StoryVideo.Stories;

namespace StoryVideo.Planning;

/// <summary>The plan of one shot's clip.</summary>
public sealed record ShotPlan : AssetPlan
{
    public required StoryShot Shot { get; init; }

    public required VideoFormat Format { get; init; }

    /// <summary>The clip that a correction may change in place of making another, where the provider can; null where it is made anew.</summary>
    internal SourceClip? EditOf { get; init; }

    /// <inheritdoc cref="PlanOptions.Correction"/>
    internal string? Correction { get; init; }

    /// <summary>What the storyboard says of camera movement.</summary>
    internal string? CameraText { get; init; }

    public override AssetKey Asset => AssetKey.Video(Shot.StoryId, Shot.SceneletId, Shot.ShotIndex);

    public override string StoryTitle => Shot.StoryTitle;

    public string SceneletId => Shot.SceneletId;

    public int ShotIndex => Shot.ShotIndex;

    internal override string? StoredPath => Shot.VideoFilePath;

    internal override string Shape => Format.ToString();

    /// <summary>The request, exactly as it would be sent.</summary>
    /// <exception cref="InvalidOperationException">The plan is blocked for want of a prompt.</exception>
    public VideoRequest ToRequest() => new()
    {
        Model = Model,
        Prompt = Prompt?.Text ?? throw new InvalidOperationException($"{Shot.Address} has no prompt."),
        Format = Format,
        References = [.. References.Select(static r => new ReferenceImage(r.Path, r.FullPath, r.MimeType, r.Bytes) { Shows = Shows(r) })],
        Caption = $"{Shot.StoryTitle} · {Shot.SceneletLabel ?? Shot.SceneletId} · {Shot.Address}",
        StillAssetPath = StillPath(),
        CameraText = CameraText,
    };

    private static string Shows(ReferenceSlot slot) => slot.Role switch
    {
        ReferenceRole.Character => $"the model sheet of {slot.Id}",
        ReferenceRole.Environment => $"the environment reference of {slot.Id}",
        _ => "the key frame",
    };

    // A rehearsal moves over the shot's own still where it has one, whether or not that is sent along.
    private string? StillPath() =>
        References.FirstOrDefault(static r => r.Role == ReferenceRole.KeyFrame)?.Path
        ?? LeftOut.FirstOrDefault(static r => r is { Role: ReferenceRole.KeyFrame, IsUsable: true })?.Path
        ?? (References.Count > 0 ? References[0].Path : null);
}
