using StoryVideo.Catalog;
using StoryVideo.Planning;
using StoryVideo.Stories;

namespace StoryVideo.Tasks;

/// <summary>What an operator asks of a run that makes clips.</summary>
public sealed record ShotVideoRequest
{
    /// <summary>What a run may spend unless told otherwise, in US dollars.</summary>
    public const decimal DefaultMaximumCost = 25m;

    /// <summary>The <see cref="Model"/> that leaves it to each plan to pick one.</summary>
    public const string AutoModel = "auto";

    /// <summary>Provider; null takes the model's own.</summary>
    public string? Provider { get; init; }

    /// <summary>Model; null leaves it to the catalog's order of preference, <c>auto</c> to the plan of each shot.</summary>
    public string? Model { get; init; }

    /// <summary>By what an automatic model is picked; null takes the cheapest. Without <c>auto</c> it is refused.</summary>
    public ModelPreference? Prefer { get; init; }

    /// <summary>Each shot gets the model that its plan picks.</summary>
    public bool IsAuto => string.Equals(Model, AutoModel, StringComparison.OrdinalIgnoreCase);

    public VideoFormat Format { get; init; } = VideoFormat.Default;

    /// <summary>The operator named the format: clips of another one are stale, where stale ones are asked for.</summary>
    public bool IsFormatNamed { get; init; }

    public RunMode Mode { get; init; }

    public RunGoal Goal { get; init; }

    /// <summary>When the run ends whatever it has reached; what is under way stays adoptable. Null where each shot has its model's time.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Everything up to the first paid call: no key, no network, no write.</summary>
    public bool IsDryRun { get; init; }

    public bool ExcludeKeyFrame { get; init; }

    public bool Compact { get; init; }

    public bool AllowUnpriced { get; init; }

    /// <summary>The most that this run may spend, in US dollars.</summary>
    public decimal MaximumCost { get; init; } = DefaultMaximumCost;

    /// <summary>How many paid calls may be open at once; null takes the catalog's number for the model.</summary>
    public int? ThrottleLimit { get; init; }

    /// <summary>Only shots without a clip on disk.</summary>
    public bool OnlyMissing { get; init; }

    /// <summary>Only shots whose clip was made from something else than is there now.</summary>
    public bool OnlyStale { get; init; }

    /// <summary>Starts nothing further after the first shot that fails.</summary>
    public bool FailFast { get; init; }

    public ShotFilter Filter { get; init; } = ShotFilter.All;
}
