using StoryVideo.Catalog;

namespace StoryVideo.Planning;

/// <summary>What an operator asks of the clips of a run.</summary>
public sealed record PlanOptions
{
    /// <summary>Who makes the clips. A rehearsal plans for a paid model and makes its clips on this machine for nothing.</summary>
    public required string Provider { get; init; }

    public required CatalogModel Model { get; init; }

    /// <summary>Why this model, in words.</summary>
    public string ModelReason { get; init; } = "as named";

    /// <summary>The clips cost nothing with this provider.</summary>
    public bool IsFree { get; init; }

    public VideoFormat Format { get; init; } = VideoFormat.Default;

    /// <summary>Sends no key frames.</summary>
    public bool ExcludeKeyFrame { get; init; }

    /// <summary>Shortens prompts towards the model's limit.</summary>
    public bool Compact { get; init; }

    /// <summary>Nothing will be sent: a missing image is a warning.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Lets a model be used whose price is not known.</summary>
    public bool AllowUnpriced { get; init; }
}
