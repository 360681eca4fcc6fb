using StoryVideo.Stories;
using StoryVideo.Tasks.Plans;

namespace StoryVideo.Tasks;

/// <summary>What an operator asks of a run that makes model sheets and environment references.</summary>
public sealed record VisualReferenceRequest : ImageTaskRequest
{
    /// <summary>Ids of characters, with <c>*</c> and <c>?</c>. Where neither these nor environments are named, all of both.</summary>
    public IReadOnlyList<string> Characters { get; init; } = [];

    /// <summary>Ids of environments, with <c>*</c> and <c>?</c>.</summary>
    public IReadOnlyList<string> Environments { get; init; } = [];

    /// <summary>Only what shots of these refer to; all shots leave nothing out, not even what no shot refers to.</summary>
    public ShotFilter For { get; init; } = ShotFilter.All;

    /// <summary>Which image of each design, from 1: a further one is made beside the first, and selected.</summary>
    public int Index { get; init; } = 1;

    /// <inheritdoc/>
    public override PlanVisualReferences Plan(Studio studio) => new(studio, this);

    /// <summary>Whether a design is meant.</summary>
    public bool Wants(Design design) => (Characters.Count == 0 && Environments.Count == 0)
        || Names(design.Kind).Any(p => ShotFilter.Matches(p, design.Id));

    /// <summary>The names that were given of this kind.</summary>
    internal IReadOnlyList<string> Names(DesignKind kind) => kind == DesignKind.Character ? Characters : Environments;
}
