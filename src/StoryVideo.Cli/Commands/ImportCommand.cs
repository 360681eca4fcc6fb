using System.CommandLine;
using StoryVideo.Cli.Output;
using StoryVideo.Importing;
using StoryVideo.Storage;
using StoryVideo.Stories;
using StoryVideo.Tasks;

namespace StoryVideo.Cli.Commands;

internal static class ImportCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> path = new("PATH") { Description = "folder of a story bundle, or its story.json" };
        StoreOptions store = new(terminal);
        Command command = new("import", "Brings a story in: all of it, or nothing and a list of what is wrong.") { path };
        store.AddTo(command);
        command.SetAction((parsed, stop) => Refusals.GuardAsync(
            terminal, () => RunAsync(terminal, store.Read(parsed), parsed.GetRequiredValue(path), stop)));
        return command;
    }

    private static async Task<int> RunAsync(Terminal terminal, StudioSettings settings, string path, CancellationToken stop)
    {
        // The bundle first: one that is refused leaves no empty database behind.
        StoryBundle bundle = await StoryBundle.OpenAsync(Path.GetFullPath(path, terminal.Folder), stop);
        using Studio studio = await Studio.OpenAsync(settings, StoreAccess.Write, terminal.Time, stop);
        ImportSummary summary = await new ImportStory(studio).RunAsync(bundle, stop);
        foreach (string warning in summary.Warnings.Select(static w => w.ToString()))
        {
            terminal.Warn(warning);
        }

        terminal.Out.WriteLine(Terminal.Plain(
            $"{summary.DisplayName} ({summary.StoryId}): {Counted.Of(summary.Scenelets, "scenelet")}, {Counted.Of(summary.Shots, "shot")} "
            + $"({summary.NewShots} new), {Counted.Of(summary.FilesCopied, "file")} copied."));
        if (summary.FilesReplaced > 0)
        {
            terminal.Say($"{Counted.Of(summary.FilesReplaced, "file")} replaced; what was there before is kept under takes/.");
        }

        if (summary.ClipsKept > 0)
        {
            terminal.Say($"{Counted.Of(summary.ClipsKept, "clip")} not taken over: the shot has one already.");
        }

        return ExitCode.Done;
    }
}
