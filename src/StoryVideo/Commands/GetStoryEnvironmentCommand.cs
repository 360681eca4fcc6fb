using System.Management.Automation;
using StoryVideo.Abstractions;
using StoryVideo.Completers;
using StoryVideo.Stories;

namespace StoryVideo.Commands;

/// <summary>The environments of stories and how their images stand, in the order of the visual design document.</summary>
[Cmdlet(VerbsCommon.Get, "StoryEnvironment")]
[OutputType(typeof(StoryDesign))]
public sealed class GetStoryEnvironmentCommand : DesignCommandBase
{
    /// <summary>Ids of environments, or patterns; all of them where none is given.</summary>
    [Parameter(Position = 1)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(DesignCompleter))]
    public string[] Environment { get; set; } = [];

    protected override Task ProcessAsync(CancellationToken stop) => WriteAsync(DesignKind.Environment, Environment, stop);
}
