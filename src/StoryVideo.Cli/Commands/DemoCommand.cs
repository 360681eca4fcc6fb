using System.CommandLine;
using StoryVideo.Cli.Output;
using StoryVideo.Storage;
using StoryVideo.Stories;
using StoryVideo.Tasks;
using StoryVideo.Tasks.Films;

namespace StoryVideo.Cli.Commands;

/// <summary>A story from nothing to clips, for free: what a new user sees first.</summary>
internal static class DemoCommand
{
    private const string Fixture = "moon-to-tea";

    public static Command Create(Terminal terminal)
    {
        Option<string> into = new("--into")
        {
            Description = "folder to work in",
            DefaultValueFactory = static _ => "storyvideo-demo",
        };
        Option<bool> film = new("--film") { Description = "cut the clips into a film too; needs ffmpeg" };
        Option<bool> json = JsonOption.Create("one JSON object a line, the summary last");
        Command command = new("demo", "Imports the demo story into a folder and rehearses its clips: no key, no cost.") { into, film, json };
        command.SetAction((parsed, stop) => Refusals.GuardAsync(
            terminal, () => RunAsync(terminal, parsed.GetRequiredValue(into), parsed.GetValue(film), parsed.GetValue(json), stop)));
        return command;
    }

    private static async Task<int> RunAsync(Terminal terminal, string into, bool withFilm, bool isJson, CancellationToken stop)
    {
        string folder = Path.GetFullPath(into, terminal.Folder);
        StudioSettings settings = new()
        {
            Database = Path.Combine(folder, StudioSettings.DefaultDatabase),
            Assets = Path.Combine(folder, StudioSettings.DefaultAssets),
            BaseFolder = folder,
            ReadVariable = terminal.ReadVariable,
        };
        ImportSummary story;
        using (Studio studio = await Studio.OpenAsync(settings, StoreAccess.Write, terminal.Time, stop))
        {
            story = await new ImportStory(studio).RunAsync(Path.Combine(AppContext.BaseDirectory, "fixtures", Fixture), stop);
            terminal.Say($"'{story.DisplayName}': {Counted.Of(story.Shots, "shot")}, in {folder}");
        }

        using RunView view = new(terminal, isJson, isVerbose: false);
        ShotVideoRequest request = new() { Provider = VideoProviders.Rehearsal, ThrottleLimit = Environment.ProcessorCount };
        AssetRun run = new(terminal, view, settings, [new WorkflowStep(RunCommand.CreateShotVideo, "shot", request)]);
        int exit = await run.RunAsync(story.StoryId, stop);
        if (withFilm && exit == ExitCode.Done)
        {
            await JoinAsync(terminal, settings, story, isJson, stop);
        }

        SayWhereToLook(terminal, Path.GetRelativePath(terminal.Folder, folder));
        return exit;
    }

    private static async Task JoinAsync(
        Terminal terminal, StudioSettings settings, ImportSummary imported, bool isJson, CancellationToken stop)
    {
        using Studio studio = await Studio.OpenAsync(settings, StoreAccess.Read, terminal.Time, stop);
        Story story = await new FindStories(studio).GetAsync(imported.StoryId, stop);
        JoinRequest request = new() { Title = story.DisplayName, EndTitle = "The End" };
        await JoinCommand.RunAsync(terminal, studio, story, request, isDryRun: false, isJson, stop);
    }

    private static void SayWhereToLook(Terminal terminal, string folder)
    {
        string program = Path.GetRelativePath(terminal.Folder, Environment.ProcessPath ?? "storyvideo");
        string store = $"--database {folder}/{StudioSettings.DefaultDatabase} --assets {folder}/{StudioSettings.DefaultAssets}";
        terminal.Say(
            $"""

            The clips are in {folder}/{StudioSettings.DefaultAssets}. Rehearsing them was free; the prices are what the model would cost. Look next:
              what would be sent     {program} run create-shot-video --dry-run --json {store}
              the film               {program} join {store}
              how every shot stands  {program} status {store}
              what this machine has  {program} doctor
            """);
    }
}
