using System.Text;
using StoryVideo.Core.Tests.Support;
using StoryVideo.FakeGemini;
using StoryVideo.FakeGemini.Faults;
using StoryVideo.FakeGemini.Generation;

namespace StoryVideo.Core.Tests.Reliability;

/// <summary>The key is in the header of requests to its own origin, and nowhere else: in success and in every fault.</summary>
public sealed class SecretSuite
{
    /// <summary>Whoever prints this has the key: its middle, as no escaping changes it.</summary>
    private const string Sentinel = "SENTINEL-7f3a";

    private static readonly Answer s_echo = GoogleAnswers.Error(
        400, "INVALID_ARGUMENT", $"API key {CliBench.Key} is bad, see https://a/?key={Uri.EscapeDataString(CliBench.Key)}");

    private static readonly Dictionary<string, Action<FakeGeminiServer>> s_rows = new(StringComparer.Ordinal)
    {
        ["nothing"] = static _ => { },
        ["the model check"] = static f => f.Faults.Always(Stage.Model, new Fault.Reply(s_echo)),
        ["a submission 400"] = static f => f.Faults.Always(Stage.Submit, new Fault.Reply(s_echo)),
        ["a submission 403"] = static f => f.Faults.Always(Stage.Submit, new Fault.Reply(s_echo with { Status = 403 })),
        ["a submission 500"] = static f => f.Faults.Always(Stage.Submit, new Fault.Reply(s_echo with { Status = 500 })),
        ["a submission 200"] = static f => f.Faults.Always(Stage.Submit, new Fault.Reply(s_echo with { Status = 200 })),
        ["a submission's redirect"] = static f => f.Faults.Always(
            Stage.Submit, new Fault.Reply(new Answer(307, "").With("Location", $"https://elsewhere.example/?key={CliBench.Key}"))),
        ["a poll 400"] = static f => f.Faults.Always(Stage.Poll, new Fault.Reply(s_echo)),
        ["a filter's reason"] = static f => f.Operations.EndWith(new GenerationResult.Filtered(1, $"Not with {CliBench.Key}")),
        ["an operation's error"] = static f => f.Operations.EndWith(new GenerationResult.Error(13, $"Not with {CliBench.Key}")),
        ["a clip's address"] = static f => f.Operations.EndWith(new GenerationResult.Custom(
            $$$"""{"generateVideoResponse":{"generatedSamples":[{"video":{"uri":"https://127.0.0.1:1/a?key={{{CliBench.Key}}}"}}]}}""")),
        ["a download 403"] = static f => f.Faults.Always(Stage.Download, new Fault.Reply(s_echo with { Status = 403 })),
        ["a download's redirect"] = static f => f.Faults.Always(Stage.Download, new Fault.Redirect(RedirectTarget.OtherOrigin)),
        ["a download's foreign redirect"] = static f => f.Faults.Always(Stage.Download, new Fault.Redirect(RedirectTarget.InsecureHost)),
        ["a download that is no video"] = static f => f.Faults.Always(Stage.Download, new Fault.Reply(new Answer(200, $"<html>{CliBench.Key}", "video/mp4"))),
    };

    public static TheoryData<string> Rows => [.. s_rows.Keys];

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_key_that_the_service_echoes_is_in_no_output_no_file_and_no_other_request(string echo)
    {
        await using CliBench bench = await CliBench.StartAsync();
        s_rows[echo](bench.Fake);

        List<CommandResult> said =
        [
            await bench.RunAsync("--verbose", "--shot", "1", "--scenelet", "s1"),
            await bench.RunAsync("--json", "--mode", "resume", "--shot", "1", "--scenelet", "s1"),
            await bench.Cli.RunAsync("status"),
            await bench.Cli.RunAsync("takes"),
            await bench.Cli.RunAsync("budget"),
            await bench.Cli.RunAsync("doctor"),
        ];

        Assert.All(said, static r => Assert.DoesNotContain(Sentinel, r.Out + r.Err, StringComparison.OrdinalIgnoreCase));
        byte[] sentinel = Encoding.UTF8.GetBytes(Sentinel);
        Assert.All(
            Directory.EnumerateFiles(bench.Cli.Folder.Root, "*", SearchOption.AllDirectories),
            file => Assert.True(File.ReadAllBytes(file).AsSpan().IndexOf(sentinel) < 0, file));
        Assert.Empty(bench.Fake.KeyLeaks);
        Assert.All(bench.Fake.Requests, r => Assert.True(r.HeaderKey is null || r.Origin == bench.Fake.BaseUrl));
    }

    [Fact]
    public async Task A_wrong_key_is_not_repeated()
    {
        await using CliBench bench = await CliBench.StartAsync();
        bench.Cli.Variables["GOOGLE_API_KEY"] = Sentinel + "-which-is-wrong";

        CommandResult refused = await bench.RunAsync("--verbose");

        refused.Ends(3);
        Assert.DoesNotContain(Sentinel, refused.Out + refused.Err, StringComparison.OrdinalIgnoreCase);
    }
}
