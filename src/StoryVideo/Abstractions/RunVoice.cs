using System.Management.Automation;

namespace StoryVideo.Abstractions;

/// <summary>How a run speaks through the command that it is part of.</summary>
internal sealed record RunVoice
{
    public required Func<object, Task> Object { get; init; }

    public required Func<ErrorRecord, Task> Error { get; init; }

    public required Func<string, Task> Warning { get; init; }

    public required Func<string, Task> Verbose { get; init; }

    /// <summary>A text and its tags.</summary>
    public required Func<string, string[], Task> Information { get; init; }

    public required Func<ProgressRecord, Task> Progress { get; init; }

    /// <summary>Asks the operator about an action on a target.</summary>
    public required Func<string, string, Task<bool>> Ask { get; init; }
}
