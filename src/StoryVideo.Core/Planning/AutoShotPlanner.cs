using System.Globalization;
using StoryVideo.Catalog;
using StoryVideo.Ledger;
using StoryVideo.Stories;

namespace StoryVideo.Planning;

/// <summary>
/// Plans each shot with the model that does it as planned for the least, or that is preferred among those that can. The choice
/// is part of the plan: nothing is chosen, or changed, once a run goes on.
/// </summary>
public sealed class AutoShotPlanner : IShotPlanner
{
    // As many as a shot is designed to be made with: a model that takes more is none the better for it.
    private const int ReferencesWanted = 3;

    private readonly ShotPlanner[] _candidates;
    private readonly ModelPreference _preference;

    /// <param name="candidates">One for each model in question, the preferred first; at least one.</param>
    /// <param name="preference">By what one is picked.</param>
    public AutoShotPlanner(IEnumerable<ShotPlanner> candidates, ModelPreference preference)
    {
        _candidates = [.. candidates];
        _preference = preference;
    }

    /// <summary>
    /// The models that may be picked, the preferred first: in service by the catalog's dates, spoken by this program, with a
    /// known price: of one without, nobody can say what it costs.
    /// </summary>
    /// <exception cref="PlanException">There is none.</exception>
    public static IReadOnlyList<CatalogModel> Candidates(
        ModelCatalog catalog, string? provider, Func<CatalogModel, bool> speaks, DateOnly today)
    {
        CatalogModel[] spoken =
        [
            .. catalog.Preference(ModelKind.Video)
                .Concat(catalog.Models)
                .Distinct()
                .Where(m => m.Kind == ModelKind.Video && !m.IsFree && m.Prices.Count > 0 && speaks(m))
                .Where(m => provider is null || string.Equals(m.Provider, provider, StringComparison.OrdinalIgnoreCase)),
        ];
        CatalogModel[] inService = [.. spoken.Where(m => !m.IsRetiredOn(today))];

        // Announced ends are "at the earliest": where all are past theirs, the service is asked before anything is paid.
        return inService.Length > 0 ? inService
            : spoken.Length > 0 ? spoken
            : throw new PlanException($"There is no priced video model of provider '{provider}' to pick from. See storyvideo models.");
    }

    /// <inheritdoc/>
    public ShotPlan Plan(StoryShot shot, StoryDesigns designs, Take? live = null)
    {
        ShotPlan[] plans = [.. _candidates.Select(c => c.Plan(shot, designs) with { IsModelPicked = true })];
        if (Array.Find(plans, p => p.Provider == live?.Provider && p.Model == live.Model) is { } begun)
        {
            return begun with { ModelReason = "its take is under way with it" };
        }

        int wanted = Math.Min(ReferencesWanted, plans.Max(static p => p.References.Count));
        string?[] obstacles = [.. plans.Select((p, i) => Obstacle(_candidates[i].Model, p, wanted))];
        ShotPlan[] able = [.. plans.Where((_, i) => obstacles[i] is null)];
        return able.Length == 0 ? None(plans, obstacles)
            : _preference == ModelPreference.Price ? Cheapest(able)
            : able[0] with { ModelReason = $"the preferred of {Count(able)}" };
    }

    // A price that only somebody else reports may be the lowest for that reason.
    private string Hearsay(ShotPlan plan) =>
        Array.Find(_candidates, c => c.Model.Id == plan.Model)?.Model.Prices
            .FirstOrDefault(p => string.Equals(p.Resolution, plan.Format.Resolution, StringComparison.OrdinalIgnoreCase)) is { Confidence: Confidence.ThirdParty }
            ? "; its price is a third party's word"
            : "";

    private ShotPlan Cheapest(ShotPlan[] able)
    {
        ShotPlan[] byPrice = [.. able.OrderBy(static p => p.EstimatedCost)];
        string next = byPrice.Length > 1
            ? string.Create(CultureInfo.InvariantCulture, $"; the next is {byPrice[1].Model} for ${byPrice[1].EstimatedCost:0.00}")
            : "";
        return byPrice[0] with { ModelReason = $"the cheapest of {Count(able)}{next}{Hearsay(byPrice[0])}" };
    }

    private static string Count(ShotPlan[] able) => able.Length == 1 ? "one that can do it" : $"{able.Length} that can do it";

    // What is wrong with the story is wrong with every model; only what a model cannot do speaks against it.
    private static string? Obstacle(CatalogModel model, ShotPlan plan, int wanted) =>
        model.Check(plan.Format, plan.References.Count).FirstOrDefault(static p => !p.IsWarning) is { } problem ? problem.Message
        : plan.EstimatedCost is null ? $"{model.Id} has no known price at {plan.Format.Resolution}."
        : plan.References.Count < wanted ? $"{model.Id} takes {plan.References.Count} of the {wanted} reference images."
        : null;

    private static ShotPlan None(ShotPlan[] plans, string?[] obstacles) => plans[0] with
    {
        ModelReason = "no model can do it as planned",
        Findings =
        [
            .. plans[0].Findings,
            Finding.Error(
                "model-none-fits",
                $"no model can make this clip as planned; name one with -Model (--model) and ask for what it can do: {string.Join(' ', obstacles)}"),
        ],
    };
}
