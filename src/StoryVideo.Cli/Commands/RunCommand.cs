using System.CommandLine;
using StoryVideo.Cli.Output;

namespace StoryVideo.Cli.Commands;

internal static class RunCommand
{
    private const string CreateShotVideo = "create-shot-video";

    public static Command Create(Terminal terminal)
    {
        Argument<string> task = new("TASK") { Description = $"{CreateShotVideo}: a clip for every shot" };
        task.Validators.Add(static result =>
        {
            if (result.Tokens is [{ } token] && Name(token.Value) != CreateShotVideo)
            {
                result.AddError($"There is no task '{token.Value}'. There is: {CreateShotVideo}.");
            }
        });
        StoreOptions store = new(terminal);
        ShotOptions shots = new();
        RunOptions run = new();
        Option<bool> json = JsonOption.Create("one JSON object a line, the summary last");
        Option<bool> verbose = new("--verbose") { Description = "prompt sizes, references with reasons, every warning" };
        Command command = new("run", "Runs a task of the workflow over a story's shots.") { task };
        shots.AddTo(command);
        run.AddTo(command);
        store.AddTo(command);
        command.Options.Add(json);
        command.Options.Add(verbose);
        command.SetAction((parsed, stop) => Refusals.GuardAsync(terminal, async () =>
        {
            using RunView view = new(terminal, parsed.GetValue(json), parsed.GetValue(verbose));
            ShotVideoRun work = new(terminal, view, store.Read(parsed), run.Read(parsed, shots));
            return await work.RunAsync(parsed.GetValue(shots.Story), stop);
        }));
        return command;
    }

    // The existing system's CREATE_SHOT_VIDEO is the same task.
    private static string Name(string task) => task.Replace('_', '-').ToLowerInvariant();
}
