using System.CommandLine;
using System.Runtime.InteropServices;
using System.Text;
using StoryVideo.Cli.Commands;
using StoryVideo.Cli.Output;

namespace StoryVideo.Cli;

internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        // Prompts are shown as they are sent, whatever the machine's own encoding has no sign for.
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        using CancellationTokenSource stop = new();
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, s => StopOnce(s, stop));
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, s => StopOnce(s, stop));
        return await RunAsync(args, new Terminal(Console.Out, Console.Error), stop.Token);
    }

    /// <summary>The whole program but for the process around it.</summary>
    internal static async Task<int> RunAsync(string[] args, Terminal terminal, CancellationToken stop)
    {
        ParseResult parsed = Root(terminal).Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (string error in parsed.Errors.Select(static e => e.Message))
            {
                terminal.Error(error);
            }

            terminal.Say("storyvideo --help, or storyvideo COMMAND --help, tells what can be said.");
            return ExitCode.WrongUsage;
        }

        return await parsed.InvokeAsync(
            new InvocationConfiguration
            {
                Output = terminal.Out,
                Error = terminal.Err,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            },
            stop);
    }

    private static RootCommand Root(Terminal terminal) =>
        new("StoryVideo turns a storyboard into a film: one clip per shot, planned, rehearsed, made, never paid twice.")
        {
            DemoCommand.Create(terminal),
            ImportCommand.Create(terminal),
            RunCommand.Create(terminal),
            JoinCommand.Create(terminal),
            FramesCommand.Create(terminal),
            CheckCommand.Create(terminal),
            ReportCommand.Create(terminal),
            RepairCommand.Create(terminal),
            StatusCommand.Create(terminal),
            TakesCommand.Create(terminal),
            ResolveCommand.Create(terminal),
            BudgetCommand.Create(terminal),
            ModelsCommand.Create(terminal),
            DoctorCommand.Create(terminal),
        };

    // The first signal asks the run to stop and to leave what is in flight adoptable; the second ends the process as usual.
    private static void StopOnce(PosixSignalContext signal, CancellationTokenSource stop)
    {
        if (!stop.IsCancellationRequested)
        {
            signal.Cancel = true;
            stop.Cancel();
        }
    }
}
