using System.Management.Automation;
using StoryVideo.Abstractions;
using StoryVideo.Completers;
using StoryVideo.Errors;
using StoryVideo.Stories;
using StoryVideo.Tasks;

namespace StoryVideo.Commands;

/// <summary>The stories of the store.</summary>
[Cmdlet(VerbsCommon.Get, "Story")]
[OutputType(typeof(Story))]
public sealed class GetStoryCommand : StoreCommandBase
{
    /// <summary>Ids, titles or patterns; all stories where none is given.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("StoryId", "Id", "Name")]
    [SupportsWildcards]
    [StoryName]
    [ArgumentCompleter(typeof(StoryCompleter))]
    public string[] Story { get; set; } = [];

    protected override async Task ProcessAsync(CancellationToken stop)
    {
        FindStories find = new(Studio);
        foreach (string? name in Story.DefaultIfEmpty<string?>(null))
        {
            IReadOnlyList<Story> found = await find.FindAsync(name, stop);
            foreach (Story story in found)
            {
                await WriteObjectAsync(story);
            }

            if (found.Count == 0 && name is not null && !ShotFilter.IsPattern(name))
            {
                await WriteErrorAsync(new RunRefusedException(
                    "story-not-found",
                    $"No story has the id or title '{name}' in {Studio.Location}.").ToErrorRecord(name));
            }
        }
    }
}
