using StoryVideo.Ledger;
using StoryVideo.Providers;
using StoryVideo.Stories;

namespace StoryVideo.Planning;

/// <summary>The plan of one image: a model sheet, an environment reference or the key frame of a shot.</summary>
public sealed record ImagePlan : AssetPlan
{
    private readonly AssetKey _asset;
    private readonly string _storyTitle;

    /// <summary>A model sheet or an environment reference.</summary>
    /// <param name="story">Its story.</param>
    /// <param name="design">Of what.</param>
    /// <param name="number">Which of the design's images, from 1.</param>
    internal ImagePlan(Story story, Design design, int number)
    {
        AssetKind kind = design.Kind == DesignKind.Character ? AssetKind.ModelSheet : AssetKind.EnvironmentReference;
        _asset = AssetKey.Design(kind, story.Id, design.Id, number);
        _storyTitle = story.DisplayName;
        Design = design;
    }

    /// <summary>A key frame.</summary>
    internal ImagePlan(StoryShot shot)
    {
        _asset = AssetKey.KeyFrame(shot.StoryId, shot.SceneletId, shot.ShotIndex);
        _storyTitle = shot.StoryTitle;
        Shot = shot;
    }

    public override AssetKey Asset => _asset;

    public override string StoryTitle => _storyTitle;

    /// <summary>The shot whose still it is; null for images of designs.</summary>
    public StoryShot? Shot { get; }

    /// <summary>The design that it shows; null for key frames.</summary>
    public Design? Design { get; }

    public required ImageFormat Format { get; init; }

    /// <summary>What people call it: <c>model sheet rhea</c>.</summary>
    public string Title => _asset.Title;

    /// <summary>What a stand-in shows beside its name.</summary>
    public string Note { get; init; } = "";

    internal IReadOnlyList<string> Colours { get; init; } = [];

    // A design's path names the one that is selected of its images; a further one is there when its own file is.
    internal override string? StoredPath => Shot is not null ? Shot.KeyFrameImagePath : _asset.ShotIndex is null ? Design?.ImagePath : null;

    internal override string Shape => Format.ToString();

    /// <summary>The request, exactly as it would be sent.</summary>
    /// <exception cref="InvalidOperationException">The plan is blocked for want of a prompt.</exception>
    public ImageRequest ToRequest() => new()
    {
        Model = Model,
        Prompt = Prompt?.Text ?? throw new InvalidOperationException($"{Title} has no prompt."),
        AspectRatio = Format.AspectRatio,
        Size = Format.Size,
        References = [.. References.Select(static r => new ReferenceImage(r.Path, r.FullPath, r.MimeType, r.Bytes))],
        Caption = $"{Title} · {StoryTitle}",
        Note = Note,
        Colours = Colours,
    };
}
