using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using StoryVideo.Tasks;

namespace StoryVideo.Completers;

/// <summary>Providers that clips, or images, can be asked of.</summary>
public sealed class ProviderCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters) =>
        from name in commandName == "Get-StoryModel"
            ? StoreCompletion.Models().Select(static m => m.Provider).Distinct(StringComparer.Ordinal)
            : commandName.EndsWith("Image", StringComparison.OrdinalIgnoreCase) ? VideoProviders.ImageNames
            : VideoProviders.Names
        where StoreCompletion.Fits(wordToComplete, name)
        select StoreCompletion.Result(
            CultureInfo.InvariantCulture.TextInfo.ToTitleCase(name),
            name == VideoProviders.Rehearsal
                ? "Made on this machine, for nothing"
                : "Made by a paid service");
}
