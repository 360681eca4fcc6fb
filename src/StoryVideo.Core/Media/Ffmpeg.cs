using System.ComponentModel;
using System.Diagnostics;

namespace StoryVideo.Media;

/// <summary>
/// The ffmpeg of this machine. Arguments go to it one by one, never through a shell; its output never reaches our own.
/// </summary>
/// <param name="path">The program file.</param>
public sealed class Ffmpeg(string path)
{
    /// <summary>
    /// The environment variable that names the program; it wins over PATH, also where what it names does not exist.
    /// </summary>
    public const string Variable = "STORYVIDEO_FFMPEG";

    private const int TailLength = 4096;

    private const int BrokenPipe = 32;
    private const int BrokenPipeOnWindows = 109;
    private const int ClosedPipeOnWindows = 232;

    private static readonly TimeSpan s_signalReachesUs = TimeSpan.FromMilliseconds(500);

    /// <summary>The program file.</summary>
    public string Path { get; } = path;

    /// <summary>The ffprobe that lies beside it; null where there is none.</summary>
    public Ffmpeg? Probe =>
        System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Path) ?? "", OperatingSystem.IsWindows() ? "ffprobe.exe" : "ffprobe") is { } probe
        && File.Exists(probe) ? new Ffmpeg(probe) : null;

    /// <summary>Looks in <see cref="Variable"/>, then on PATH; null where this machine has none.</summary>
    public static Ffmpeg? Find() => Find(Environment.GetEnvironmentVariable);

    /// <summary>The same with variables read from <paramref name="variables"/>.</summary>
    public static Ffmpeg? Find(Func<string, string?> variables)
    {
        if (variables(Variable) is { Length: > 0 } named)
        {
            return File.Exists(named) ? new Ffmpeg(System.IO.Path.GetFullPath(named)) : null;
        }

        string file = OperatingSystem.IsWindows() ? "ffmpeg.exe" : "ffmpeg";
        return (variables("PATH") ?? "")
            .Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(System.IO.Path.IsPathFullyQualified)
            .Select(folder => System.IO.Path.Combine(folder, file))
            .Where(File.Exists)
            .Select(static found => new Ffmpeg(found))
            .FirstOrDefault();
    }

    /// <summary>
    /// Runs it to the end. A cancelled run is killed with its children, and gone, before this throws.
    /// </summary>
    /// <param name="arguments">As the program is to see them.</param>
    /// <param name="workingDirectory">Where relative names in the arguments lie.</param>
    /// <param name="cancellationToken">Ends the run early.</param>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public Task<FfmpegRun> RunAsync(
        IEnumerable<string> arguments, string workingDirectory, CancellationToken cancellationToken) =>
        RunAsync(arguments, workingDirectory, static output => new OutputTail(0).ReadAsync(new StreamReader(output)), cancellationToken);

    /// <summary>The same with what the program writes to its output handed to a reader, which has to read it to its end.</summary>
    /// <inheritdoc cref="RunAsync(IEnumerable{string}, string, CancellationToken)"/>
    public Task<FfmpegRun> RunAsync(
        IEnumerable<string> arguments, string workingDirectory, Func<Stream, Task> readOutput, CancellationToken cancellationToken) =>
        RunAsync(arguments, workingDirectory, static _ => Task.CompletedTask, readOutput, cancellationToken);

    /// <summary>The same with something for the program to read.</summary>
    /// <param name="arguments">As the program is to see them.</param>
    /// <param name="workingDirectory">Where relative names in the arguments lie.</param>
    /// <param name="writeInput">Writes what the program reads; that it may end before it has read all is no error.</param>
    /// <param name="readOutput">Reads what the program writes, to its end.</param>
    /// <param name="cancellationToken">Ends the run early.</param>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public async Task<FfmpegRun> RunAsync(
        IEnumerable<string> arguments,
        string workingDirectory,
        Func<Stream, Task> writeInput,
        Func<Stream, Task> readOutput,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using Process process = new() { StartInfo = StartInfo(arguments, workingDirectory) };
        try
        {
            process.Start();
        }
        catch (Win32Exception e)
        {
            return new FfmpegRun(FfmpegRun.NotStarted, $"'{Path}' cannot be started: {e.Message}");
        }

        OutputTail errors = new(TailLength);
        Task talking = Task.WhenAll(
            errors.ReadAsync(process.StandardError),
            Task.Run(() => OrKillAsync(process, () => WriteAsync(process, writeInput)), CancellationToken.None),
            Task.Run(() => OrKillAsync(process, () => readOutput(process.StandardOutput.BaseStream)), CancellationToken.None));
        await using (cancellationToken.Register(static p => Kill((Process)p!), process))
        {
            await process.WaitForExitAsync(CancellationToken.None);
        }

        await talking;
        FfmpegRun run = new(process.ExitCode, errors.ToString());
        if (run.WasInterrupted)
        {
            // Ctrl+C reaches every process of the terminal, and ffmpeg may end before this one has heard of it.
            await Task.Delay(s_signalReachesUs, TimeProvider.System, cancellationToken);
        }

        cancellationToken.ThrowIfCancellationRequested();
        return run;
    }

    private ProcessStartInfo StartInfo(IEnumerable<string> arguments, string workingDirectory) => new(Path, arguments)
    {
        WorkingDirectory = workingDirectory,
        UseShellExecute = false,
        CreateNoWindow = true,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };

    private static async Task WriteAsync(Process process, Func<Stream, Task> write)
    {
        try
        {
            await using Stream input = process.StandardInput.BaseStream;
            await write(input);
        }
        catch (IOException e) when (e.InnerException is Win32Exception { NativeErrorCode: BrokenPipe } || (e.HResult & 0xFFFF) is BrokenPipe or BrokenPipeOnWindows or ClosedPipeOnWindows)
        {
            // It reads no further; its own words tell why. On Unix a pipe fails as a socket does.
        }
    }

    // Whoever gives up leaves a pipe full or empty, and the program would wait for it for ever.
    private static async Task OrKillAsync(Process process, Func<Task> talk)
    {
        try
        {
            await talk();
        }
        catch
        {
            Kill(process);
            throw;
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It ended by itself in the same moment; that is what was wanted.
        }
    }
}
