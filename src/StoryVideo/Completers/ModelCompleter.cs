using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using StoryVideo.Catalog;
using StoryVideo.Formatting;
using StoryVideo.Tasks;

namespace StoryVideo.Completers;

/// <summary>Models of the catalog that this version can ask for what the command makes; other commands list every model.</summary>
public sealed class ModelCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters) =>
        Automatic(commandName, parameterName, wordToComplete).Concat(
            from model in StoreCompletion.Models()
            where IsCatalog(commandName) || (model.Kind == KindOf(commandName, parameterName) && VideoProviders.Speaks(model))
            where StoreCompletion.Fits(wordToComplete, model.Id)
            select StoreCompletion.Result(
                model.Id,
                $"{model.DisplayName}, {Cells.PriceOf(model)}{(model.ShutdownOn is { } end ? $", until {Cells.Day(end)}" : "")}"));

    private static bool IsCatalog(string commandName) => commandName == "Get-StoryModel";

    private static ModelKind KindOf(string commandName, string parameterName) =>
        commandName.EndsWith("Image", StringComparison.OrdinalIgnoreCase) ? ModelKind.Image
        : commandName.EndsWith("Audio", StringComparison.OrdinalIgnoreCase) ? ModelKind.Speech
        : parameterName == "JudgeModel" || commandName.StartsWith("Test-", StringComparison.OrdinalIgnoreCase) ? ModelKind.Judge
        : ModelKind.Video;

    private static IEnumerable<CompletionResult> Automatic(string commandName, string parameterName, string typed) =>
        !IsCatalog(commandName) && KindOf(commandName, parameterName) == ModelKind.Video && StoreCompletion.Fits(typed, AssetRequest.AutoModel)
            ? [StoreCompletion.Result("Auto", "Each shot gets the model that its plan picks, by price or by -Prefer")]
            : [];
}
