namespace StoryVideo.Benchmarks;

/// <summary>Measures what the project promises of speed and memory, on this machine: <c>dry-run</c>, <c>first-shot</c>, <c>throughput</c>, <c>memory</c> or <c>cut</c>.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        switch (args)
        {
            case ["dry-run"]:
                return await DryRunBenchmark.RunAsync();
            case ["first-shot"]:
                return await FirstShotBenchmark.RunAsync();
            case ["throughput"]:
                return await ThroughputBenchmark.RunAsync();
            case ["memory"]:
                return await MemoryBenchmark.RunAsync();
            case ["cut", .. string[] parts]:
                return await CutBenchmark.RunAsync(parts);
            default:
                await Console.Error.WriteLineAsync("Say what to measure: dry-run, first-shot, throughput, memory or cut.");
                return 2;
        }
    }
}
