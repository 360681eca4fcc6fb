using StoryVideo.Planning;
using StoryVideo.Stories;

namespace StoryVideo.Tasks.Checks;

/// <summary>What became of the check of one clip.</summary>
public sealed record ShotCheckResult : AssetResult
{
    private readonly Lazy<ShotCheck?> _check;

    internal ShotCheckResult(CheckPlan plan)
    {
        Plan = plan;
        _check = new(() => ShotCheck.ReadFile(File));
    }

    private ShotCheckResult(ShotCheckResult other)
        : base(other)
    {
        Plan = other.Plan;
        _check = new(() => ShotCheck.ReadFile(File));
    }

    public override CheckPlan Plan { get; }

    public string SceneletId => Plan.SceneletId;

    public int ShotIndex => Plan.ShotIndex;

    /// <summary>Null where there is none, or none of this clip.</summary>
    public ShotCheck? Check => _check.Value;

    /// <summary>From 0, another film, to 1; null where the judge has not said.</summary>
    public double? Score => Check?.Verdict?.Score;

    /// <inheritdoc cref="Verdict.Issues"/>
    public IReadOnlyList<string> Issues => Check?.Verdict?.Issues ?? [];

    /// <inheritdoc cref="Verdict.FixPrompt"/>
    public string? FixPrompt => Check?.Verdict?.FixPrompt;
}
