using StoryVideo.Ledger;
using StoryVideo.Planning;
using StoryVideo.Stories;

namespace StoryVideo.Tasks.Plans;

/// <summary>A plan together with what will become of it in this run.</summary>
public sealed record PlannedAsset
{
    public required AssetPlan Plan { get; init; }

    public required AssetAction Action { get; init; }

    /// <summary>Why, in words.</summary>
    public required string Reason { get; init; }

    /// <summary>The take that is gone on with, or that was made before.</summary>
    public Take? Take { get; init; }

    /// <summary>How many takes the asset had when this was decided.</summary>
    internal int KnownTakes { get; init; }

    /// <summary>Where the file is that the asset has; null where it has none on disk.</summary>
    public string? File { get; init; }

    /// <summary>What is wrong with it: the plan's findings and those of the ledger.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>What this asset adds to the bill, in US dollars; null where the price is not known.</summary>
    public decimal? Charge => Action == AssetAction.Make ? Plan.Charge : 0;

    /// <summary>A run has something to do for it.</summary>
    public bool IsOpen => Action is AssetAction.Make or AssetAction.Adopt;

    /// <summary>The plan as an operator sees it: with what becomes of the asset, and no price where nothing is made.</summary>
    public AssetPlan Preview => Plan with
    {
        Action = Action,
        EstimatedCost = Action switch
        {
            AssetAction.Make => Plan.EstimatedCost,

            // What keeps an asset from being made may be just that its price is not known.
            AssetAction.Block when Plan.EstimatedCost is null => null,
            _ => 0,
        },
        Charge = Charge,
    };
}
