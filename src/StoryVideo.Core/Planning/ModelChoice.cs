using System.Globalization;
using StoryVideo.Catalog;

namespace StoryVideo.Planning;

/// <summary>Which model makes the clips, and why this one.</summary>
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
    /// <param name="named">What the operator asked for; null leaves the choice to the catalog.</param>
    /// <param name="provider">The provider to stay with; null for any.</param>
    /// <param name="speaks">Whether this program speaks a model's wire format.</param>
    /// <param name="today">The day by which the catalog's dates are judged.</param>
    /// <exception cref="PlanException">The named model is not known, makes no clips or is not spoken.</exception>
    public static ModelChoice Of(
        ModelCatalog catalog, string? named, string? provider, Func<CatalogModel, bool> speaks, DateOnly today)
    {
        if (named is not null)
        {
            return Named(catalog, named, provider, speaks);
        }

        CatalogModel[] spoken =
        [
            .. catalog.Preference(ModelKind.Video)
                .Concat(provider is null ? [] : catalog.Models.Where(static m => m is { Kind: ModelKind.Video, Status: not ModelStatus.Retired }))
                .Distinct()
                .Where(m => provider is null || string.Equals(m.Provider, provider, StringComparison.OrdinalIgnoreCase))
                .Where(speaks),
        ];
        if (Array.Find(spoken, m => !m.IsRetiredOn(today)) is { } inService)
        {
            bool isFirst = ReferenceEquals(inService, catalog.Preference(ModelKind.Video)[0]);
            return new ModelChoice(
                inService,
                isFirst ? "the preferred model"
                : catalog.Preference(ModelKind.Video).Contains(inService) ? "the first in the order of preference that is in service"
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
            : throw new PlanException($"No video model of provider '{provider}' can be used. See storyvideo models.");
    }

    private static ModelChoice Named(ModelCatalog catalog, string named, string? provider, Func<CatalogModel, bool> speaks)
    {
        CatalogModel model = catalog.Find(named, provider)
            ?? throw new PlanException($"The model '{named}' is not in the catalog. Known: {Known(catalog, provider, speaks)}.");
        if (model.Kind != ModelKind.Video)
        {
            throw new PlanException($"{model.Id} makes images. For clips: {Known(catalog, provider, speaks)}.");
        }

        return speaks(model)
            ? new ModelChoice(model, "as named", true)
            : throw new PlanException(
                $"{model.Id} speaks '{model.Wire}' at {model.Provider}, which this version does not. "
                + $"It can use: {Known(catalog, provider, speaks)}.");
    }

    private static string Known(ModelCatalog catalog, string? provider, Func<CatalogModel, bool> speaks) =>
        string.Join(", ", catalog.Models
            .Where(m => m.Kind == ModelKind.Video && speaks(m))
            .Where(m => provider is null || string.Equals(m.Provider, provider, StringComparison.OrdinalIgnoreCase))
            .Select(static m => m.Id));
}
