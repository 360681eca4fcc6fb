using StoryVideo.Core.Tests.Providers;
using StoryVideo.Core.Tests.Support;
using StoryVideo.FakeGemini;
using StoryVideo.Ledger;
using StoryVideo.Storage;
using StoryVideo.Tasks;

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

    /// <param name="store">Its database.</param>
    /// <param name="scores">Of one check after the other; the last goes on.</param>
    public static async Task<CheckBench> StartAsync(TestStore store, params double[] scores)
    {
        _ = RehearsalBench.NeedFfmpeg();
        FakeGeminiServer service = await FakeGeminiServer.StartAsync(new FakeGeminiOptions { Key = "key", MarksClips = true });
        service.ScoreOf = n => scores[Math.Min(n, scores.Length) - 1];
        CommandLine cli = await CommandLine.WithStoryAsync(store: store);
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

    /// <summary>The story's images can be rendered from: the rehearsal's clips are made by ffmpeg.</summary>
    public CheckBench WithPictures()
    {
        foreach (string image in Directory.GetFiles(Cli.Folder.PathOf("public/generated"), "*.png", SearchOption.AllDirectories))
        {
            File.WriteAllBytes(image, TinyPng.Of(Path.GetFileName(image)));
        }

        return this;
    }

    /// <summary>The clip of s1#1 is made and checked.</summary>
    public static async Task<CheckBench> CheckedAsync(TestStore store, params double[] scores)
    {
        CheckBench bench = await (await StartAsync(store, scores)).WithClipAsync();
        (await bench.RunAsync("check")).Ends(0);
        return bench;
    }

    /// <summary>The takes of the clip of s1#1.</summary>
    public async Task<IReadOnlyList<Take>> TakesAsync()
    {
        using Studio studio = await Cli.OpenAsync(StoreAccess.Read);
        return await studio.Ledger.ReadAsync(new() { Kind = AssetKind.Video, AssetName = "s1#1" }, CancellationToken.None).ToListAsync();
    }

    /// <summary>A command for s1#1 alone.</summary>
    public Task<CommandResult> RunAsync(params string[] args) => Cli.RunAsync([.. args, "--scenelet", "s1", "--shot", "1", "--json"]);

    public async ValueTask DisposeAsync()
    {
        Cli.Dispose();
        await Service.DisposeAsync();
    }
}
