namespace StoryVideo.Benchmarks;

/// <summary>Measures what the project promises of speed and memory, on this machine: <c>dry-run</c> or <c>first-shot</c>.</summary>
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
            default:
                await Console.Error.WriteLineAsync("Say what to measure: dry-run or first-shot.");
                return 2;
        }
    }
}
