using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using StoryVideo.Catalog;
using StoryVideo.Formatting;
using StoryVideo.Tasks;

namespace StoryVideo.Completers;

/// <summary>Models of the catalog that this version can ask for what a command makes; other commands list every model.</summary>
public sealed class ModelCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters) =>
        from model in ModelCatalog.Shipped.Models
        where commandName == "Get-StoryModel" || (model.Kind == KindFor(commandName, parameterName) && VideoProviders.Speaks(model))
        where StoreCompletion.Fits(wordToComplete, model.Id)
        select StoreCompletion.Result(
            model.Id,
            $"{model.DisplayName}, {Cells.PriceOf(model)}{(model.ShutdownOn is { } end ? $", until {Cells.Day(end)}" : "")}");

    private static ModelKind KindFor(string commandName, string parameterName) => (commandName, parameterName) switch
    {
        ("New-ShotAudio", _) => ModelKind.Speech,
        ("Test-ShotVideo", _) or (_, "JudgeModel") => ModelKind.Judge,
        _ => ModelKind.Video,
    };
}
