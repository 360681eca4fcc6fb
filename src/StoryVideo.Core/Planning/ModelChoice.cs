using System.Globalization;
using StoryVideo.Catalog;

namespace StoryVideo.Planning;

/// <summary>Which model makes the assets of a run, and why this one.</summary>
/// <param name="Model">The model.</param>
/// <param name="Reason">Why it was taken, in a sentence.</param>
/// <param name="IsNamed">The operator named it: it is used as named or refused, never swapped.</param>
public sealed record ModelChoice(CatalogModel Model, string Reason, bool IsNamed)
{
    /// <summary>
    /// The model that an operator named, or the first of the catalog's preference that is in service by the catalog's dates
    /// and whose wire format this program speaks. Where all that it speaks are past their announced end, the first of them:
    /// such dates are "at the earliest", and one free look at the service settles it before anything is paid. A provider that was
    /// named and of which nothing is preferred gives the first of its own.
    /// </summary>
    /// <param name="catalog">The models.</param>
    /// <param name="kind">What is to be made.</param>
    /// <param name="named">What the operator asked for; null leaves the choice to the catalog.</param>
    /// <param name="provider">The provider to stay with; null for any.</param>
    /// <param name="speaks">Whether this program speaks a model's wire format.</param>
    /// <param name="today">The day by which the catalog's dates are judged.</param>
    /// <exception cref="PlanException">The named model is not known, makes something else or is not spoken.</exception>
    public static ModelChoice Of(
        ModelCatalog catalog, ModelKind kind, string? named, string? provider, Func<CatalogModel, bool> speaks, DateOnly today)
    {
        if (named is not null)
        {
            return Named(catalog, kind, named, provider, speaks);
        }

        CatalogModel[] spoken =
        [
            .. catalog.Preference(kind)
                .Concat(provider is null ? [] : catalog.Models.Where(m => m.Kind == kind && m.Status != ModelStatus.Retired))
                .Distinct()
                .Where(m => provider is null || string.Equals(m.Provider, provider, StringComparison.OrdinalIgnoreCase))
                .Where(speaks),
        ];
        if (Array.Find(spoken, m => !m.IsRetiredOn(today)) is { } inService)
        {
            bool isFirst = ReferenceEquals(inService, catalog.Preference(kind)[0]);
            return new ModelChoice(
                inService,
                isFirst ? "the preferred model"
                : catalog.Preference(kind).Contains(inService) ? "the first in the order of preference that is in service"
                : $"the first of {inService.Provider} that is in service",
                false);
        }

        return spoken.Length > 0
            ? new ModelChoice(
                spoken[0],
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the preferred model; its end was announced for {spoken[0].ShutdownOn:yyyy-MM-dd}, and the service is asked before anything is paid"),
                false)
            : throw new PlanException($"No {Word(kind)} model of provider '{provider}' can be used. See storyvideo models.");
    }

    private static ModelChoice Named(
        ModelCatalog catalog, ModelKind kind, string named, string? provider, Func<CatalogModel, bool> speaks)
    {
        CatalogModel model = catalog.Find(named, provider)
            ?? throw new PlanException($"The model '{named}' is not in the catalog. Known: {Known(catalog, kind, provider, speaks)}.");
        if (model.Kind != kind)
        {
            throw new PlanException($"{model.Id} makes {Results(model.Kind)}. For {Results(kind)}: {Known(catalog, kind, provider, speaks)}.");
        }

        return speaks(model)
            ? new ModelChoice(model, "as named", true)
            : throw new PlanException(
                $"{model.Id} speaks '{model.Wire}' at {model.Provider}, which this version does not. "
                + $"It can use: {Known(catalog, kind, provider, speaks)}.");
    }

    private static string Known(ModelCatalog catalog, ModelKind kind, string? provider, Func<CatalogModel, bool> speaks) =>
        string.Join(", ", catalog.Models
            .Where(m => m.Kind == kind && speaks(m))
            .Where(m => provider is null || string.Equals(m.Provider, provider, StringComparison.OrdinalIgnoreCase))
            .Select(static m => m.Id));

    private static string Word(ModelKind kind) => kind.ToString().ToLowerInvariant();

    private static string Results(ModelKind kind) => kind switch
    {
        ModelKind.Video => "clips",
        ModelKind.Image => "images",
        ModelKind.Speech => "speech",
        _ => "checks",
    };
}
