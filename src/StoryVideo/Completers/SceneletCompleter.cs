using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using StoryVideo.Abstractions;
using StoryVideo.Stories;

namespace StoryVideo.Completers;

/// <summary>Scenelets of the story that was named, or of all.</summary>
public sealed class SceneletCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        string? story = (fakeBoundParameters["Story"] ?? fakeBoundParameters["StoryId"]) as string;
        return StoreCompletion
            .Read<Scenelet>(async (studio, stop) =>
            {
                List<Scenelet> all = [];
                foreach (Story found in await new ShotFinder(studio).StoriesAsync(story, stop))
                {
                    all.AddRange(await studio.Stories.ReadSceneletsAsync(found.Id, stop).ToListAsync(stop));
                }

                return all;
            })
            .DistinctBy(static s => s.Id, StringComparer.Ordinal)
            .Where(s => StoreCompletion.Fits(wordToComplete, s.Id, s.Label))
            .Select(static s => StoreCompletion.Result(s.Id, s.Label ?? s.Id));
    }
}
