using System.Text;
using System.Text.Json;
using StoryVideo.Core.Tests.Support;
using StoryVideo.FakeGemini;
using StoryVideo.Providers;
using StoryVideo.Providers.Grok;

namespace StoryVideo.Core.Tests.Providers.Grok;

/// <summary>What is sent, to the byte, and what the strict service says to anything else.</summary>
public sealed class GrokRequestTests
{
    [Fact]
    public async Task A_body_with_references_is_what_the_contract_says_to_the_byte()
    {
        await using GrokSetting setting = await GrokSetting.StartAsync();
        ReferenceImage sheet = setting.Png(12, "a.png", "the model sheet of rhea");
        ReferenceImage frame = setting.Png(13, "b.png", "the key frame");
        await setting.AcceptedAsync(GrokSetting.Request(sheet, frame));

        string expected =
            """{"model":"grok-imagine-video-1.5","prompt":"{\n  \"shot\": \"Rhéa läuft – 🎬 \\ fin\"\n}\n\n<IMAGE_1> is the model sheet of rhea. <IMAGE_2> is the key frame.","""
            + """ "duration":8,"aspect_ratio":"16:9","resolution":"720p","reference_images":[{"url":"data:image/png;base64,A"},{"url":"data:image/png;base64,B"}]}""";
        expected = expected
            .Replace(", \"duration\"", ",\"duration\"", StringComparison.Ordinal)
            .Replace("base64,A\"", $"base64,{Convert.ToBase64String(await File.ReadAllBytesAsync(sheet.FullPath))}\"", StringComparison.Ordinal)
            .Replace("base64,B\"", $"base64,{Convert.ToBase64String(await File.ReadAllBytesAsync(frame.FullPath))}\"", StringComparison.Ordinal);
        Assert.Equal(expected, Encoding.UTF8.GetString(setting.Fake.Requests[0].Body!));
        Assert.Equal("/v1/videos/generations", setting.Fake.Requests[0].Path);
        Assert.Equal($"Bearer {GrokSetting.Key}", setting.Fake.Requests[0].Headers["Authorization"]);
    }

    [Fact]
    public async Task What_is_described_is_what_is_sent_and_needs_no_key()
    {
        await using GrokSetting setting = await GrokSetting.StartAsync();
        VideoRequest request = GrokSetting.Request(setting.Png(5000));
        await setting.AcceptedAsync(request);

        using GrokVideoProvider keyless = new(new GrokOptions(), new ManualTimeProvider());
        string described = keyless.Describe(request);
        Assert.StartsWith("POST https://api.x.ai/v1/videos/generations\n", described, StringComparison.Ordinal);
        string base64 = Convert.ToBase64String(await File.ReadAllBytesAsync(request.References[0].FullPath));
        JsonElement shown = JsonElement.Parse(described[described.IndexOf('\n', StringComparison.Ordinal)..].Replace("<5000 bytes>", base64, StringComparison.Ordinal));
        Assert.Equal(JsonSerializer.Serialize(setting.Fake.Requests[0].Json), JsonSerializer.Serialize(shown));
    }

    [Fact]
    public async Task An_edit_sends_the_clip_and_no_format()
    {
        await using GrokSetting setting = await GrokSetting.StartAsync();
        EditRequest request = new() { Model = GrokSetting.Model, Prompt = "Her coat is red.", Clip = setting.Clip() };

        string operation = Assert.IsType<SubmitOutcome.Accepted>(await setting.EditAsync(request)).OperationName;

        string base64 = Convert.ToBase64String(Clip.OfLength(0));
        Assert.Equal("/v1/videos/edits", setting.Fake.Requests[0].Path);
        Assert.Equal(
            $$$"""{"model":"grok-imagine-video-1.5","prompt":"Her coat is red.","video":{"url":"data:video/mp4;base64,{{{base64}}}"}}""",
            Encoding.UTF8.GetString(setting.Fake.Requests[0].Body!));
        Assert.Single(Assert.IsType<PollOutcome.Generated>(await setting.PollAsync(operation)).Videos);
        Assert.Contains($"\"data:video/mp4;base64,<{request.Clip.Length} bytes>\"", setting.Provider.Describe(request), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clip_that_still_lies_at_the_service_is_edited_by_its_address()
    {
        await using GrokSetting setting = await GrokSetting.StartAsync();
        EditRequest request = new() { Model = GrokSetting.Model, Prompt = "x", Clip = new SourceClip(8, "", 0, "https://vidgen.x.ai/a.mp4") };
        Assert.IsType<SubmitOutcome.Accepted>(await setting.EditAsync(request));
        Assert.Equal("https://vidgen.x.ai/a.mp4", setting.Fake.Requests[0].Json.GetProperty("video").GetProperty("url").GetString());
    }

    [Theory]
    [InlineData(8.7, true)]
    [InlineData(8.71, false)]
    public async Task A_clip_that_is_too_long_to_edit_is_refused_before_it_is_sent(double seconds, bool isTaken)
    {
        await using GrokSetting setting = await GrokSetting.StartAsync();
        SubmitOutcome outcome = await setting.EditAsync(new() { Model = GrokSetting.Model, Prompt = "x", Clip = setting.Clip(seconds) });
        Assert.Equal(isTaken, outcome is SubmitOutcome.Accepted);
        if (!isTaken)
        {
            ProviderError error = Assert.IsType<SubmitOutcome.Rejected>(outcome).Error;
            Assert.Equal(("clip-too-long", Charge.None), (error.Code, error.Charge));
            Assert.Empty(setting.Fake.Requests);
        }
    }

    [Theory]
    [InlineData("""{"model":"m","prompt":"p","seed":1}""", "unknown field")]
    [InlineData("""{"model":"m","prompt":"p","duration":"8"}""", "duration must be a whole number")]
    [InlineData("""{"model":"m","prompt":"p","duration":16}""", "duration must be a whole number")]
    [InlineData("""{"model":"m","prompt":"p","resolution":"4k"}""", "4k is not supported")]
    [InlineData("""{"model":"m","prompt":"p","aspect_ratio":"21:9"}""", "21:9 is not supported")]
    [InlineData("""{"model":"m","prompt":""}""", "prompt must not be empty")]
    [InlineData("""{"prompt":"p"}""", "missing field")]
    [InlineData("""{"model":"m","prompt":"p","reference_images":[]}""", "1 to 7 images")]
    [InlineData("""{"model":"m","prompt":"p","reference_images":[{"url":"x"}]}""", "must be a data URI")]
    [InlineData("""{"model":"m","prompt":"p","reference_images":[{"url":"data:image/jpeg;base64,iVBORw0KGgo="}]}""", "not what its media type says")]
    [InlineData("""{"model":"m","prompt":"p","resolution":"1080p","reference_images":[{"url":"data:image/png;base64,iVBORw0KGgo="}]}""", "1080p is not supported with")]
    [InlineData("""{"model":"m","prompt":"p","image":{"url":"x"},"reference_images":[{"url":"data:image/png;base64,iVBORw0KGgo="}]}""", "cannot be used together")]
    [InlineData("""{"model":"m","prompt":"<IMAGE_2>","reference_images":[{"url":"data:image/png;base64,iVBORw0KGgo="}]}""", "names no image")]
    public async Task The_pretended_service_refuses_what_the_contract_does_not_know(string body, string because)
    {
        await using GrokSetting setting = await GrokSetting.StartAsync();
        using HttpClient client = new();
        using HttpRequestMessage request = new(HttpMethod.Post, $"{setting.Fake.BaseUrl}/v1/videos/generations")
        {
            Content = new StringContent(body.Replace("\"m\"", $"\"{GrokSetting.Model}\"", StringComparison.Ordinal)),
        };
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {GrokSetting.Key}");
        using HttpResponseMessage response = await client.SendAsync(request);
        Assert.Equal(400, (int)response.StatusCode);
        Assert.Contains(because, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(setting.Fake.Submissions);
    }
}
