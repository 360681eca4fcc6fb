using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using StoryVideo.FakeGemini;

namespace StoryVideo.Core.Tests.Providers.Gemini;

/// <summary>The pretended service is only worth something if it refuses what the real one refuses.</summary>
public sealed class FakeRefusalTests
{
    private const string Lite = "veo-3.1-lite-generate-preview";
    private const string Image = """{"bytesBase64Encoded":"iVBORw0KGgoAAAAA","mimeType":"image/png"}""";
    private const string Reference = $$"""{"image":{{Image}},"referenceType":"asset"}""";

    public static TheoryData<string, string, string> Refused => new()
    {
        { "duration as a string", """{"instances":[{"prompt":"a"}],"parameters":{"durationSeconds":"8"}}""", "needs to be a number" },
        { "sampleCount as a string", """{"instances":[{"prompt":"a"}],"parameters":{"sampleCount":"1"}}""", "needs to be a number" },
        { "two samples", """{"instances":[{"prompt":"a"}],"parameters":{"sampleCount":2}}""", "sampleCount" },
        { "duration 5", """{"instances":[{"prompt":"a"}],"parameters":{"durationSeconds":5}}""", "durationSeconds" },
        { "aspect 4:3", """{"instances":[{"prompt":"a"}],"parameters":{"aspectRatio":"4:3"}}""", "aspectRatio" },
        { "resolution 480p", """{"instances":[{"prompt":"a"}],"parameters":{"resolution":"480p"}}""", "resolution" },
        { "aspect as a number", """{"instances":[{"prompt":"a"}],"parameters":{"aspectRatio":16}}""", "needs to be a string" },
        { "1080p in 4 s", """{"instances":[{"prompt":"a"}],"parameters":{"resolution":"1080p","durationSeconds":4}}""", "use case" },
        { "4k in 6 s", """{"instances":[{"prompt":"a"}],"parameters":{"resolution":"4k","durationSeconds":6}}""", "use case" },
        { "seed", """{"instances":[{"prompt":"a"}],"parameters":{"seed":1}}""", "`seed` isn't supported" },
        { "generateAudio", """{"instances":[{"prompt":"a"}],"parameters":{"generateAudio":true}}""", "`generateAudio` isn't supported" },
        { "enhancePrompt", """{"instances":[{"prompt":"a"}],"parameters":{"enhancePrompt":true}}""", "`enhancePrompt` isn't supported" },
        { "numberOfVideos", """{"instances":[{"prompt":"a"}],"parameters":{"numberOfVideos":1}}""", "`numberOfVideos` isn't supported" },
        { "adults in text to video", """{"instances":[{"prompt":"a"}],"parameters":{"personGeneration":"allow_adult"}}""", "allow_adult" },
        { "unknown parameter", """{"instances":[{"prompt":"a"}],"parameters":{"quality":"best"}}""", "`quality`" },
        { "unknown field of the instance", """{"instances":[{"prompt":"a","style":"b"}]}""", "`style`" },
        { "unknown field of the request", """{"instances":[{"prompt":"a"}],"model":"b"}""", "Unknown name" },
        { "two instances", """{"instances":[{"prompt":"a"},{"prompt":"b"}]}""", "one instance" },
        { "no instance", """{"instances":[]}""", "one instance" },
        { "no prompt", """{"instances":[{}]}""", "`prompt`" },
        { "empty prompt", """{"instances":[{"prompt":" \n"}]}""", "`prompt`" },
        { "prompt as a number", """{"instances":[{"prompt":1}]}""", "`prompt`" },
        { "not JSON", """{"instances":""", "Invalid JSON" },
        { "an array", "[]", "Invalid JSON" },
        { "parameters as an array", """{"instances":[{"prompt":"a"}],"parameters":[]}""", "`parameters`" },
        { "inlineData", """{"instances":[{"prompt":"a","image":{"inlineData":{"mimeType":"image/png","data":"iVBORw0KGgo="}}}]}""", "`inlineData`" },
        { "gcsUri", """{"instances":[{"prompt":"a","image":{"gcsUri":"gs://a/b.png","mimeType":"image/png"}}]}""", "`gcsUri`" },
        { "image without a type", """{"instances":[{"prompt":"a","image":{"bytesBase64Encoded":"iVBORw0KGgo="}}]}""", "mimeType" },
        { "image without bytes", """{"instances":[{"prompt":"a","image":{"mimeType":"image/png"}}]}""", "URI or bytes" },
        { "broken base64", """{"instances":[{"prompt":"a","image":{"bytesBase64Encoded":"iVBORw0KGg?=","mimeType":"image/png"}}]}""", "Base64" },
        { "base64 without padding", """{"instances":[{"prompt":"a","image":{"bytesBase64Encoded":"iVBORw0KGgo","mimeType":"image/png"}}]}""", "Base64" },
        { "PNG that is none", """{"instances":[{"prompt":"a","image":{"bytesBase64Encoded":"AAAAAAAAAAAA","mimeType":"image/png"}}]}""", "image/png" },
        { "JPEG called PNG", """{"instances":[{"prompt":"a","image":{"bytesBase64Encoded":"/9j/4AAAAAAA","mimeType":"image/png"}}]}""", "image/png" },
        { "four references", References(4), "one to three" },
        { "no references in the list", References(0), "one to three" },
        { "references in 4 s", References(1, parameters: """{"durationSeconds":4}"""), "use case" },
        { "references with a first frame", References(1, more: $",\"image\":{Image}"), "use case" },
        { "references with a last frame", References(1, more: $",\"lastFrame\":{Image}"), "use case" },
        { "references with a video", References(1, more: ",\"video\":{\"uri\":\"https://a/b\"}"), "use case" },
        { "reference of another type", References(1).Replace("asset", "style", StringComparison.Ordinal), "referenceType" },
        { "reference with an unknown field", References(1).Replace("\"referenceType\"", "\"weight\":1,\"referenceType\"", StringComparison.Ordinal), "`weight`" },
        { "reference with inlineData", References(1).Replace("bytesBase64Encoded", "inlineData", StringComparison.Ordinal), "`inlineData`" },
        { "video by bytes", """{"instances":[{"prompt":"a","video":{"encodedVideo":"AAAA"}}]}""", "Video URI" },
        { "extension in 1080p", """{"instances":[{"prompt":"a","video":{"uri":"https://a/b"}}],"parameters":{"resolution":"1080p"}}""", "use case" },
    };

    public static TheoryData<string, string> RefusedByLite => new()
    {
        { References(1), "`referenceImages`" },
        { """{"instances":[{"prompt":"a"}],"parameters":{"negativePrompt":"b"}}""", "`negativePrompt`" },
        { """{"instances":[{"prompt":"a"}],"parameters":{"resolution":"4k"}}""", "resolution" },
    };

    public static TheoryData<string> Accepted => new(
        """{"instances":[{"prompt":"a"}]}""",
        """{"instances":[{"prompt":"a"}],"parameters":{"aspectRatio":"9:16","resolution":"4k","durationSeconds":8,"negativePrompt":"b"}}""",
        """{"instances":[{"prompt":"a"}],"parameters":{"personGeneration":"allow_all"}}""",
        References(3),
        $$$"""{"instances":[{"prompt":"a","image":{{{Image}}},"lastFrame":{{{Image}}}}],"parameters":{"durationSeconds":6}}""");

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task It_refuses(string what, string body, string because)
    {
        await using FakeGeminiServer fake = await FakeGeminiServer.StartAsync();
        (HttpStatusCode status, string answer) = await PostAsync(fake, body);
        Assert.True(status == HttpStatusCode.BadRequest, what);
        JsonElement error = JsonElement.Parse(answer).GetProperty("error");
        Assert.Equal(400, error.GetProperty("code").GetInt32());
        Assert.Equal("INVALID_ARGUMENT", error.GetProperty("status").GetString());
        Assert.Contains(because, error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Empty(fake.Submissions);
    }

    [Theory]
    [MemberData(nameof(RefusedByLite))]
    public async Task Lite_refuses_what_only_its_siblings_can(string body, string because)
    {
        await using FakeGeminiServer fake = await FakeGeminiServer.StartAsync();
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(fake, body)).Status);
        (HttpStatusCode status, string answer) = await PostAsync(fake, body, Lite);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(because, JsonElement.Parse(answer).GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Accepted))]
    public async Task It_accepts_what_the_contract_allows(string body)
    {
        await using FakeGeminiServer fake = await FakeGeminiServer.StartAsync();
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(fake, body)).Status);
        Assert.Single(fake.Submissions);
    }

    [Theory]
    [InlineData(null, 403, "PERMISSION_DENIED")]
    [InlineData("wrong", 400, "API_KEY_INVALID")]
    public async Task It_asks_for_its_key(string? key, int status, string word)
    {
        await using FakeGeminiServer fake = await FakeGeminiServer.StartAsync();
        (HttpStatusCode answered, string answer) = await PostAsync(fake, """{"instances":[{"prompt":"a"}]}""", key: key);
        Assert.Equal(status, (int)answered);
        Assert.Contains(word, answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_in_the_query_of_a_download_gives_an_empty_video()
    {
        await using FakeGeminiServer fake = await FakeGeminiServer.StartAsync();
        await PostAsync(fake, """{"instances":[{"prompt":"a"}]}""");
        using HttpClient client = new();
        string file = Assert.Single(Assert.Single(fake.Operations.All).FileIds);
        using HttpResponseMessage response = await client.GetAsync(
            new Uri($"{fake.BaseUrl}/v1beta/files/{file}:download?alt=media&key={fake.Options.Key}"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
        Assert.Single(fake.KeyLeaks);
    }

    [Fact]
    public async Task A_generation_beyond_the_limit_of_concurrent_ones_is_throttled()
    {
        await using FakeGeminiServer fake = await FakeGeminiServer.StartAsync(
            new FakeGeminiOptions { MaximumConcurrent = 1, GenerationTime = TimeSpan.FromHours(1) });
        await PostAsync(fake, """{"instances":[{"prompt":"a"}]}""");
        Assert.Equal(HttpStatusCode.TooManyRequests, (await PostAsync(fake, """{"instances":[{"prompt":"b"}]}""")).Status);
        Assert.Equal(1, fake.Operations.PeakRunning);
    }

    private static string References(int count, string more = "", string parameters = "{}") => string.Create(
        CultureInfo.InvariantCulture,
        $$$"""{"instances":[{"prompt":"a","referenceImages":[{{{string.Join(',', Enumerable.Repeat(Reference, count))}}}]{{{more}}}}],"parameters":{{{parameters}}}}""");

    private static async Task<(HttpStatusCode Status, string Body)> PostAsync(
        FakeGeminiServer fake,
        string body,
        string model = GeminiSetting.Model,
        string? key = "fake-gemini-key")
    {
        using HttpClient client = new();
        using HttpRequestMessage request = new(HttpMethod.Post, $"{fake.BaseUrl}/v1beta/models/{model}:predictLongRunning")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        if (key is not null)
        {
            request.Headers.Add("x-goog-api-key", key);
        }

        using HttpResponseMessage response = await client.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
