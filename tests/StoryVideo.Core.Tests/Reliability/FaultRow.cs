using StoryVideo.Ledger;
using StoryVideo.Tasks;

namespace StoryVideo.Core.Tests.Reliability;

/// <summary>One way in which shot s1#2 goes wrong while its siblings do not, and all that must come of it.</summary>
internal sealed record FaultRow
{
    /// <summary>What goes wrong.</summary>
    public required Action<GeminiBench> Script { get; init; }

    /// <summary>How the shot ends in the run that meets it.</summary>
    public required AssetStatus Status { get; init; }

    /// <summary>Where its last take stands then; null where there is none.</summary>
    public required TakeState? State { get; init; }

    /// <summary>Code of the error; null where there is none.</summary>
    public string? Code { get; init; }

    /// <summary>What the operator's sentence says: what happened, whether it was charged, what to do.</summary>
    public string[] Says { get; init; } = [];

    /// <summary>Submissions of the shot that the service took on.</summary>
    public int Submissions { get; init; } = 1;

    /// <summary>The run sends nothing further, for the provider takes nothing more.</summary>
    public bool StopsRun { get; init; }

    /// <summary>What the next default run does with the shot.</summary>
    public required NextRun Default { get; init; }

    /// <summary>What a resume run does after that.</summary>
    public NextRun Resume { get; init; } = NextRun.Skips;
}
