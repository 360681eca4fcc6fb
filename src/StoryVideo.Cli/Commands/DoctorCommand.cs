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
        Option<bool> json = JsonOption.Create();
        command.Options.Add(json);
        store.AddTo(command);
        command.SetAction((parsed, _) => Refusals.GuardAsync(terminal, async () =>
        {
            using JsonLines? lines = parsed.GetValue(json) ? new JsonLines(terminal.Out) : null;
            Grid grid = new(terminal, new("what", KeepsTogether: true), new("state", KeepsTogether: true), new("found"), new("to do"));
            bool isMissing = false;
            await foreach (SetupCheck check in new CheckSetup(store.Read(parsed), terminal.Time).RunAsync())
            {
                isMissing |= check.State == SetupState.Missing;
                string state = check.State.ToString().ToLowerInvariant();
                if (lines is null)
                {
                    grid.Add(check.Name, state, check.Detail, check.Remedy);
                }

                lines?.Write(line =>
                {
                    line.WriteString("check", check.Name);
                    line.WriteString("state", state);
                    line.WriteString("detail", check.Detail);
                    line.WriteString("remedy", check.Remedy);
                });
            }

            grid.End();
            return isMissing ? ExitCode.SomeFailed : ExitCode.Done;
        }));
        return command;
    }
}
