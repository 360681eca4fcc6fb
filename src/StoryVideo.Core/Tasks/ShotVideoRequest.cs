using StoryVideo.Catalog;
using StoryVideo.Planning;
using StoryVideo.Stories;
using StoryVideo.Tasks.Plans;

namespace StoryVideo.Tasks;

/// <summary>What an operator asks of a run that makes clips.</summary>
public sealed record ShotVideoRequest : AssetRequest
{
    /// <summary>By what an automatic model is picked; null takes the cheapest. Without <c>auto</c> it is refused.</summary>
    public ModelPreference? Prefer { get; init; }

    public VideoFormat Format { get; init; } = VideoFormat.Default;

    /// <summary>The operator named the format: clips of another one are stale, where stale ones are asked for.</summary>
    public bool IsFormatNamed { get; init; }

    public bool ExcludeKeyFrame { get; init; }

    public bool Compact { get; init; }

    /// <inheritdoc cref="PlanOptions.Correction"/>
    public string? Correction { get; init; }

    /// <inheritdoc cref="ShotPlan.EditOf"/>
    internal Providers.SourceClip? EditOf { get; init; }

    public ShotFilter Filter { get; init; } = ShotFilter.All;

    /// <inheritdoc/>
    public override PlanShotVideos Plan(Studio studio) => new(studio, this);

    public override bool IsAuto => string.Equals(Model, AutoModel, StringComparison.OrdinalIgnoreCase);

    internal override ModelKind Makes => ModelKind.Video;

    internal override IReadOnlyDictionary<string, string> NamedParameters =>
        IsFormatNamed ? PlanParameters.Of(Format) : base.NamedParameters;
}
