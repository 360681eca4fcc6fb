using StoryVideo.Catalog;

namespace StoryVideo.Planning;

/// <summary>What an operator asks of the clips of a run.</summary>
public sealed record PlanOptions : AssetOptions
{
    public VideoFormat Format { get; init; } = VideoFormat.Default;

    /// <summary>Sends no key frames.</summary>
    public bool ExcludeKeyFrame { get; init; }

    /// <summary>What a take is to have otherwise than an earlier one; null where it is the first, or simply another.</summary>
    public string? Correction { get; init; }

    /// <summary>Shortens prompts towards the model's limit.</summary>
    public bool Compact { get; init; }
}
