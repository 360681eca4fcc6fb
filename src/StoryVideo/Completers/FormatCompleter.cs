using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using StoryVideo.Catalog;
using StoryVideo.Formatting;
using StoryVideo.Tasks;

namespace StoryVideo.Completers;

/// <summary>Lengths, resolutions, sizes and aspect ratios of the model that was named, or of all that can be used.</summary>
public sealed class FormatCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        CatalogModel[] models =
        [
            .. StoreCompletion.Models().Where(m => fakeBoundParameters["Model"] is string id
                ? string.Equals(m.Id, id, StringComparison.OrdinalIgnoreCase)
                : m.Kind == (parameterName == "Size" ? ModelKind.Image : ModelKind.Video) && VideoProviders.Speaks(m)),
        ];
        return models
            .SelectMany(m => ValuesOf(m, parameterName))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Where(v => StoreCompletion.Fits(wordToComplete, v))
            .Select(v => StoreCompletion.Result(v, ToolTip(models, parameterName, v)));
    }

    private static IEnumerable<string> ValuesOf(CatalogModel model, string parameterName) => parameterName switch
    {
        "Resolution" or "Size" => model.Resolutions,
        "AspectRatio" => model.AspectRatios,
        _ => model.Durations.Select(static d => d.ToString(CultureInfo.InvariantCulture)),
    };

    private static string ToolTip(CatalogModel[] models, string parameterName, string value)
    {
        IEnumerable<CatalogModel> fitting =
            models.Where(m => ValuesOf(m, parameterName).Contains(value, StringComparer.OrdinalIgnoreCase));
        return parameterName == "Resolution"
            ? string.Join("; ", fitting.Select(m => $"{m.Id}: {Cells.PriceOf(m, value)}"))
            : string.Join(", ", fitting.Select(static m => m.Id));
    }
}
