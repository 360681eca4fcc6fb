using System.Globalization;

namespace StoryVideo.Benchmarks;

/// <summary>
/// A whole paid run of the program against the pretended service: what it adds to the time that the clips themselves take.
/// </summary>
internal static class ThroughputBenchmark
{
    private const int Shots = 200;
    private const int AtOnce = 20;
    private const double Generation = 2;
    private const double Ideal = Shots * Generation / AtOnce;
    private const int ImageBytes = 64 * 1024;

    public static async Task<int> RunAsync()
    {
        using BenchmarkStory story = await BenchmarkStory.MakeAsync(Shots, hasImages: true, ImageBytes);
        using PretendedService service = await PretendedService.StartAsync(
            "--generation-ms", (Generation * 1000).ToString(CultureInfo.InvariantCulture));
        MeasuredProcess run = await MeasuredProcess.RunAsync(
            story, service.Variables,
            "run", "create-shot-video", "--model", "veo-3.1-generate-preview", "--json", "--max-cost", "10000", "--throttle", AtOnce.ToString(CultureInfo.InvariantCulture));
        return Figure.Report(
            new Figure($"{Shots} shots of {Generation} s, {AtOnce} at once, wall time", run.Seconds, Ideal * 1.05, "s"),
            new Figure("the ideal: shots × latency ÷ at once", Ideal, null, "s"),
            new Figure("peak memory", run.PeakMebibytes, null, "MiB"));
    }
}
