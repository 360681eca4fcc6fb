using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using StoryVideo.Stories;

namespace StoryVideo.Completers;

/// <summary>Titles of stories; typing an id completes to the id.</summary>
public sealed class StoryCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters) =>
        from story in StoreCompletion.Read(static (studio, stop) => studio.Stories.ListAsync(stop))
        where StoreCompletion.Fits(wordToComplete, story.DisplayName, story.Id)
        select StoreCompletion.Result(
            StoreCompletion.Fits(wordToComplete, story.DisplayName) ? story.DisplayName : story.Id, ToolTip(story));

    private static string ToolTip(Story story) => string.Create(
        CultureInfo.InvariantCulture,
        $"{story.DisplayName} ({story.Id}): {Counted.Of(story.ShotCount, "shot")}, {Counted.Of(story.VideoCount, "clip")}");
}
