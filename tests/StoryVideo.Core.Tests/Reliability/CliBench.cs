using StoryVideo.Core.Tests.Support;
using StoryVideo.FakeGemini;
using StoryVideo.Storage;
using StoryVideo.Tasks;

namespace StoryVideo.Core.Tests.Reliability;

/// <summary>The command line with the sample story, and the pretended service that it talks to.</summary>
internal sealed class CliBench : IAsyncDisposable
{
    public const string Key = "SENTINEL-7f3a+key/0123";

    private CliBench(FakeGeminiServer fake, CommandLine cli)
    {
        Fake = fake;
        Cli = cli;
    }

    public FakeGeminiServer Fake { get; }

    public CommandLine Cli { get; }

    public static async Task<CliBench> StartAsync()
    {
        FakeGeminiServer fake = await FakeGeminiServer.StartAsync(new FakeGeminiOptions { Key = Key });
        CommandLine cli = await CommandLine.WithStoryAsync();
        cli.Variables["GOOGLE_API_KEY"] = Key;
        cli.Variables["GOOGLE_GEMINI_BASE_URL"] = fake.BaseUrl;
        cli.Variables["STORYVIDEO_POLL_INTERVAL"] = "0.01";
        return new CliBench(fake, cli);
    }

    public Task<CommandResult> RunAsync(params string[] more) => Cli.RunAsync(["run", "create-shot-video", .. more]);

    /// <summary>The stale shots as <c>status</c> shows them: <c>s1#2: character rhea; …</c>.</summary>
    public async Task<string> StaleAsync(params string[] more)
    {
        CommandResult status = await Cli.RunAsync(["status", .. more]);
        status.Ends(0);
        return string.Join("; ", status.Out.Split('\n')
            .Where(static line => line.Contains(" stale ", StringComparison.Ordinal))
            .Select(static line => $"{line.Split(' ')[0]}: {line[(line.IndexOf("changed since: ", StringComparison.Ordinal) + 15)..].Trim()}"));
    }

    public async Task ImportAsync(Action<SampleBundle> change)
    {
        SampleBundle bundle = new();
        change(bundle);
        bundle.WriteTo(Cli.Folder, "changed");
        (await Cli.RunAsync("import", "changed")).Ends(0);
    }

    public Task<Studio> OpenAsync(StoreAccess access = StoreAccess.Read) => Cli.OpenAsync(access);

    public async ValueTask DisposeAsync()
    {
        Cli.Dispose();
        await Fake.DisposeAsync();
    }
}
