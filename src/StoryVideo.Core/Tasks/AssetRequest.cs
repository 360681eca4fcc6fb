using StoryVideo.Catalog;
using StoryVideo.Planning;
using StoryVideo.Tasks.Plans;

namespace StoryVideo.Tasks;

/// <summary>What an operator asks of a run, whatever it makes.</summary>
public abstract record AssetRequest
{
    /// <summary>What a run may spend unless told otherwise, in US dollars.</summary>
    public const decimal DefaultMaximumCost = 25m;

    /// <summary>The <see cref="Model"/> that leaves it to each plan to pick one.</summary>
    public const string AutoModel = "auto";

    /// <summary>What is made.</summary>
    internal abstract ModelKind Makes { get; }

    /// <summary>Plans what is asked for.</summary>
    /// <exception cref="PlanException">It names a model or provider that cannot be used.</exception>
    public abstract PlanAssets Plan(Studio studio);

    /// <summary>Provider; null takes the model's own.</summary>
    public string? Provider { get; init; }

    /// <summary>Model; null leaves it to the catalog's order of preference, <c>auto</c> to the plan of each clip.</summary>
    public string? Model { get; init; }

    /// <summary>Each asset gets the model that its plan picks.</summary>
    public virtual bool IsAuto => false;

    public RunMode Mode { get; init; }

    public RunGoal Goal { get; init; }

    /// <summary>When the run ends whatever it has reached; what is under way stays adoptable. Null where each asset has its model's time.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Everything up to the first paid call: no key, no network, no write.</summary>
    public bool IsDryRun { get; init; }

    public bool AllowUnpriced { get; init; }

    /// <summary>The most that this run may spend, in US dollars.</summary>
    public decimal MaximumCost { get; init; } = DefaultMaximumCost;

    /// <summary>How many paid calls may be open at once; null takes the catalog's number for the model.</summary>
    public int? ThrottleLimit { get; init; }

    /// <summary>Only what has no file on disk.</summary>
    public bool OnlyMissing { get; init; }

    /// <summary>Only what was made from something else than is there now.</summary>
    public bool OnlyStale { get; init; }

    /// <summary>Starts nothing further after the first that fails.</summary>
    public bool FailFast { get; init; }

    /// <summary>What earlier steps of a dry run would have made by then: taken to be there. Null for nothing.</summary>
    public ImagesAhead? Ahead { get; init; }

    /// <summary>The run in the ledger, where several steps are one run and share its cap; null begins one.</summary>
    public string? RunId { get; init; }

    /// <summary>What the operator named of the shape, as takes remember it: one of another shape is stale.</summary>
    internal virtual IReadOnlyDictionary<string, string> NamedParameters { get; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
