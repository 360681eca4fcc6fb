using System.CommandLine;
using System.CommandLine.Parsing;

namespace StoryVideo.Cli.Commands;

/// <summary>Which options of <c>run</c> go with which of its tasks: one that a task would quietly pass over is refused.</summary>
internal static class TaskOptions
{
    private static readonly (string[] Tasks, string[] Options)[] s_goWith =
    [
        ([RunCommand.CreateVisualReferenceImage, RunCommand.All], ["--character", "--environment", "--index"]),
        ([RunCommand.CreateVisualReferenceImage, RunCommand.CreateShotImage, RunCommand.All], ["--size", "--image-model"]),
        ([RunCommand.CreateShotVideo, RunCommand.All], ["--aspect", "--resolution", "--duration", "--prefer", "--exclude-key-frame", "--compact"]),
    ];

    /// <summary>Adds an error for every option that is said and does not go with the task.</summary>
    public static void Check(CommandResult result, string task)
    {
        foreach (Option option in result.Command.Options.Where(o => result.GetResult(o) is { Implicit: false }))
        {
            foreach ((string[] tasks, string[] _) in s_goWith.Where(w => w.Options.Contains(option.Name, StringComparer.Ordinal)))
            {
                if (!tasks.Contains(task, StringComparer.Ordinal))
                {
                    result.AddError($"{option.Name} goes with {string.Join(" and ", tasks)}, not with {task}.");
                }
            }
        }
    }
}
