using StoryVideo.Catalog;
using StoryVideo.Prompting;
using StoryVideo.Providers;
using StoryVideo.References;
using StoryVideo.Stories;

namespace StoryVideo.Planning;

/// <summary>Everything that the paid call for one shot would send, its price, and what is wrong with it.</summary>
public sealed record ShotPlan
{
    public required StoryShot Shot { get; init; }

    public required string Provider { get; init; }

    /// <summary>Model id. Of a rehearsal: the paid model that it rehearses for.</summary>
    public required string Model { get; init; }

    public required VideoFormat Format { get; init; }

    /// <summary>What would be sent as text; null where the story's documents do not allow one.</summary>
    public ShotPrompt? Prompt { get; init; }

    /// <summary>The images that go along, in order.</summary>
    public required IReadOnlyList<ReferenceSlot> References { get; init; }

    /// <summary>The images that do not, and why.</summary>
    public required IReadOnlyList<LeftOutReference> LeftOut { get; init; }

    /// <summary>Everything that is wrong, found before anything is spent.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>What a run of this moment would do with the shot.</summary>
    public ShotAction Action { get; init; }

    /// <summary>
    /// The price on the paid model in US dollars: 0 where nothing is made, null where it is not known. A rehearsal states it and
    /// does not pay it.
    /// </summary>
    public required decimal? EstimatedCost { get; init; }

    /// <summary>The day on which that price was last seen.</summary>
    public DateOnly? PriceDate { get; init; }

    /// <summary>What this provider will charge, in US dollars; null where it is not known.</summary>
    public required decimal? Charge { get; init; }

    /// <summary>Where the clip will lie in the assets folder.</summary>
    public required AssetPath Output { get; init; }

    /// <summary>Text of every part of the prompt, for the fingerprint; asked for only where something is sent or compared.</summary>
    internal Func<IReadOnlyDictionary<string, string>> PromptParts { get; init; } =
        static () => new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What is asked for beside prompt and references, for the ledger.</summary>
    internal IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What the storyboard says of camera movement.</summary>
    internal string? CameraText { get; init; }

    public string StoryId => Shot.StoryId;

    public string StoryTitle => Shot.StoryTitle;

    public string SceneletId => Shot.SceneletId;

    public int ShotIndex => Shot.ShotIndex;

    /// <summary>An error keeps it from being sent.</summary>
    public bool IsBlocked => Findings.Any(static f => f.Severity == FindingSeverity.Error);

    /// <summary>The request, exactly as it would be sent.</summary>
    /// <exception cref="InvalidOperationException">The plan is blocked for want of a prompt.</exception>
    public VideoRequest ToRequest() => new()
    {
        Model = Model,
        Prompt = Prompt?.Text ?? throw new InvalidOperationException($"{Shot.Address} has no prompt."),
        Format = Format,
        References = [.. References.Select(static r => new ReferenceImage(r.Path, r.FullPath, r.MimeType, r.Bytes))],
        Caption = $"{Shot.StoryTitle} · {Shot.SceneletLabel ?? Shot.SceneletId} · {Shot.Address}",
        StillAssetPath = StillPath(),
        CameraText = CameraText,
    };

    // A rehearsal moves over the shot's own still where it has one, whether or not that is sent along.
    private string? StillPath() =>
        References.FirstOrDefault(static r => r.Role == ReferenceRole.KeyFrame)?.Path
        ?? LeftOut.FirstOrDefault(static r => r is { Role: ReferenceRole.KeyFrame, IsUsable: true })?.Path
        ?? (References.Count > 0 ? References[0].Path : null);
}
