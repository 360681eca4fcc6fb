using StoryVideo.Ledger;
using StoryVideo.Stories;

namespace StoryVideo.Tasks.Takes;

/// <summary>Which takes of a story an operator means. Where nothing is named, all of them: of shots and of designs.</summary>
public sealed record TakeSearch
{
    /// <summary>Takes of these shots: their clips, key frames and whatever else belongs to them.</summary>
    public ShotFilter Shots { get; init; } = ShotFilter.All;

    /// <summary>Takes of the model sheets of these characters, by id, with <c>*</c> and <c>?</c>.</summary>
    public IReadOnlyList<string> Characters { get; init; } = [];

    /// <summary>Takes of the references of these environments.</summary>
    public IReadOnlyList<string> Environments { get; init; } = [];

    /// <summary>Which states; empty for all.</summary>
    public IReadOnlyList<TakeState> States { get; init; } = [];

    /// <summary>What the takes are attempts at; null for everything.</summary>
    public AssetKind? Kind { get; init; }

    private bool NamesDesigns => Characters.Count + Environments.Count > 0;

    /// <param name="asset">What the take is an attempt at.</param>
    /// <param name="scenelets">Ids of the story's scenelets that are meant, where some are named.</param>
    internal bool Wants(AssetKey asset, IReadOnlySet<string> scenelets) => asset switch
    {
        { DesignId: { } design } => NamesDesigns
            ? (asset.Kind == AssetKind.ModelSheet ? Characters : Environments).Any(n => ShotFilter.Matches(n, design))
            : !Shots.NamesShots,

        // A take outlives its scenelet, and then has nothing but its name to be found by.
        { SceneletId: { } scenelet, ShotIndex: { } index } => (Shots.NamesShots || !NamesDesigns)
            && Shots.Wants(index)
            && (scenelets.Contains(scenelet) || Shots.Wants(new Scenelet(scenelet, 0, null))),
        _ => !Shots.NamesShots && !NamesDesigns,
    };
}
