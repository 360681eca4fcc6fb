using StoryVideo.Core.Tests.Providers;
using StoryVideo.Core.Tests.Support;
using StoryVideo.FakeGemini;

namespace StoryVideo.Core.Tests.Cli;

/// <summary>A story whose clips come from the pretended service and are judged by it; needs ffmpeg.</summary>
internal sealed class CheckBench : IAsyncDisposable
{
    private CheckBench(FakeGeminiServer service, CommandLine cli)
    {
        Service = service;
        Cli = cli;
    }

    public FakeGeminiServer Service { get; }

    public CommandLine Cli { get; }

    /// <summary>Clips that were paid for.</summary>
    public int Clips => Service.Submissions.Count;

    /// <summary>Checks that were paid for.</summary>
    public int Checks => Service.Verdicts.All.Count;

    public string Folder => Cli.Folder.PathOf("public/generated/42/shots/s1");

    public string Clip => Path.Combine(Folder, "shot-1.mp4");

    /// <param name="scores">Of one check after the other; the last goes on.</param>
    public static async Task<CheckBench> StartAsync(params double[] scores)
    {
        _ = RehearsalBench.NeedFfmpeg();
        FakeGeminiServer service = await FakeGeminiServer.StartAsync(new FakeGeminiOptions { Key = "key", MarksClips = true });
        service.ScoreOf = n => scores[Math.Min(n, scores.Length) - 1];
        CommandLine cli = await CommandLine.WithStoryAsync();
        cli.Variables.Remove("STORYVIDEO_FFMPEG");
        cli.Variables["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "";
        cli.Variables["GOOGLE_GEMINI_BASE_URL"] = service.BaseUrl;
        cli.Variables["GEMINI_API_KEY"] = "key";
        cli.Variables["STORYVIDEO_POLL_INTERVAL"] = "0.01";
        return new CheckBench(service, cli);
    }

    /// <summary>The clip of s1#1 is made.</summary>
    public async Task<CheckBench> WithClipAsync(params string[] more)
    {
        (await RunAsync(["run", "create-shot-video", .. more])).Ends(0);
        return this;
    }

    /// <summary>A command for s1#1 alone.</summary>
    public Task<CommandResult> RunAsync(params string[] args) => Cli.RunAsync([.. args, "--scenelet", "s1", "--shot", "1", "--json"]);

    public async ValueTask DisposeAsync()
    {
        Cli.Dispose();
        await Service.DisposeAsync();
    }
}
