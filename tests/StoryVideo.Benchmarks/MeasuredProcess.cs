using System.Diagnostics;
using System.Globalization;

namespace StoryVideo.Benchmarks;

/// <summary>A run of the storyvideo executable, from its start to its end.</summary>
/// <param name="Seconds">Wall time.</param>
/// <param name="PeakMebibytes">The most memory that it held at once.</param>
/// <param name="Lines">Lines of its output.</param>
internal sealed record MeasuredProcess(double Seconds, double PeakMebibytes, int Lines)
{
    private const double Mebibyte = 1024 * 1024;

    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(5);

    public static Task<MeasuredProcess> RunAsync(BenchmarkStory story, params string[] arguments) =>
        RunAsync(story, new Dictionary<string, string>(StringComparer.Ordinal), arguments);

    public static async Task<MeasuredProcess> RunAsync(
        BenchmarkStory story, IReadOnlyDictionary<string, string> variables, params string[] arguments)
    {
        string output = Path.Combine(story.Folder, "output.json");
        ProcessStartInfo start = new(BuiltProgram.Find("src/StoryVideo.Cli", "storyvideo"), arguments)
        {
            WorkingDirectory = story.Folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("STORYVIDEO_DATABASE");
        start.Environment.Remove("STORYVIDEO_ASSETS");
        start.Environment.Remove("STORYVIDEO_PROMPTS");
        foreach ((string name, string value) in variables)
        {
            start.Environment[name] = value;
        }

        long began = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        Task<double> peak = PeakAsync(process);
        await using (FileStream file = File.Create(output))
        {
            await process.StandardOutput.BaseStream.CopyToAsync(file);
        }

        await process.WaitForExitAsync();
        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        return process.ExitCode == 0
            ? new MeasuredProcess(seconds, await peak, await File.ReadLinesAsync(output).CountAsync())
            : throw new InvalidOperationException($"storyvideo ended with {process.ExitCode}: {await errors}");
    }

    private static async Task<double> PeakAsync(Process process)
    {
        double peak = 0;
        while (!process.HasExited)
        {
            peak = Math.Max(peak, PeakOf(process));
            await Task.Delay(s_look, TimeProvider.System);
        }

        return peak;
    }

    // Linux forgets a process with its end, and .NET's own peak counter is not kept there: the kernel's is asked while it runs.
    private static double PeakOf(Process process)
    {
        try
        {
            if (!OperatingSystem.IsLinux())
            {
                process.Refresh();
                return process.PeakWorkingSet64 / Mebibyte;
            }

            string? line = File.ReadLines($"/proc/{process.Id}/status")
                .FirstOrDefault(static l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            return 0;
        }
    }
}
