using StoryVideo.Ledger;
using StoryVideo.Planning;
using StoryVideo.Stories;

namespace StoryVideo.Tasks;

/// <summary>A plan together with what will become of it in this run.</summary>
public sealed record PlannedShot
{
    public required ShotPlan Plan { get; init; }

    public required ShotAction Action { get; init; }

    /// <summary>Why, in words.</summary>
    public required string Reason { get; init; }

    /// <summary>The take that is gone on with, or that was made before.</summary>
    public Take? Take { get; init; }

    /// <summary>How many takes the shot had when this was decided.</summary>
    internal int KnownTakes { get; init; }

    /// <summary>Where the clip is that the shot has; null where it has none on disk.</summary>
    public string? File { get; init; }

    /// <summary>What is wrong with it: the plan's findings and those of the ledger.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>What this shot adds to the bill, in US dollars; null where the price is not known.</summary>
    public decimal? Charge => Action == ShotAction.Make ? Plan.Charge : 0;

    /// <summary>The plan as an operator sees it: with what becomes of the shot, and no price where nothing is made.</summary>
    public ShotPlan Preview => Plan with
    {
        Action = Action,
        EstimatedCost = Action switch
        {
            ShotAction.Make => Plan.EstimatedCost,

            // What keeps a shot from being made may be just that its price is not known.
            ShotAction.Block when Plan.EstimatedCost is null => null,
            _ => 0,
        },
        Charge = Charge,
    };
}
