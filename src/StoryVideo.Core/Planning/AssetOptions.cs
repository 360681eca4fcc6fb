using StoryVideo.Catalog;

namespace StoryVideo.Planning;

/// <summary>What an operator asks of the assets of a run, whatever they are.</summary>
public abstract record AssetOptions
{
    /// <summary>Who makes them. A rehearsal plans for a paid model and makes stand-ins on this machine for nothing.</summary>
    public required string Provider { get; init; }

    public required CatalogModel Model { get; init; }

    /// <summary>Why this model, in words.</summary>
    public string ModelReason { get; init; } = "as named";

    /// <summary>They cost nothing with this provider.</summary>
    public bool IsFree { get; init; }

    /// <summary>Nothing will be sent: a missing image is a warning.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>This machine can make smaller copies of images that are too large to be sent.</summary>
    public bool CanShrink { get; init; } = true;

    /// <summary>Lets a model be used whose price is not known.</summary>
    public bool AllowUnpriced { get; init; }
}
