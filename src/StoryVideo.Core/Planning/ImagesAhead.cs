using System.Collections.Concurrent;
using StoryVideo.Ledger;
using StoryVideo.Stories;

namespace StoryVideo.Planning;

/// <summary>
/// Images that earlier steps of a workflow will have made by the time a plan is carried out. A dry run of several steps takes them
/// to be there, so that the later steps can be planned before the earlier ones have run.
/// </summary>
public sealed class ImagesAhead
{
    /// <summary>What is said of such an image.</summary>
    public const string Detail = "an earlier step makes it";

    private readonly ConcurrentDictionary<AssetPath, AssetKey> _images = new();

    /// <summary>Counts an image in that will have been made.</summary>
    public void Add(AssetPlan plan) => _images[plan.Output] = plan.Asset;

    /// <summary>Whether the image will be there.</summary>
    public bool Holds(AssetPath path) => _images.ContainsKey(path);

    /// <summary>The story with the paths that its designs will have.</summary>
    public Story In(Story story)
    {
        string? document = story.VisualDesignDocument;
        foreach ((AssetPath path, AssetKey image) in _images.Where(i => i.Value.StoryId == story.Id && i.Value.DesignId is not null))
        {
            DesignKind kind = image.Kind == AssetKind.ModelSheet ? DesignKind.Character : DesignKind.Environment;
            document = document is null ? null : DesignPaths.Set(document, kind, image.DesignId!, path.Stored) ?? document;
        }

        return story with { VisualDesignDocument = document };
    }

    /// <summary>The shot with the path that its key frame will have.</summary>
    public StoryShot In(StoryShot shot)
    {
        AssetPath path = AssetNames.KeyFrame(shot.Address);
        return Holds(path) ? shot with { KeyFrameImagePath = path.Value } : shot;
    }
}
