using System.CommandLine;
using StoryVideo.Cli.Output;
using StoryVideo.Stories;
using StoryVideo.Tasks.Checks;

namespace StoryVideo.Cli.Commands;

/// <summary>Checks of clips: the free ones first, then a judge, for money.</summary>
internal static class CheckCommand
{
    public const string Name = "check";

    public static Command Create(Terminal terminal)
    {
        StoreOptions store = new(terminal);
        ShotOptions shots = new();
        RunOptions run = new();
        Option<bool> json = JsonOption.Create("one JSON object a line, the summary last");
        Option<bool> verbose = new("--verbose") { Description = "prompt sizes, references with reasons, every warning" };
        Command command = new(Name, "Checks clips: whether they open and hold what was ordered, then what a judge says of their frames.");
        shots.AddTo(command);
        run.AddTo(command, forClips: false);
        store.AddTo(command);
        command.Options.Add(json);
        command.Options.Add(verbose);
        command.SetAction((parsed, stop) => Refusals.GuardAsync(terminal, async () =>
        {
            using RunView view = new(terminal, parsed.GetValue(json), parsed.GetValue(verbose));
            ShotFilter filter = shots.Read(parsed);
            WorkflowStep step = new(Name, "check", run.ReadAssets(parsed, new ShotCheckRequest { Filter = filter }), filter);
            return await new AssetRun(terminal, view, store.Read(parsed), [step]).RunAsync(parsed.GetValue(shots.Story), stop);
        }));
        return command;
    }
}
