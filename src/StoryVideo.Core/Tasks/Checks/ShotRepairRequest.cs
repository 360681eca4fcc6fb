using StoryVideo.Stories;

namespace StoryVideo.Tasks.Checks;

/// <summary>What an operator asks of the mending of clips.</summary>
public sealed record ShotRepairRequest
{
    public ShotFilter Filter { get; init; } = ShotFilter.All;

    /// <summary>Who makes the new takes; null takes who made the clip.</summary>
    public string? Provider { get; init; }

    /// <summary>The model of the new takes; null takes that of the clip.</summary>
    public string? Model { get; init; }

    /// <summary>The model that judges them; null leaves it to the catalog's order of preference.</summary>
    public string? JudgeModel { get; init; }

    /// <inheritdoc cref="AssetRequest.AllowUnpriced"/>
    public bool AllowUnpriced { get; init; }

    /// <inheritdoc cref="AssetRequest.IsDryRun"/>
    public bool IsDryRun { get; init; }

    /// <summary>The most that all corrections together may spend, in US dollars.</summary>
    public decimal MaximumCost { get; init; } = AssetRequest.DefaultMaximumCost;
}
