using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using StoryVideo.Abstractions;
using StoryVideo.Stories;
using StoryVideo.Tasks.Plans;

namespace StoryVideo.Completers;

/// <summary>Characters, or environments, of the story that was named, or of all.</summary>
public sealed class DesignCompleter : IArgumentCompleter
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
        DesignKind kind = parameterName == nameof(DesignKind.Environment) ? DesignKind.Environment : DesignKind.Character;
        return StoreCompletion
            .Read<StoryDesign>(async (studio, stop) =>
            {
                List<StoryDesign> all = [];
                ReadDesigns designs = new(studio);
                foreach (Story found in await new ShotFinder(studio).StoriesAsync(story, stop))
                {
                    all.AddRange(await designs.ReadAsync(found, kind, [], stop).ToListAsync(stop));
                }

                return all;
            })
            .DistinctBy(static d => d.Id, StringComparer.Ordinal)
            .Where(d => StoreCompletion.Fits(wordToComplete, d.Id))
            .Select(static d => StoreCompletion.Result(d.Id, $"{d.Role ?? d.Id}, {d.State}"));
    }
}
