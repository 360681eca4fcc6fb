using System.Management.Automation;
using StoryVideo.Abstractions;
using StoryVideo.Completers;
using StoryVideo.Stories;

namespace StoryVideo.Commands;

/// <summary>The characters of stories and how their images stand, in the order of the visual design document.</summary>
[Cmdlet(VerbsCommon.Get, "StoryCharacter")]
[OutputType(typeof(StoryDesign))]
public sealed class GetStoryCharacterCommand : DesignCommandBase
{
    /// <summary>Ids of characters, or patterns; all of them where none is given.</summary>
    [Parameter(Position = 1)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(DesignCompleter))]
    public string[] Character { get; set; } = [];

    protected override Task ProcessAsync(CancellationToken stop) => WriteAsync(DesignKind.Character, Character, stop);
}
