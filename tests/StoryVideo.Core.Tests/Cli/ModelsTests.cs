using System.Text.Json;
using StoryVideo.Core.Tests.Reliability;
using StoryVideo.Core.Tests.Support;
using StoryVideo.FakeGemini;

namespace StoryVideo.Core.Tests.Cli;

/// <summary>The list of models, alone and with the services' word.</summary>
public sealed class ModelsTests
{
    [Fact]
    public async Task A_line_has_capabilities_prices_of_a_clip_at_each_resolution_status_and_successor()
    {
        using CommandLine cli = new();

        CommandResult result = await cli.RunAsync("models", "--json");

        result.Ends(0);
        JsonElement veo = Model(result, "veo-3.1-generate-preview", "gemini");
        Assert.Equal("video True retiring 2026-10-22 gemini-omni-1.1-flash 3", string.Join(' ', new[] { "kind", "usable", "status", "shutdownOn", "successor", "references" }.Select(n => veo.GetProperty(n).ToString())));
        Assert.Equal("[4,6,8]", veo.GetProperty("seconds").GetRawText());
        Assert.Equal(
            """[{"resolution":"720p","usd":3.20},{"resolution":"1080p","usd":3.20},{"resolution":"4k","usd":4.80}]""",
            veo.GetProperty("clipPrices").GetRawText());
        Assert.False(veo.GetProperty("priceIsOld").GetBoolean());
        Assert.False(veo.GetProperty("chargedWhenFiltered").GetBoolean());
        Assert.False(veo.TryGetProperty("yourKey", out _));

        JsonElement lite = Model(result, "grok-imagine-video-1.5-lite", "grok");
        Assert.True(lite.GetProperty("chargedWhenFiltered").GetBoolean());
        Assert.Equal(JsonValueKind.Null, lite.GetProperty("clipPrices")[1].GetProperty("usd").ValueKind);
    }

    [Fact]
    public async Task A_model_that_is_paid_by_tokens_is_not_shown_as_one_without_a_price()
    {
        using CommandLine cli = new();
        Assert.Matches(@"(?m)^gemini-3\.8-flash .*\$0\.75 in, \$3\.75 out, a million tokens", (await cli.RunAsync("models")).Out);
        JsonElement judge = Model(await cli.RunAsync("models", "--json"), "gemini-3.8-flash", "gemini");
        Assert.Equal("0.75 3.75", $"{judge.GetProperty("prices")[0].GetProperty("usdPerMillionInputTokens")} {judge.GetProperty("prices")[0].GetProperty("usdPerMillionOutputTokens")}");
    }

    [Fact]
    public async Task A_refresh_tells_of_each_service_which_models_its_key_can_use()
    {
        await using FakeGeminiServer fake = await FakeGeminiServer.StartAsync();
        using CommandLine cli = new();
        foreach (PaidService service in (PaidService[])[PaidService.Veo, PaidService.Grok, PaidService.VeoOnVertex])
        {
            foreach ((string variable, string value) in service.Variables(fake, cli.Folder.Root))
            {
                cli.Variables[variable] = value;
            }
        }

        CommandResult result = await cli.RunAsync("models", "--refresh", "--json");

        result.Ends(0);
        Assert.All(PaidService.All, s => Assert.Equal("yes", Model(result, s.Model, s.Provider).GetProperty("yourKey").GetString()));
        Assert.Equal("no", Model(result, "gemini-3-pro-image-preview", "gemini").GetProperty("yourKey").GetString());

        // This program makes no images there, and asks nobody about them.
        Assert.Equal(JsonValueKind.Null, Model(result, "grok-imagine-image", "grok").GetProperty("yourKey").ValueKind);
        Assert.All(fake.Requests, static r => Assert.True(r.Method == "GET" || r.Path == "/token", r.Path));
        Assert.Empty(fake.Submissions);
    }

    [Fact]
    public async Task A_key_of_another_service_is_not_asked_with()
    {
        await using FakeGeminiServer fake = await FakeGeminiServer.StartAsync();
        using CommandLine cli = new();
        cli.Variables["GOOGLE_API_KEY"] = "xai-SENTINEL-0";
        cli.Variables["GOOGLE_GEMINI_BASE_URL"] = fake.BaseUrl;

        CommandResult result = await cli.RunAsync("models", "--refresh", "--json");

        result.Ends(0);
        JsonElement veo = Model(result, "veo-3.1-generate-preview", "gemini");
        Assert.Equal("none", veo.GetProperty("yourKey").GetString());
        Assert.Contains("GOOGLE_API_KEY is another service's", veo.GetProperty("note").GetString(), StringComparison.Ordinal);
        Assert.Empty(fake.Requests);
        Assert.DoesNotContain("SENTINEL", result.Out + result.Err, StringComparison.Ordinal);
    }

    private static JsonElement Model(CommandResult result, string model, string provider) => result.Lines.Single(
        l => l.GetProperty("model").GetString() == model && l.GetProperty("provider").GetString() == provider);
}
