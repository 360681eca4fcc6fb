using System.Diagnostics;

namespace StoryVideo.Benchmarks;

/// <summary>The pretended Gemini API in a process of its own, so that its work is not measured along.</summary>
internal sealed class PretendedService : IDisposable
{
    private const string Key = "benchmark-key";

    private readonly Process _process;

    private PretendedService(Process process, string address)
    {
        _process = process;
        Variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["GOOGLE_API_KEY"] = Key,
            ["GOOGLE_GEMINI_BASE_URL"] = address,
            ["STORYVIDEO_POLL_INTERVAL"] = "0.02",
        };
    }

    /// <summary>What a program needs to talk to it.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; }

    public static async Task<PretendedService> StartAsync(params string[] arguments)
    {
        ProcessStartInfo start = new(
            BuiltProgram.Find("tests/StoryVideo.FakeGemini", "StoryVideo.FakeGemini"), ["--key", Key, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        Process process = Process.Start(start)!;
        string address = await process.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException("The pretended service did not start.");
        return new PretendedService(process, address);
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
