using System.Diagnostics;
using StoryVideo.Storage;
using StoryVideo.Stories;
using StoryVideo.Tasks;

namespace StoryVideo.Benchmarks;

/// <summary>How soon the first shot of a large story is there, and whether memory stays flat while the others follow.</summary>
internal static class FirstShotBenchmark
{
    private const int Shots = 100_000;
    private const double Mebibyte = 1024 * 1024;

    public static async Task<int> RunAsync()
    {
        using BenchmarkStory made = await BenchmarkStory.MakeAsync(Shots, hasImages: false);
        using Studio studio = await Studio.OpenAsync(made.Settings, StoreAccess.Read, TimeProvider.System, CancellationToken.None);
        long query = Stopwatch.GetTimestamp();
        Story story = await new FindStories(studio).GetAsync("*", CancellationToken.None);
        double found = Stopwatch.GetElapsedTime(query).TotalMilliseconds;
        double first = await FirstAsync(studio, story);
        double second = await FirstAsync(studio, story);
        (double early, double late) = await HeldAsync(studio, story);
        return Figure.Report(
            new Figure("finding the story by a wildcard", found, null, "ms"),
            new Figure($"first of {Shots} shots, first query of the process", first, 100, "ms"),
            new Figure($"first of {Shots} shots, second query", second, 100, "ms"),
            new Figure("held after 1,000 shots", early, null, "MiB"),
            new Figure($"held after {Shots} shots", late, early + 10, "MiB"));
    }

    private static async Task<double> FirstAsync(Studio studio, Story story)
    {
        long began = Stopwatch.GetTimestamp();
        await foreach (StoryShot _ in studio.Stories.ReadShotsAsync(story, static _ => true, CancellationToken.None))
        {
            break;
        }

        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    private static async Task<(double Early, double Late)> HeldAsync(Studio studio, Story story)
    {
        double early = 0;
        int count = 0;
        await foreach (StoryShot _ in studio.Stories.ReadShotsAsync(story, static _ => true, CancellationToken.None))
        {
            early = ++count == 1000 ? Held() : early;
        }

        return count == Shots ? (early, Held()) : throw new InvalidOperationException($"{count} of {Shots} shots were read.");
    }

    private static double Held() => GC.GetTotalMemory(forceFullCollection: true) / Mebibyte;
}
