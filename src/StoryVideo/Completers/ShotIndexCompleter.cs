using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using StoryVideo.Abstractions;
using StoryVideo.Formatting;
using StoryVideo.Stories;

namespace StoryVideo.Completers;

/// <summary>Numbers of the shots of the story and scenelet that were named, with what they show.</summary>
public sealed class ShotIndexCompleter : IArgumentCompleter
{
    // Nobody reads on beyond these, and a story may have thousands.
    private const int Most = 500;

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        string? story = (fakeBoundParameters["Story"] ?? fakeBoundParameters["StoryId"]) as string;
        object? scenelet = fakeBoundParameters["Scenelet"] ?? fakeBoundParameters["SceneletId"];
        ShotFilter filter = new()
        {
            Scenelets = scenelet is null ? [] : LanguagePrimitives.ConvertTo<string[]>(scenelet),
        };
        return StoreCompletion
            .Read<StoryShot>(async (studio, stop) =>
                await new ShotFinder(studio).ShotsAsync(story, filter, stop).Take(Most).ToListAsync(stop))
            .DistinctBy(static s => s.ShotIndex)
            .OrderBy(static s => s.ShotIndex)
            .Select(static s => (Index: s.ShotIndex.ToString(CultureInfo.InvariantCulture), Shot: s))
            .Where(s => StoreCompletion.Fits(wordToComplete, s.Index))
            .Select(static s => StoreCompletion.Result(s.Index, $"{s.Shot.Address}: {Cells.Summary(s.Shot)}"));
    }
}
