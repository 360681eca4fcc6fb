using System.Diagnostics;
using System.Globalization;

namespace StoryVideo.Benchmarks;

/// <summary>A piece of work together with all programs that it starts; on Linux.</summary>
/// <param name="Seconds">Wall time.</param>
/// <param name="ProcessorSeconds">Time of all processors; 0 where it was not measured.</param>
/// <param name="PeakMebibytes">The most memory that all of them held at once, what they share counted once; 0 where it was not measured.</param>
internal sealed record MeasuredTree(double Seconds, double ProcessorSeconds, double PeakMebibytes)
{
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(50);

    public static async Task<MeasuredTree> OfAsync(Func<Task> work)
    {
        long began = Stopwatch.GetTimestamp();
        await work();
        return new MeasuredTree(Stopwatch.GetElapsedTime(began).TotalSeconds, 0, 0);
    }

    public static async Task<MeasuredTree> RunAsync(string program, string folder, params string[] arguments)
    {
        // time(1) adds up what children of children have used.
        string times = Path.Combine(folder, "times.txt");
        ProcessStartInfo start = new("/usr/bin/time", ["-f", "%U %S", "-o", times, program, .. arguments])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        long began = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        double peak = 0;
        while (!process.HasExited)
        {
            peak = Math.Max(peak, Shares(process.Id) / 1024.0);
            await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(s_look, TimeProvider.System));
        }

        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        _ = await output;
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await errors}");
        }

        double used = (await File.ReadAllTextAsync(times)).Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)
            .Sum(static t => double.Parse(t, CultureInfo.InvariantCulture));
        await Console.Error.WriteLineAsync((await errors).TrimEnd());
        return new MeasuredTree(seconds, used, peak);
    }

    /// <summary>Proportional share of a process and all below it, in KiB.</summary>
    private static long Shares(int process, string? parent = null)
    {
        try
        {
            // Between vfork and exec a child lives in its parent's memory, which must not count twice.
            string? program = File.ResolveLinkTarget($"/proc/{process}/exe", returnFinalTarget: false)?.FullName;
            if (program is null || program == parent)
            {
                return 0;
            }

            long own = File.ReadLines($"/proc/{process}/smaps_rollup")
                .Where(static l => l.StartsWith("Pss:", StringComparison.Ordinal))
                .Sum(static l => long.Parse(l.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture));
            return own + Directory.EnumerateDirectories($"/proc/{process}/task")
                .SelectMany(static task => File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Sum(child => Shares(int.Parse(child, CultureInfo.InvariantCulture), program));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}
