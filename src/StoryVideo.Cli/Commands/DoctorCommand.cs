using System.CommandLine;
using StoryVideo.Cli.Output;
using StoryVideo.Tasks;

namespace StoryVideo.Cli.Commands;

internal static class DoctorCommand
{
    public static Command Create(Terminal terminal)
    {
        StoreOptions store = new(terminal);
        Command command = new("doctor", "Looks at what this machine has, and tells how to get what it lacks.");
        store.AddTo(command);
        command.SetAction((parsed, _) => Refusals.GuardAsync(terminal, async () =>
        {
            Grid grid = new(terminal, new("what", KeepsTogether: true), new("state", KeepsTogether: true), new("found"), new("to do"));
            bool isMissing = false;
            await foreach (SetupCheck check in new CheckSetup(store.Read(parsed), terminal.Time).RunAsync())
            {
                isMissing |= check.State == SetupState.Missing;
                grid.Add(check.Name, check.State.ToString().ToLowerInvariant(), check.Detail, check.Remedy);
            }

            grid.End();
            return isMissing ? ExitCode.SomeFailed : ExitCode.Done;
        }));
        return command;
    }
}
