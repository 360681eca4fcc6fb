using System.Globalization;

namespace StoryVideo.Benchmarks;

/// <summary>Large images and large clips, many at once: bodies stream from file and to file, whatever their size.</summary>
internal static class MemoryBenchmark
{
    private const int Mebibyte = 1024 * 1024;
    private const int AtOnce = 16;
    private const int Shots = 3 * AtOnce;

    public static async Task<int> RunAsync()
    {
        using BenchmarkStory story = await BenchmarkStory.MakeAsync(Shots, hasImages: true, 7 * Mebibyte);
        using PretendedService service = await PretendedService.StartAsync(
            "--generation-ms", "500", "--clip-bytes", (20 * Mebibyte).ToString(CultureInfo.InvariantCulture));
        MeasuredProcess idle = await MeasuredProcess.RunAsync(story, "models");
        MeasuredProcess run = await MeasuredProcess.RunAsync(
            story, service.Variables,
            "run", "create-shot-video", "--model", "veo-3.1-generate-preview", "--json", "--max-cost", "10000", "--throttle", AtOnce.ToString(CultureInfo.InvariantCulture));
        return Figure.Report(
            new Figure($"{AtOnce} in flight, 3 × 7 MiB up, 20 MiB down: over idle", run.PeakMebibytes - idle.PeakMebibytes, 150, "MiB"),
            new Figure("idle: the program that lists its models", idle.PeakMebibytes, null, "MiB"),
            new Figure($"{Shots} such shots, wall time", run.Seconds, null, "s"));
    }
}
