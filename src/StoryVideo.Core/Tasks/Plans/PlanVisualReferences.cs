using System.Runtime.CompilerServices;
using StoryVideo.Ledger;
using StoryVideo.Planning;
using StoryVideo.Stories;

namespace StoryVideo.Tasks.Plans;

/// <summary>Plans model sheets and environment references.</summary>
public sealed class PlanVisualReferences : PlanImages
{
    private readonly VisualReferenceRequest _request;

    /// <exception cref="PlanException">The request names a model or provider that cannot be used.</exception>
    public PlanVisualReferences(Studio studio, VisualReferenceRequest request)
        : base(studio, request, AssetKind.ModelSheet, AssetKind.EnvironmentReference) => _request = request;

    /// <inheritdoc/>
    /// <exception cref="RunRefusedException">The story has no readable visual design document, or no design of a name.</exception>
    public override IAsyncEnumerable<PlannedAsset> PlanAsync(Story story, CancellationToken cancellationToken) =>
        PlanAsync(story, _request.Characters, _request.Environments, cancellationToken);

    /// <summary>The plans of the designs of these names instead of the request's.</summary>
    /// <param name="story">The story.</param>
    /// <param name="characters">Ids with <c>*</c> and <c>?</c>. Where neither these nor environments are named, all of both.</param>
    /// <param name="environments">Ids of environments, in the same way.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="RunRefusedException">The story has no readable visual design document, or no design of a name.</exception>
    public async IAsyncEnumerable<PlannedAsset> PlanAsync(
        Story story,
        IReadOnlyList<string> characters,
        IReadOnlyList<string> environments,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        VisualReferenceRequest request = _request with { Characters = characters, Environments = environments };
        StoryContexts.Context context = await Stories.OfAsync(story, cancellationToken);
        VisualDesign visual = RequireDesigns(story, context.Designs);
        RefuseUnknown(request, visual);
        HashSet<(DesignKind, string)>? referenced = await ReferencedAsync(story, cancellationToken);
        foreach (Design design in All(visual).Where(d => request.Wants(d) && referenced?.Contains((d.Kind, d.Id)) != false))
        {
            if (await PlanAsync(story, design, _request.Index, context) is { } planned)
            {
                yield return planned;
            }
        }
    }

    /// <summary>What has changed in the story since a take of a design's image was made.</summary>
    internal async Task<IReadOnlyList<string>> ChangesAsync(PlannedAsset planned, Take selected)
    {
        Story story = new() { Id = planned.Plan.StoryId, DisplayName = planned.Plan.StoryTitle };
        StoryContexts.Context context = await Stories.OfAsync(story, CancellationToken.None);
        Design design = ((ImagePlan)planned.Plan).Design!;
        return await ChangesAsync(selected, PlannerFor(selected)?.Plan(story, design, planned.Plan.Asset.ShotIndex ?? 1, context.Designs));
    }

    internal override async Task<PlannedAsset> PlanAsync(Take take, CancellationToken cancellationToken)
    {
        Story story = await Studio.Stories.ReadAsync(take.StoryId, cancellationToken)
            ?? throw new RunRefusedException("story-not-found", $"There is no story {take.StoryId} in {Studio.Location}.");
        StoryContexts.Context context = await Stories.OfAsync(story, cancellationToken);
        DesignKind kind = take.Asset.Kind == AssetKind.ModelSheet ? DesignKind.Character : DesignKind.Environment;
        Design design = Find(story, context.Designs, kind, take.Asset.DesignId ?? "");
        return await PlanAsync(story, design, take.Asset.ShotIndex ?? 1, context)
            ?? throw new InvalidOperationException($"{take.Asset.Name} was left out unasked.");
    }

    /// <summary>Where one id is defined twice, the later definition holds, as in prompts.</summary>
    private static IEnumerable<Design> All(VisualDesign visual) => Enum.GetValues<DesignKind>()
        .SelectMany(visual.Of)
        .Select(d => visual.Find(d.Kind, d.Id)!)
        .Distinct();

    /// <summary>The designs that the wanted shots refer to; null where all shots are wanted.</summary>
    private async Task<HashSet<(DesignKind Kind, string Id)>?> ReferencedAsync(Story story, CancellationToken cancellationToken)
    {
        ShotFilter filter = _request.For;
        if (filter is { Scenelets.Count: 0, Indexes.Count: 0 })
        {
            return null;
        }

        HashSet<(DesignKind, string)> referenced = [];
        await foreach (StoryShot shot in Studio.Stories.ReadShotsAsync(story, filter.Wants, cancellationToken))
        {
            if (filter.Wants(shot.ShotIndex) && StoredStoryboard.Read(shot, []) is { } storyboard)
            {
                referenced.UnionWith(Enum.GetValues<DesignKind>().SelectMany(kind => storyboard.Referenced(kind).Select(id => (kind, id))));
            }
        }

        return referenced;
    }

    private static VisualDesign RequireDesigns(Story story, StoryDesigns designs) => designs.Visual
        ?? throw new RunRefusedException(
            "visual-design-missing",
            $"'{story.DisplayName}': {(designs.Findings.Count > 0 ? designs.Findings[0].Message : "it has no visual design document")}.");

    private static Design Find(Story story, StoryDesigns designs, DesignKind kind, string id) =>
        RequireDesigns(story, designs).Find(kind, id)
        ?? throw new RunRefusedException(
            "design-not-found", $"There is no {kind.ToString().ToLowerInvariant()} '{id}' in '{story.DisplayName}' any more.");

    private static string Known(IReadOnlyList<Design> designs) =>
        designs.Count == 0 ? "none" : string.Join(", ", designs.Select(static d => d.Id).Distinct(StringComparer.Ordinal).Take(20));

    // A mistyped name would quietly make nothing.
    private static void RefuseUnknown(VisualReferenceRequest request, VisualDesign visual)
    {
        foreach (DesignKind kind in Enum.GetValues<DesignKind>())
        {
            foreach (string name in request.Names(kind).Where(n => !visual.Of(kind).Any(d => ShotFilter.Matches(n, d.Id))))
            {
                throw new RunRefusedException(
                    "design-not-found",
                    $"There is no {kind.ToString().ToLowerInvariant()} '{name}' in the visual design document. It has {Known(visual.Of(kind))}.");
            }
        }
    }

    private Task<PlannedAsset?> PlanAsync(Story story, Design design, int number, StoryContexts.Context context)
    {
        ImagePlan plan = Planner.Plan(story, design, number, context.Designs);
        Design? twin = All(context.Designs.Visual!).FirstOrDefault(d =>
            d.Kind == design.Kind && d.Id != design.Id && AssetNames.Design(story.Id, d.Kind, d.Id, number) == plan.Output);
        if (twin is not null)
        {
            plan = plan with
            {
                Findings =
                [
                    .. plan.Findings,
                    Finding.Error("output-shared", $"'{design.Id}' and '{twin.Id}' would share the file '{plan.Output}'; give one of them another id and import the story again (storyvideo import PATH, Import-Story)"),
                ],
            };
        }

        return DecideAsync(context.Takes, plan, take => PlannerFor(take)?.Plan(story, design, number, context.Designs));
    }
}
