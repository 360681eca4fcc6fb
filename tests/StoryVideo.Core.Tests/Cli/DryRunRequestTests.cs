using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using StoryVideo.Core.Tests.Reliability;
using StoryVideo.Core.Tests.Support;
using StoryVideo.FakeGemini;
using StoryVideo.Media;

namespace StoryVideo.Core.Tests.Cli;

/// <summary>The body that a dry run shows is what the service accepts, and what the run after it sends.</summary>
public sealed class DryRunRequestTests
{
    private const string Token = "ya29.SENTINEL-token-0";

    public static TheoryData<string> Services => [.. PaidService.All.Select(static s => s.Name)];

    [Theory]
    [MemberData(nameof(Services))]
    public async Task The_strict_service_accepts_it_byte_for_byte_and_the_run_sends_the_same(string name)
    {
        PaidService service = PaidService.Of(name);
        await using FakeGeminiServer fake = await FakeGeminiServer.StartAsync();
        using CommandLine cli = await CommandLine.WithStoryAsync();
        foreach ((string variable, string value) in service.Variables(fake, cli.Folder.Root))
        {
            cli.Variables[variable] = value;
        }

        cli.Variables["STORYVIDEO_POLL_INTERVAL"] = "0.01";
        string[] run =
        [
            "run", "create-shot-video", "--provider", service.Provider, "--model", service.Model, "--resolution", service.Format.Resolution, "--allow-unpriced", "--json",
        ];
        CommandResult dry = await cli.RunAsync([.. run, "--dry-run"]);
        dry.Ends(0);
        Assert.Empty(fake.Requests);
        await AssertSentAsShownAsync(cli, fake, dry, run, 3);
    }

    [Theory]
    [InlineData("1K")]
    [InlineData("2K")]
    public async Task Images_are_shown_byte_for_byte_too(string size)
    {
        await using FakeGeminiServer fake = await FakeGeminiServer.StartAsync();
        using CommandLine cli = await WithoutImagesAsync(fake);
        foreach ((string task, int count) in new[] { ("create-visual-reference-image", 2), ("create-shot-image", 3) })
        {
            string[] run = ["run", task, "--size", size, "--json"];
            int before = fake.Requests.Count;
            CommandResult dry = await cli.RunAsync([.. run, "--dry-run"]);
            dry.Ends(0);
            Assert.Equal(before, fake.Requests.Count);

            await AssertSentAsShownAsync(cli, fake, dry, run, count);
        }
    }

    [SkippableFact]
    public async Task A_reference_that_is_sent_smaller_is_shown_as_it_is_sent()
    {
        Skip.If(Ffmpeg.Find() is null, "ffmpeg is not installed; apt-get install ffmpeg");
        await using FakeGeminiServer fake = await FakeGeminiServer.StartAsync();
        using CommandLine cli = await CommandLine.WithStoryAsync();
        cli.Folder.Write("public/generated/42/visuals/characters/rhea/character-model-sheet.png", TinyPng.Noise(1600));
        cli.Variables["STORYVIDEO_FFMPEG"] = Ffmpeg.Find()!.Path;
        cli.Variables["GOOGLE_API_KEY"] = fake.Options.Key;
        cli.Variables["GOOGLE_GEMINI_BASE_URL"] = fake.BaseUrl;
        cli.Variables["STORYVIDEO_POLL_INTERVAL"] = "0.01";
        string[] run = ["run", "create-shot-video", "--scenelet", "s1", "--shot", "1", "--json"];

        CommandResult dry = await cli.RunAsync([.. run, "--dry-run"]);

        dry.Ends(0, "it is sent smaller, from a copy, and stays as it is");
        await AssertSentAsShownAsync(cli, fake, dry, run, 1);
    }

    private static async Task<CommandLine> WithoutImagesAsync(FakeGeminiServer fake)
    {
        CommandLine cli = new();
        using TemporaryFolder folder = new();
        (await cli.RunAsync("import", new TestBundle { HasImages = false }.WriteTo(folder))).Ends(0);
        cli.Variables["GOOGLE_API_KEY"] = fake.Options.Key;
        cli.Variables["GOOGLE_GEMINI_BASE_URL"] = fake.BaseUrl;
        return cli;
    }

    private static async Task AssertSentAsShownAsync(CommandLine cli, FakeGeminiServer fake, CommandResult dry, string[] run, int count)
    {
        JsonElement[] requests = [.. dry.Lines[..^1].Select(static line => line.GetProperty("request"))];
        Assert.Equal(count, requests.Length);
        foreach (JsonElement request in requests)
        {
            Assert.Equal(200, await PostAsync(service, fake, request));
        }

        string[] shown = [.. requests.Select(static r => r.GetProperty("body").GetRawText()).Order(StringComparer.Ordinal)];
        int posted = fake.Requests.Count;
        (await cli.RunAsync(run)).Ends(0);
        string[] sent =
        [
            .. fake.Requests.Skip(posted).Where(static r => r.Method == "POST" && r.Body is not null)
                .Select(static r => Encoding.UTF8.GetString(r.Body!)).Order(StringComparer.Ordinal),
        ];
        Assert.Equal(shown, sent);
    }

    [Theory]
    [MemberData(nameof(Services))]
    public async Task It_is_shown_without_a_key(string name)
    {
        PaidService service = PaidService.Of(name);
        using CommandLine cli = await CommandLine.WithStoryAsync();
        CommandResult dry = await cli.RunAsync(
        [
            "run", "create-shot-video", "--provider", service.Provider, "--model", service.Model, "--resolution", service.Format.Resolution,
            "--allow-unpriced", "--json", "--dry-run",
        ]);
        dry.Ends(0);
        Assert.All(dry.Lines[..^1], static line => Assert.Equal("POST", line.GetProperty("request").GetProperty("method").GetString()));
    }

    private static async Task<int> PostAsync(PaidService service, FakeGeminiServer fake, JsonElement request)
    {
        using HttpClient client = new();
        string url = request.GetProperty("url").GetString()!;
        using HttpRequestMessage message = new(new HttpMethod(request.GetProperty("method").GetString()!), url);
        if (url.Contains("/projects/", StringComparison.Ordinal))
        {
            message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        }
        else if (service == PaidService.Grok)
        {
            message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", fake.Options.Key);
        }
        else
        {
            message.Headers.Add("x-goog-api-key", fake.Options.Key);
        }

        message.Content = new StringContent(request.GetProperty("body").GetRawText(), Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await client.SendAsync(message);
        return (int)answer.StatusCode;
    }
}
