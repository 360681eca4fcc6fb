using System.Text;
using System.Text.Json;
using StoryVideo.Catalog;
using StoryVideo.FakeGemini;
using StoryVideo.FakeGemini.Faults;
using StoryVideo.FakeGemini.Generation;
using StoryVideo.Providers;

namespace StoryVideo.Core.Tests.Providers.Gemini;

/// <summary>Omni by Interactions: another address, another body, another way of being done.</summary>
public sealed class OmniTests
{
    private const string Omni = "gemini-omni-1.1-flash";

    [Fact]
    public async Task A_request_has_every_field_in_the_type_that_Interactions_wants()
    {
        await using GeminiSetting setting = await GeminiSetting.StartAsync();
        ReferenceImage image = setting.Png(12);

        Assert.IsType<SubmitOutcome.Accepted>(await setting.SubmitAsync(Request(image)));

        string base64 = Convert.ToBase64String(await File.ReadAllBytesAsync(image.FullPath));
        string prompt = JsonEncodedText.Encode(Request().Prompt, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping).Value
            .Replace("\\uD83C\\uDFAC", "🎬", StringComparison.Ordinal);
        Assert.Equal(
            $$$"""{"model":"gemini-omni-1.1-flash","input":[{"type":"text","text":"{{{prompt}}}"},{"type":"image","data":"{{{base64}}}","mime_type":"image/png"}],"generation_config":{"video_config":{"task":"reference_to_video"}},"response_format":{"type":"video","aspect_ratio":"16:9","resolution":"1080p","duration":"8s","delivery":"uri"},"background":true,"store":true}""",
            Encoding.UTF8.GetString(setting.Fake.Requests.Single(static r => r.Method == "POST").Body!));
        Assert.Equal("/v1beta/interactions", setting.Fake.Requests.Single(static r => r.Method == "POST").Path);
    }

    [Fact]
    public async Task What_is_described_is_what_is_sent_but_for_the_images_bytes()
    {
        await using GeminiSetting setting = await GeminiSetting.StartAsync();
        string[] described = setting.Provider.Describe(Request(setting.Png(12))).Split('\n', 2);

        Assert.Equal($"POST {setting.Fake.BaseUrl}/v1beta/interactions", described[0]);
        JsonElement body = JsonElement.Parse(described[1]);
        Assert.Equal("<12 bytes>", body.GetProperty("input")[1].GetProperty("data").GetString());
        Assert.Equal("8s", body.GetProperty("response_format").GetProperty("duration").GetString());
    }

    [Fact]
    public async Task A_clip_is_ready_when_its_file_is_and_not_before()
    {
        TimeSpan minute = TimeSpan.FromMinutes(1);
        await using GeminiSetting setting = await GeminiSetting.StartAsync(o => o with { GenerationTime = minute, FileTime = minute });
        string operation = await AcceptedAsync(setting);
        Assert.StartsWith("interactions/", operation, StringComparison.Ordinal);

        Assert.IsType<PollOutcome.Running>(await setting.PollAsync(operation));
        setting.Time.Advance(minute);
        Assert.IsType<PollOutcome.Running>(await setting.PollAsync(operation));
        setting.Time.Advance(minute);
        GeneratedVideo video = Assert.Single(Assert.IsType<PollOutcome.Generated>(await setting.PollAsync(operation)).Videos);

        using MemoryStream clip = new();
        Assert.IsType<DownloadOutcome.Completed>(await setting.DownloadAsync(video, clip));
        Assert.Equal(Clip.Of(0, 8, null), clip.ToArray());
    }

    [Fact]
    public async Task A_file_that_cannot_be_asked_about_holds_up_nothing()
    {
        await using GeminiSetting setting = await GeminiSetting.StartAsync();
        setting.Fake.Faults.Always(Stage.File, new Fault.Reply(GoogleAnswers.Unavailable()));
        Assert.IsType<PollOutcome.Generated>(await setting.PollAsync(await AcceptedAsync(setting)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(300_000)]
    [InlineData(3_000_001)]
    public async Task A_clip_inside_the_answer_is_streamed_out_of_it(int length)
    {
        await using GeminiSetting setting = await GeminiSetting.StartAsync(o => o with { ClipLength = length });
        setting.Fake.Operations.EndWith(new GenerationResult.Inline());
        string operation = await AcceptedAsync(setting);

        GeneratedVideo video = Assert.Single(Assert.IsType<PollOutcome.Generated>(await setting.PollAsync(operation)).Videos);
        using MemoryStream clip = new();
        DownloadOutcome.Completed fetched = Assert.IsType<DownloadOutcome.Completed>(await setting.DownloadAsync(video, clip));

        Assert.Equal($"inline:{operation}", video.Uri);
        Assert.Equal(Clip.Of(length, 8, null), clip.ToArray());
        Assert.Equal(clip.Length, fetched.Bytes);
    }

    [Fact]
    public async Task Words_in_place_of_a_clip_are_a_refusal_and_are_not_charged()
    {
        await using GeminiSetting setting = await GeminiSetting.StartAsync();
        ProviderError error = Assert.IsType<PollOutcome.Filtered>(
            await ResultAsync(setting, new GenerationResult.Filtered(null, "I can't make this. Support codes: 29310472"))).Error;

        Assert.Equal(("filtered", Charge.None), (error.Code, error.Charge));
        Assert.Contains("a celebrity's likeness (support code 29310472)", error.Message, StringComparison.Ordinal);
        Assert.Contains("not charged", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, "invalid-request")]
    [InlineData(8, "resources-exhausted")]
    [InlineData(13, "provider-internal")]
    [InlineData(14, "provider-unavailable")]
    [InlineData(99, "operation-failed")]
    public async Task A_failure_is_told_by_its_word(int code, string expected)
    {
        await using GeminiSetting setting = await GeminiSetting.StartAsync();
        ProviderError error = Assert.IsType<PollOutcome.Failed>(await ResultAsync(setting, new GenerationResult.Error(code, "Sorry."))).Error;
        Assert.Equal((expected, Charge.None), (error.Code, error.Charge));
        Assert.Contains("\"Sorry.\"", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cancelled", "cancelled")]
    [InlineData("incomplete", "incomplete")]
    [InlineData("requires_action", "requires-action")]
    [InlineData("budget_exceeded", "budget-exceeded")]
    public async Task An_end_without_a_clip_may_be_charged(string status, string code)
    {
        await using GeminiSetting setting = await GeminiSetting.StartAsync();
        ProviderError error = Assert.IsType<PollOutcome.Failed>(await ResultAsync(setting, new GenerationResult.Status(status))).Error;
        Assert.Equal((code, Charge.Possible), (error.Code, error.Charge));
        Assert.Contains("bill", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("queued")]
    [InlineData("in_progress")]
    [InlineData("a_word_of_next_year")]
    public async Task What_has_not_ended_runs(string status)
    {
        await using GeminiSetting setting = await GeminiSetting.StartAsync();
        Assert.IsType<PollOutcome.Running>(await ResultAsync(setting, new GenerationResult.Status(status)));
    }

    [Fact]
    public async Task Completed_with_nothing_is_no_success()
    {
        await using GeminiSetting setting = await GeminiSetting.StartAsync();
        Assert.Equal(
            "done-with-nothing", Assert.IsType<PollOutcome.Failed>(await ResultAsync(setting, new GenerationResult.Nothing())).Error.Code);
    }

    [Fact]
    public async Task A_picture_that_is_repeated_in_the_answer_is_no_clip()
    {
        await using GeminiSetting setting = await GeminiSetting.StartAsync();
        setting.Fake.Operations.EndWith(new GenerationResult.Custom(
            """[{"type":"user_input","content":[{"type":"video","data":"AAAAIGZ0eXBpc29t"}]},{"type":"model_output","content":[{"type":"image","data":"iVBORw0KGgo="}]}]"""));
        Assert.IsType<PollOutcome.Failed>(await setting.PollAsync(await AcceptedAsync(setting)));
    }

    [Fact]
    public async Task An_interaction_that_nobody_knows_is_gone_though_the_service_calls_it_a_bad_request()
    {
        await using GeminiSetting setting = await GeminiSetting.StartAsync();
        Assert.Equal(
            "operation-not-found", Assert.IsType<PollOutcome.Gone>(await setting.PollAsync("interactions/unknown")).Error.Code);
    }

    [Theory]
    [InlineData("interactions/")]
    [InlineData("interactions/..")]
    [InlineData("interactions/a/b")]
    [InlineData("interactions/a?x=1")]
    [InlineData("interactions/a\n")]
    public async Task What_cannot_be_an_interactions_name_is_asked_of_nobody(string name)
    {
        await using GeminiSetting setting = await GeminiSetting.StartAsync();
        Assert.Equal("operation-name-invalid", Assert.IsType<PollOutcome.Gone>(await setting.PollAsync(name)).Error.Code);
        Assert.Empty(setting.Fake.Requests);
    }

    [Theory]
    [InlineData("\"duration\":\"8s\"", "\"duration\":8")]
    [InlineData("\"duration\":\"8s\"", "\"duration\":\"2s\"")]
    [InlineData("\"duration\":\"8s\"", "\"duration\":\"8\"")]
    [InlineData("\"background\":true", "\"background\":\"true\"")]
    [InlineData("\"background\":true", "\"background\":false")]
    [InlineData("\"store\":true", "\"store\":false")]
    [InlineData("\"store\":true", "\"store\":true,\"seed\":1")]
    [InlineData("text_to_video", "reference_to_video")]
    [InlineData("\"resolution\"", "\"durationSeconds\":8,\"resolution\"")]
    [InlineData("\"1080p\"", "\"480p\"")]
    [InlineData("\"type\":\"video\"", "\"type\":\"image\"")]
    public async Task The_pretended_service_refuses_what_the_real_one_refuses(string right, string wrong)
    {
        await using GeminiSetting setting = await GeminiSetting.StartAsync();
        await AcceptedAsync(setting);
        string body = Encoding.UTF8.GetString(setting.Fake.Requests[0].Body!);
        Assert.Contains(right, body, StringComparison.Ordinal);

        using HttpClient client = new();
        using HttpRequestMessage request = new(HttpMethod.Post, setting.Fake.BaseUrl + "/v1beta/interactions");
        request.Headers.Add("x-goog-api-key", GeminiSetting.Key);
        request.Content = new StringContent(body.Replace(right, wrong, StringComparison.Ordinal), Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await client.SendAsync(request);

        Assert.Equal(400, (int)answer.StatusCode);
        Assert.Contains("\"invalid_request\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Single(setting.Fake.Submissions);
    }

    [Fact]
    public async Task A_length_that_Omni_has_and_Veo_has_not_is_sent_as_it_is()
    {
        await using GeminiSetting setting = await GeminiSetting.StartAsync();
        VideoRequest request = Request() with { Format = new VideoFormat("9:16", "360p", 3) };
        Assert.IsType<SubmitOutcome.Accepted>(await setting.SubmitAsync(request));
        Assert.Equal(3, Assert.Single(setting.Fake.Submissions).Seconds);
    }

    private static VideoRequest Request(params ReferenceImage[] references) => GeminiSetting.Request(references) with { Model = Omni };

    private static async Task<string> AcceptedAsync(GeminiSetting setting) =>
        Assert.IsType<SubmitOutcome.Accepted>(await setting.SubmitAsync(Request())).OperationName;

    private static async Task<PollOutcome> ResultAsync(GeminiSetting setting, GenerationResult result)
    {
        setting.Fake.Operations.EndWith(result);
        return await setting.PollAsync(await AcceptedAsync(setting));
    }
}
