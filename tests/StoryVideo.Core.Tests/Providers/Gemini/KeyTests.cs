using StoryVideo.Catalog;
using StoryVideo.Core.Tests.Support;
using StoryVideo.FakeGemini;
using StoryVideo.FakeGemini.Faults;
using StoryVideo.Providers;
using StoryVideo.Providers.Gemini;
using StoryVideo.Providers.Http;
using StoryVideo.Tasks;

namespace StoryVideo.Core.Tests.Providers.Gemini;

public sealed class KeyTests
{
    [Fact]
    public void A_key_shows_itself_to_nobody()
    {
        ApiKey key = new(GeminiSetting.Key);
        Assert.Equal("***", key.ToString());
        Assert.DoesNotContain("SENTINEL", $"{new GeminiOptions { Key = key }}", StringComparison.Ordinal);
        Assert.DoesNotContain("SENTINEL", System.Text.Json.JsonSerializer.Serialize(key), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("two words")]
    [InlineData("line\r\nx-evil: 1")]
    [InlineData("schlüssel")]
    public void What_cannot_be_a_key_is_refused_without_being_repeated(string value)
    {
        ArgumentException e = Assert.Throws<ArgumentException>(() => new ApiKey(value));
        Assert.True(string.IsNullOrWhiteSpace(value) || !e.Message.Contains(value, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("given", "google", "gemini", "given")]
    [InlineData(null, "google", "gemini", "google")]
    [InlineData("", " ", "gemini\n", "gemini")]
    [InlineData(null, null, null, null)]
    public void A_key_is_looked_for_in_order(string? given, string? google, string? gemini, string? expected)
    {
        ProviderOpening opening = new()
        {
            GivenKey = given,
            ReadVariable = name => name == "GOOGLE_API_KEY" ? google : name == "GEMINI_API_KEY" ? gemini : null,
            ResolveAsset = static _ => null,
            Catalog = ModelCatalog.Shipped,
            Time = TimeProvider.System,
        };
        Assert.Equal(expected, ProviderKey.Find(opening, GeminiRegistration.Entry.KeyVariables)?.Value);
    }

    [Theory]
    [InlineData("gemini", "xai-SENTINEL-0", null, "the parameter", "xAI key")]
    [InlineData("gemini", null, "xai-SENTINEL-0", "GOOGLE_API_KEY", "xAI key")]
    [InlineData("vertex", null, "xai-SENTINEL-0", "GOOGLE_API_KEY", "xAI key")]
    [InlineData("grok", "AIzaSENTINEL-0", null, "begin with xai-", "XAI_API_KEY")]
    [InlineData("grok", null, "AQ.SENTINEL-0", "XAI_API_KEY", "Gemini key")]
    public void A_key_of_another_service_is_not_sent(string provider, string? given, string? set, params string[] says)
    {
        using TemporaryFolder folder = new();
        StudioSettings settings = new()
        {
            BaseFolder = folder.FullPath,
            ApiKey = given,
            ReadVariable = name => name is "GOOGLE_API_KEY" or "XAI_API_KEY" ? set : null,
        };
        using VideoProviders providers = new(settings, Studio.AssetsOf(settings), ModelCatalog.Shipped, TimeProvider.System);

        RunRefusedException e = Assert.Throws<RunRefusedException>(() => providers.Open(provider));

        Assert.Equal("key-foreign", e.Code);
        Assert.Contains("not sent", e.Message, StringComparison.Ordinal);
        Assert.All(says, words => Assert.Contains(words, e.Message, StringComparison.Ordinal));
        Assert.DoesNotContain("SENTINEL", e.Message, StringComparison.Ordinal);
        providers.Open(provider, isForShow: true);
    }

    [Theory]
    [InlineData("gemini", "AIzaSENTINEL-0")]
    [InlineData("vertex", "AQ.SENTINEL-0")]
    [InlineData("grok", "xai-SENTINEL-0")]
    public void A_key_of_the_service_opens_it(string provider, string key)
    {
        using TemporaryFolder folder = new();
        StudioSettings settings = new() { BaseFolder = folder.FullPath, ApiKey = key, ReadVariable = static _ => null };
        using VideoProviders providers = new(settings, Studio.AssetsOf(settings), ModelCatalog.Shipped, TimeProvider.System);
        Assert.Equal(provider, providers.Open(provider).Name);
    }

    [Theory]
    [InlineData("grok", "gemini", "GOOGLE_API_KEY")]
    [InlineData("gemini", "grok", "XAI_API_KEY")]
    public void A_key_that_was_given_opens_one_provider_and_no_other(string owner, string other, string variable)
    {
        using TemporaryFolder folder = new();
        Dictionary<string, string> variables = new(StringComparer.Ordinal) { ["XAI_BASE_URL"] = "http://127.0.0.1:1/v1" };
        StudioSettings settings = new() { BaseFolder = folder.FullPath, ApiKey = "SENTINEL-0", ReadVariable = variables.GetValueOrDefault };
        using VideoProviders providers = new(settings, Studio.AssetsOf(settings), ModelCatalog.Shipped, TimeProvider.System);
        Assert.Equal(owner, providers.Open(owner).Name);

        RunRefusedException e = Assert.Throws<RunRefusedException>(() => providers.Open(other));

        Assert.Equal("key-missing", e.Code);
        Assert.Contains($"The key that was given is {owner}'s", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("SENTINEL", e.Message, StringComparison.Ordinal);
        variables[variable] = "another";
        Assert.Equal(other, providers.Open(other).Name);
    }

    [Fact]
    public void A_key_that_can_only_be_the_second_providers_stays_for_it()
    {
        using TemporaryFolder folder = new();
        StudioSettings settings = new() { BaseFolder = folder.FullPath, ApiKey = "xai-SENTINEL-0", ReadVariable = static _ => null };
        using VideoProviders providers = new(settings, Studio.AssetsOf(settings), ModelCatalog.Shipped, TimeProvider.System);

        providers.OfferKeyTo("rehearsal");
        providers.OfferKeyTo("gemini");

        Assert.Equal("grok", providers.Open("grok").Name);
        Assert.Equal("key-missing", Assert.Throws<RunRefusedException>(() => providers.OpenJudge("gemini")).Code);
    }

    [Fact]
    public async Task A_service_that_echoes_the_key_puts_it_into_no_error()
    {
        Answer echo = GoogleAnswers.Error(
            400, "INVALID_ARGUMENT", $"API key {GeminiSetting.Key} is bad: https://a/?key={Uri.EscapeDataString(GeminiSetting.Key)}");
        Fault[] faults = [new Fault.Reply(echo), new Fault.Reply(echo with { Status = 500 }), new Fault.Reply(echo with { Status = 403 }), new Fault.Reply(echo with { Status = 200 })];
        foreach (Fault fault in faults)
        {
            await using GeminiSetting setting = await GeminiSetting.StartAsync();
            GeneratedVideo video = await setting.GeneratedAsync();
            foreach (Stage stage in Enum.GetValues<Stage>())
            {
                setting.Fake.Faults.Always(stage, fault);
            }

            using MemoryStream clip = new();
            object[] outcomes =
            [
                await setting.SubmitAsync(),
                await setting.PollAsync($"models/{GeminiSetting.Model}/operations/abc"),
                await setting.DownloadAsync(video, clip),
                await setting.Time.JumpPausesAsync(setting.Provider.CheckModelAsync(GeminiSetting.Model, CancellationToken.None)),
            ];
            Assert.All(outcomes, static o => Assert.DoesNotContain("SENTINEL", $"{o}", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("http://generativelanguage.googleapis.com", "in the clear")]
    [InlineData("ftp://127.0.0.1", "not a web address")]
    [InlineData("generativelanguage.googleapis.com", "not a web address")]
    [InlineData("https://key@proxy.example", "no user")]
    [InlineData("https://proxy.example/?key=1", "no user")]
    public void A_base_url_that_would_give_the_key_away_is_refused(string url, string problem)
    {
        Assert.False(GeminiEndpoint.TryParse(url, out _, out string? why));
        Assert.Contains(problem, why, StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => GeminiEndpoint.Parse(url));
    }

    [Theory]
    [InlineData(null, "https://generativelanguage.googleapis.com/v1beta/models/a")]
    [InlineData("https://proxy.example/gemini/", "https://proxy.example/gemini/v1beta/models/a")]
    [InlineData("http://localhost:8080", "http://localhost:8080/v1beta/models/a")]
    [InlineData("http://[::1]:8080/", "http://[::1]:8080/v1beta/models/a")]
    public void A_base_url_is_extended_by_version_and_path(string? url, string expected) =>
        Assert.Equal(expected, GeminiEndpoint.Parse(url).Resolve("models/a").AbsoluteUri);

    [Theory]
    [InlineData("https://generativelanguage.googleapis.com/v1beta/files/abc:download?alt=media", "https://proxy.example/p/v1beta/files/abc:download?alt=media")]
    [InlineData("https://generativelanguage.googleapis.com/download/v1beta/files/abc:download?alt=media", "https://proxy.example/p/v1beta/files/abc:download?alt=media")]
    [InlineData("https://generativelanguage.googleapis.com/other/abc", "https://generativelanguage.googleapis.com/other/abc")]
    [InlineData("https://storage.example/abc.mp4", "https://storage.example/abc.mp4")]
    [InlineData("files/abc", "https://proxy.example/p/v1beta/files/abc:download?alt=media")]
    public void Behind_a_proxy_only_Google_files_move_to_the_proxy(string uri, string expected)
    {
        Assert.True(new ResultLocation(GeminiEndpoint.Parse("https://proxy.example/p")).TryResolve(uri, out Uri? target, out _));
        Assert.Equal(expected, target.AbsoluteUri);
    }

    [Fact]
    public void Only_the_very_origin_of_the_base_url_is_the_same()
    {
        ServiceEndpoint endpoint = GeminiEndpoint.Default;
        Assert.True(endpoint.IsSameOrigin(new Uri("https://GENERATIVELANGUAGE.googleapis.com/x")));
        string[] others =
        [
            "http://generativelanguage.googleapis.com/x",
            "https://generativelanguage.googleapis.com:8443/x",
            "https://generativelanguage.googleapis.com.evil.example/x",
            "https://evil.example/generativelanguage.googleapis.com",
            "https://generativelanguage.googleapis.com@evil.example/x",
        ];
        Assert.All(others, o => Assert.False(endpoint.IsSameOrigin(new Uri(o))));
    }

    [Fact]
    public void Plain_http_on_this_machine_is_followed_only_from_this_machine()
    {
        Uri local = new("http://127.0.0.1:9000/a");
        Assert.True(WebPlaces.MayFetch(GeminiEndpoint.Parse("http://localhost:8080"), local, out _));
        Assert.False(WebPlaces.MayFetch(GeminiEndpoint.Default, local, out _));
    }
}
