using System.Text;
using System.Text.Json;
using StoryVideo.FakeGemini;
using StoryVideo.FakeGemini.Generation;
using StoryVideo.Providers;
using StoryVideo.Providers.Vertex;

namespace StoryVideo.Core.Tests.Providers.Vertex;

/// <summary>Veo and Omni on Vertex AI: other addresses, another way to ask, clips in the answer or in a bucket.</summary>
public sealed class VertexTests
{
    private const string Operation = "projects/fake-project/locations/us-central1/publishers/google/models/veo-3.1-generate-001/operations/";

    [Fact]
    public async Task Veo_is_submitted_with_numbers_as_numbers_and_with_sound()
    {
        await using VertexSetting setting = await VertexSetting.StartAsync();
        string operation = await setting.AcceptedAsync();

        FakeGemini.Recording.RecordedRequest sent = setting.Fake.Requests.Single(static r => r.Path.EndsWith("LongRunning", StringComparison.Ordinal));
        Assert.Equal(
            "/v1/projects/fake-project/locations/us-central1/publishers/google/models/veo-3.1-generate-001:predictLongRunning", sent.Path);
        Assert.Equal(
            """{"aspectRatio":"16:9","resolution":"1080p","durationSeconds":8,"sampleCount":1,"generateAudio":true}""",
            sent.Json.GetProperty("parameters").GetRawText());
        Assert.StartsWith(Operation, operation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(VertexSetting.Veo, 0)]
    [InlineData(VertexSetting.Veo, 2_000_003)]
    [InlineData(VertexSetting.Omni, 0)]
    public async Task A_clip_in_the_answer_is_streamed_out_of_it(string model, int length)
    {
        await using VertexSetting setting = await VertexSetting.StartAsync(o => o with { ClipLength = length });
        Assert.Equal(Clip.Of(length, 8, null), await setting.ClipAsync(model));
    }

    [Theory]
    [InlineData(VertexSetting.Veo)]
    [InlineData(VertexSetting.Omni)]
    public async Task A_clip_in_the_operators_bucket_is_fetched_from_there_with_the_same_credentials(string model)
    {
        await using VertexSetting setting = await VertexSetting.StartAsync();
        setting.Variables["STORYVIDEO_VERTEX_BUCKET"] = "gs://films/clips/";

        Assert.Equal(Clip.Of(0, 8, null), await setting.ClipAsync(model));

        FakeGemini.Recording.RecordedRequest fetched = setting.Fake.Requests[^1];
        Assert.StartsWith("/storage/v1/b/films/o/clips", fetched.Path, StringComparison.Ordinal);
        Assert.NotNull(fetched.Bearer);
    }

    [Fact]
    public async Task Veo_is_asked_about_by_a_POST_with_the_name_in_its_body_and_Omni_by_a_GET()
    {
        await using VertexSetting setting = await VertexSetting.StartAsync(o => o with { GenerationTime = TimeSpan.FromMinutes(1) });
        string veo = await setting.AcceptedAsync();
        string omni = await setting.AcceptedAsync(VertexSetting.Omni);

        Assert.IsType<PollOutcome.Running>(await setting.PollAsync(veo));
        FakeGemini.Recording.RecordedRequest asked = setting.Fake.Requests[^1];
        Assert.Equal("POST", asked.Method);
        Assert.EndsWith("models/veo-3.1-generate-001:fetchPredictOperation", asked.Path, StringComparison.Ordinal);
        Assert.IsType<PollOutcome.Running>(await setting.PollAsync(omni));
        Assert.Equal(("GET", "/v1beta1/" + omni), (setting.Fake.Requests[^1].Method, setting.Fake.Requests[^1].Path));
    }

    [Fact]
    public async Task What_the_filter_withholds_is_told_in_words_and_not_charged()
    {
        await using VertexSetting setting = await VertexSetting.StartAsync();
        ProviderError error = Assert.IsType<PollOutcome.Filtered>(
            await setting.ResultAsync(new GenerationResult.Filtered(1, "Support codes: 61493863"))).Error;
        Assert.Equal(("filtered", Charge.None), (error.Code, error.Charge));
        Assert.Contains("violence (support code 61493863)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_operations_error_and_an_end_with_nothing_are_no_success()
    {
        await using VertexSetting setting = await VertexSetting.StartAsync();
        Assert.Equal("provider-internal", Assert.IsType<PollOutcome.Failed>(await setting.ResultAsync(new GenerationResult.Error(13, "x"))).Error.Code);
        Assert.Equal("done-with-nothing", Assert.IsType<PollOutcome.Failed>(await setting.ResultAsync(new GenerationResult.Nothing())).Error.Code);
    }

    [Theory]
    [InlineData("models/veo/operations/a")]
    [InlineData("projects/p/locations/l/publishers/google/models/m/operations/..")]
    [InlineData("projects/p/locations/../publishers/google/models/m/operations/a")]
    [InlineData("projects/p/locations/l/publishers/google/models/m:predict?/operations/a")]
    [InlineData("interactions/a")]
    public async Task What_cannot_be_a_name_there_is_asked_of_nobody(string name)
    {
        await using VertexSetting setting = await VertexSetting.StartAsync();
        Assert.Equal("operation-name-invalid", Assert.IsType<PollOutcome.Gone>(await setting.PollAsync(name)).Error.Code);
        Assert.Empty(setting.Fake.Requests);
    }

    [Fact]
    public async Task An_operation_that_nobody_knows_is_gone()
    {
        await using VertexSetting setting = await VertexSetting.StartAsync();
        Assert.IsType<PollOutcome.Gone>(await setting.PollAsync(Operation + "unknown"));
        Assert.IsType<PollOutcome.Gone>(await setting.PollAsync("projects/fake-project/locations/global/interactions/unknown"));
    }

    [Fact]
    public async Task A_model_that_is_gone_names_its_successor_and_one_that_may_not_be_asked_about_stops_nothing()
    {
        await using VertexSetting setting = await VertexSetting.StartAsync();
        ModelAvailability gone = await setting.Open().CheckModelAsync("veo-3.1-generate-preview", CancellationToken.None);
        Assert.Contains(
            "veo-3.1-generate-001", Assert.IsType<ModelAvailability.NotOffered>(gone).Error.Message, StringComparison.Ordinal);

        setting.Fake.Faults.Enqueue(
            FakeGemini.Faults.Stage.Model, GoogleAnswers.Error(403, "PERMISSION_DENIED", "aiplatform.publisherModels.get"));
        Assert.IsType<ModelAvailability.Unknown>(await setting.Open().CheckModelAsync(VertexSetting.Veo, CancellationToken.None));
    }

    [Fact]
    public async Task A_description_needs_neither_project_nor_credentials()
    {
        await using VertexSetting setting = await VertexSetting.StartAsync();
        setting.Variables.Clear();
        using VertexVideoProvider provider = setting.Open(isForShow: true);

        string[] veo = provider.Describe(VertexSetting.Request(VertexSetting.Veo)).Split('\n', 2);
        string omni = provider.Describe(VertexSetting.Request(VertexSetting.Omni)).Split('\n')[0];

        Assert.Equal(
            "POST https://us-central1-aiplatform.googleapis.com/v1/projects/project/locations/us-central1/publishers/google/models/"
            + "veo-3.1-generate-001:predictLongRunning",
            veo[0]);
        Assert.Equal(8, JsonElement.Parse(veo[1]).GetProperty("parameters").GetProperty("durationSeconds").GetInt32());
        Assert.Equal("POST https://aiplatform.googleapis.com/v1beta1/projects/project/locations/global/interactions", omni);
    }

    [Theory]
    [InlineData("\"durationSeconds\":8", "\"durationSeconds\":\"8\"")]
    [InlineData("\"generateAudio\":true", "\"generateAudio\":\"true\"")]
    [InlineData("\"sampleCount\":1", "\"sampleCount\":1,\"enhancePrompt\":true")]
    [InlineData("\"sampleCount\":1", "\"sampleCount\":2")]
    public async Task The_pretended_service_refuses_what_the_real_one_refuses(string right, string wrong)
    {
        await using VertexSetting setting = await VertexSetting.StartAsync();
        await setting.AcceptedAsync();
        FakeGemini.Recording.RecordedRequest sent = setting.Fake.Requests.Single(static r => r.Path.EndsWith("LongRunning", StringComparison.Ordinal));
        string body = Encoding.UTF8.GetString(sent.Body!);
        Assert.Contains(right, body, StringComparison.Ordinal);

        using HttpClient client = new();
        using HttpRequestMessage request = new(HttpMethod.Post, setting.Fake.BaseUrl + sent.Path);
        request.Headers.Add("Authorization", $"Bearer {sent.Bearer}");
        request.Content = new StringContent(body.Replace(right, wrong, StringComparison.Ordinal), Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await client.SendAsync(request);

        Assert.Equal(400, (int)answer.StatusCode);
        Assert.Single(setting.Fake.Submissions);
    }
}
