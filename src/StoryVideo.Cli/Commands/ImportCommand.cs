using System.CommandLine;
using StoryVideo.Cli.Output;
using StoryVideo.Storage;
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
        using Studio studio = await Studio.OpenAsync(settings, StoreAccess.Write, terminal.Time, stop);
        ImportSummary summary = await new ImportStory(studio).RunAsync(path, stop);
        foreach (string warning in summary.Warnings.Select(static w => w.ToString()))
        {
            terminal.Warn(warning);
        }

        terminal.Out.WriteLine(Terminal.Plain(
            $"{summary.DisplayName} ({summary.StoryId}): {summary.Scenelets} scenelets, {summary.Shots} shots "
            + $"({summary.NewShots} new), {summary.FilesCopied} files copied."));
        if (summary.FilesReplaced > 0)
        {
            terminal.Say($"{summary.FilesReplaced} files were replaced; the earlier ones are kept under takes/.");
        }

        if (summary.ClipsKept > 0)
        {
            terminal.Say($"{summary.ClipsKept} clips were not taken over: those shots have one already.");
        }

        return ExitCode.Done;
    }
}
