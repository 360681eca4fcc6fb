using System.CommandLine;
using System.Runtime.InteropServices;
using System.Text;
using StoryVideo.Catalog;
using StoryVideo.Cli.Commands;
using StoryVideo.Cli.Output;

namespace StoryVideo.Cli;

internal static class Program
{
    private static readonly (string Name, Func<Terminal, Command> Create)[] s_commands =
    [
        ("demo", DemoCommand.Create),
        ("import", ImportCommand.Create),
        ("run", RunCommand.Create),
        ("join", JoinCommand.Create),
        ("frames", FramesCommand.Create),
        ("check", CheckCommand.Create),
        ("report", ReportCommand.Create),
        ("repair", RepairCommand.Create),
        ("status", StatusCommand.Create),
        ("takes", TakesCommand.Create),
        ("resolve", ResolveCommand.Create),
        ("budget", BudgetCommand.Create),
        ("models", ModelsCommand.Create),
        ("doctor", DoctorCommand.Create),
    ];

    private static async Task<int> Main(string[] args)
    {
        // What nearly every command needs is read while the command line is.
        _ = Task.Run(static () => ModelCatalog.Shipped);

        // Prompts are shown as they are sent, whatever the machine's own encoding has no sign for.
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        Terminal terminal = new(Console.Out, Console.Error);
        using CancellationTokenSource stop = new();
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, s => StopOnce(s, stop, terminal));
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, s => StopOnce(s, stop, terminal));
        return await RunAsync(args, terminal, stop.Token);
    }

    /// <summary>The whole program but for the process around it.</summary>
    internal static async Task<int> RunAsync(string[] args, Terminal terminal, CancellationToken stop)
    {
        ParseResult parsed = Root(terminal, args.FirstOrDefault()).Parse(args);
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

    // A program that lives for a second does not build thirteen commands that nobody has named.
    private static RootCommand Root(Terminal terminal, string? named)
    {
        RootCommand root = new("StoryVideo turns a storyboard into a film: one clip per shot, planned, rehearsed, made, never paid twice.");
        bool isNamed = s_commands.Any(c => c.Name == named);
        foreach ((string name, Func<Terminal, Command> create) in s_commands)
        {
            if (!isNamed || name == named)
            {
                root.Add(create(terminal));
            }
        }

        return root;
    }

    // The first signal asks the run to stop and to leave what is in flight adoptable; the second ends the process as usual.
    private static void StopOnce(PosixSignalContext signal, CancellationTokenSource stop, Terminal terminal)
    {
        if (!stop.IsCancellationRequested)
        {
            signal.Cancel = true;
            stop.Cancel();
            terminal.Say("Stopping. A second signal (Ctrl+C) ends the program at once.");
        }
    }
}
