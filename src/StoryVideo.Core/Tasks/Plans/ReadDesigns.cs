using System.Runtime.CompilerServices;
using StoryVideo.Ledger;
using StoryVideo.Planning;
using StoryVideo.Stories;
using StoryVideo.Tasks.Takes;

namespace StoryVideo.Tasks.Plans;

/// <summary>Tells which characters and environments a story has, and how their images stand. Reads only.</summary>
public sealed class ReadDesigns
{
    private readonly Studio _studio;
    private readonly PlanVisualReferences _plans;

    public ReadDesigns(Studio studio)
    {
        _studio = studio;
        _plans = new PlanVisualReferences(studio, new VisualReferenceRequest { IsDryRun = true, AllowUnpriced = true });
    }

    /// <summary>The designs of a kind in the order of the document, whose ids fit.</summary>
    /// <param name="story">The story.</param>
    /// <param name="kind">Characters or environments.</param>
    /// <param name="names">Ids with <c>*</c> and <c>?</c>; empty for all.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="RunRefusedException">The story has no readable visual design document.</exception>
    public async IAsyncEnumerable<StoryDesign> ReadAsync(
        Story story, DesignKind kind, IReadOnlyList<string> names, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        AssetKind assets = kind == DesignKind.Character ? AssetKind.ModelSheet : AssetKind.EnvironmentReference;
        TakeHistory takes = await TakeHistory.ReadAsync(
            _studio, [new TakeFilter { StoryId = story.Id, Kind = assets }], provider: null, cancellationToken);
        await foreach (PlannedAsset planned in _plans.PlanAsync(story, cancellationToken))
        {
            if (planned.Plan is ImagePlan { Design: { } design } plan
                && design.Kind == kind
                && (names.Count == 0 || names.Any(n => ShotFilter.Matches(n, design.Id))))
            {
                yield return new StoryDesign
                {
                    StoryId = story.Id,
                    StoryTitle = story.DisplayName,
                    Kind = kind,
                    Id = design.Id,
                    Role = plan.Note.Length == 0 ? null : plan.Note,
                    ImagePath = design.ImagePath,
                    State = await StateOfAsync(planned, takes.Of(plan.Asset)),
                    Payload = design.Json.GetRawText(),
                };
            }
        }
    }

    private async Task<string> StateOfAsync(PlannedAsset planned, TakeHistory.Past past) => past switch
    {
        { Live: { } live } => live.State.Name(),
        { Selected: { } selected } when planned.File is not null && (await _plans.ChangesAsync(planned, selected)).Count > 0 => "stale",
        _ when planned.File is not null => past.Selected?.Provider == VideoProviders.Rehearsal ? "rehearsed" : "done",
        { Latest: { State: not TakeState.Succeeded } latest } => latest.State.Name(),
        _ => "missing",
    };
}
