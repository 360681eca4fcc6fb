using System.Globalization;

namespace StoryVideo.Benchmarks;

/// <summary>A dry run of the whole program: from the start of the process to its end, every prompt written out as JSON.</summary>
internal static class DryRunBenchmark
{
    private const int Runs = 3;

    public static async Task<int> RunAsync() =>
        await MeasureAsync(754, seconds: 1, mebibytes: null) | await MeasureAsync(10_000, seconds: 4, mebibytes: 200);

    private static async Task<int> MeasureAsync(int shots, double seconds, double? mebibytes)
    {
        using BenchmarkStory story = await BenchmarkStory.MakeAsync(shots, hasImages: true);
        List<MeasuredProcess> runs = [];
        for (int run = 0; run < Runs; run++)
        {
            MeasuredProcess measured = await MeasuredProcess.RunAsync(story, "run", "create-shot-video", "--dry-run");
            runs.Add(measured.Lines == shots + 1
                ? measured
                : throw new InvalidOperationException($"{measured.Lines} lines for {shots} shots and a summary."));
        }

        string name = string.Create(CultureInfo.InvariantCulture, $"dry run of {shots} shots");
        return Figure.Report(
            new Figure($"{name}, median of {Runs}", runs.Select(static r => r.Seconds).Order().ElementAt(Runs / 2), seconds, "s"),
            new Figure($"{name}, slowest", runs.Max(static r => r.Seconds), null, "s"),
            new Figure($"{name}, peak memory", runs.Max(static r => r.PeakMebibytes), mebibytes, "MiB"));
    }
}
