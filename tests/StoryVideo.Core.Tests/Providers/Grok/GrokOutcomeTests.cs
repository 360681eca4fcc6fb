using StoryVideo.FakeGemini;
using StoryVideo.FakeGemini.Faults;
using StoryVideo.FakeGemini.Generation;
using StoryVideo.FakeGemini.Grok;
using StoryVideo.Providers;
using StoryVideo.Providers.Grok;

namespace StoryVideo.Core.Tests.Providers.Grok;

/// <summary>What the answers mean: whether there is a clip, whether it cost money, and what the operator is told.</summary>
public sealed class GrokOutcomeTests
{
    [Fact]
    public async Task A_clip_is_polled_through_empty_202s_fetched_without_the_key_and_its_bill_is_read()
    {
        await using GrokSetting setting = await GrokSetting.StartAsync(static o => o with { GenerationTime = TimeSpan.FromSeconds(30) });
        string operation = await setting.AcceptedAsync(GrokSetting.Request(setting.Png()));
        Assert.IsType<PollOutcome.Running>(await setting.PollAsync(operation));
        Assert.IsType<PollOutcome.Running>(await setting.PollAsync(operation));
        setting.Time.Advance(TimeSpan.FromSeconds(30));

        PollOutcome.Generated generated = Assert.IsType<PollOutcome.Generated>(await setting.PollAsync(operation));
        using MemoryStream clip = new();
        Assert.IsType<DownloadOutcome.Completed>(await setting.DownloadAsync(generated.Videos[0], clip));

        Assert.Equal(1.13m, generated.BilledUsd);
        Assert.Equal(Clip.OfLength(0), clip.ToArray());
        Assert.Empty(setting.Fake.KeyLeaks);
    }

    [Fact]
    public async Task A_moderated_clip_is_filtered_and_charged()
    {
        await using GrokSetting setting = await GrokSetting.StartAsync();
        PollOutcome.Filtered filtered = Assert.IsType<PollOutcome.Filtered>(await setting.ResultAsync(new GenerationResult.Filtered(1)));
        Assert.Equal(("filtered", Charge.Full, 1.12m), (filtered.Error.Code, filtered.Error.Charge, filtered.BilledUsd));
        Assert.Contains("charged all the same", filtered.Error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"status":"failed","error":{"code":"internal_error","message":"Oops."}}""", "operation-failed", "(internal_error)", Charge.Possible)]
    [InlineData("""{"status":"failed","error":"Oops."}""", "operation-failed", "\"Oops.\"", Charge.Possible)]
    [InlineData("""{"status":"failed"}""", "operation-failed", "without saying why", Charge.Possible)]
    [InlineData("""{"status":"done"}""", "done-with-nothing", "neither a clip nor a reason", Charge.Possible)]
    [InlineData("""{"status":"done","video":{"url":" "}}""", "done-with-nothing", "neither a clip nor a reason", Charge.Possible)]
    public async Task Ends_without_a_clip_say_whether_they_cost_money(string json, string code, string words, Charge charge)
    {
        await using GrokSetting setting = await GrokSetting.StartAsync();
        ProviderError error = Assert.IsType<PollOutcome.Failed>(await setting.ResultAsync(new GenerationResult.Custom(json))).Error;
        Assert.Equal((code, charge), (error.Code, error.Charge));
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.Contains("console.x.ai", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"status":"failed","error":{"code":"content_moderated","message":"Failed check: SAFETY_CHECK_TYPE_VIOLENCE"}}""", "violence (SAFETY_CHECK_TYPE_VIOLENCE)")]
    [InlineData("""{"status":"failed","error":"Content violates usage guidelines."}""", "its moderation did not let it pass")]
    [InlineData("""{"status":"done","video":{"url":"https://x/y.mp4","respect_moderation":false}}""", "its moderation did not let it pass")]
    public async Task Reasons_of_the_filter_come_out_in_words(string json, string words)
    {
        await using GrokSetting setting = await GrokSetting.StartAsync();
        PollOutcome.Filtered filtered = Assert.IsType<PollOutcome.Filtered>(await setting.ResultAsync(new GenerationResult.Custom(json)));
        Assert.Contains(words, filtered.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clip_without_a_status_is_a_clip()
    {
        await using GrokSetting setting = await GrokSetting.StartAsync();
        PollOutcome outcome = await setting.ResultAsync(new GenerationResult.Custom("""{"video":{"url":"https://vidgen.x.ai/a.mp4","duration":8},"model":"grok-imagine-video-1.5"}"""));
        Assert.Equal("https://vidgen.x.ai/a.mp4", Assert.IsType<PollOutcome.Generated>(outcome).Videos[0].Uri);
        Assert.Null(outcome.BilledUsd);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("99999999999999999999")]
    [InlineData("null")]
    public async Task A_bill_that_cannot_be_one_is_none(string ticks)
    {
        await using GrokSetting setting = await GrokSetting.StartAsync();
        PollOutcome outcome = await setting.ResultAsync(new GenerationResult.Custom($$$"""{"status":"done","video":{"url":"https://vidgen.x.ai/a.mp4"},"usage":{"cost_in_usd_ticks":{{{ticks}}}}}"""));
        Assert.Null(Assert.IsType<PollOutcome.Generated>(outcome).BilledUsd);
    }

    [Fact]
    public async Task An_expired_request_is_gone_for_certain()
    {
        await using GrokSetting setting = await GrokSetting.StartAsync();
        PollOutcome.Gone gone = Assert.IsType<PollOutcome.Gone>(await setting.ResultAsync(new GenerationResult.Status("expired")));
        Assert.True(gone.IsCertain);
        Assert.Equal("operation-expired", gone.Error.Code);
    }

    [Theory]
    [InlineData("""{"status":"thinking"}""")]
    [InlineData("""{"video":null}""")]
    [InlineData("<html>proxy</html>")]
    [InlineData("[]")]
    public async Task An_answer_that_cannot_be_read_ends_nothing(string body)
    {
        await using GrokSetting setting = await GrokSetting.StartAsync();
        string operation = await setting.AcceptedAsync();
        setting.Fake.Faults.Always(Stage.Poll, new Fault.Reply(new Answer(200, body)));
        Assert.IsType<PollOutcome.Unreachable>(await setting.PollAsync(operation));
    }

    [Fact]
    public async Task Refusals_of_a_submission_are_told_apart()
    {
        await using GrokSetting setting = await GrokSetting.StartAsync();

        ProviderError content = (await RefusedAsync<SubmitOutcome.Rejected>(setting, GrokAnswers.ContentRefused())).Error;
        Assert.Equal("content-refused", content.Code);
        Assert.Contains("small fee", content.Message, StringComparison.Ordinal);
        Assert.Contains("SAFETY_CHECK_TYPE_BIO", content.Message, StringComparison.Ordinal);

        Assert.Equal("key-refused", (await RefusedAsync<SubmitOutcome.RunStopped>(setting, GrokAnswers.KeyInvalid())).Error.Code);
        Assert.Equal("key-refused", (await RefusedAsync<SubmitOutcome.RunStopped>(setting, GrokAnswers.KeyMissing())).Error.Code);
        ProviderError credit = (await RefusedAsync<SubmitOutcome.RunStopped>(setting, GrokAnswers.CreditsSpent())).Error;
        Assert.Contains("credits", credit.Message, StringComparison.Ordinal);
        ProviderError model = (await RefusedAsync<SubmitOutcome.RunStopped>(setting, GrokAnswers.ModelUnknown("grok-imagine-video-1.5"))).Error;
        Assert.Equal("model-not-found", model.Code);
        Assert.Equal(
            TimeSpan.FromSeconds(7), (await RefusedAsync<SubmitOutcome.Throttled>(setting, GrokAnswers.TooMany().With("Retry-After", "7"))).RetryAfter);
        Assert.Equal("server-error", (await RefusedAsync<SubmitOutcome.Uncertain>(setting, GrokAnswers.Unavailable())).Error.Code);
        Assert.Equal("not-the-xai-api", (await RefusedAsync<SubmitOutcome.RunStopped>(setting, new Answer(404, "<html>", "text/html"))).Error.Code);
        Assert.Equal("answer-unreadable", (await RefusedAsync<SubmitOutcome.Uncertain>(setting, new Answer(200, """{"request_id":"../../models"}"""))).Error.Code);
        Assert.Empty(setting.Fake.Submissions);
    }

    [Fact]
    public async Task A_model_is_asked_about_for_free()
    {
        await using GrokSetting setting = await GrokSetting.StartAsync();
        Assert.IsType<ModelAvailability.Available>(await setting.Provider.CheckModelAsync(GrokSetting.Model, default));
        ModelAvailability.NotOffered gone = Assert.IsType<ModelAvailability.NotOffered>(await setting.Provider.CheckModelAsync("grok-9", default));
        Assert.Equal("model-not-found", gone.Error.Code);
        Assert.DoesNotContain(GrokSetting.Key, gone.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../videos")]
    [InlineData("a/b")]
    [InlineData("models/x/operations/y")]
    [InlineData("")]
    public async Task Names_that_are_none_are_not_asked_about(string name)
    {
        await using GrokSetting setting = await GrokSetting.StartAsync();
        Assert.Equal("operation-name-invalid", Assert.IsType<PollOutcome.Gone>(await setting.PollAsync(name)).Error.Code);
        Assert.Empty(setting.Fake.Requests);
    }

    [Theory]
    [InlineData(null, "https://api.x.ai")]
    [InlineData("https://api.x.ai/v1", "https://api.x.ai")]
    [InlineData("https://proxy.example/xai/v1/", "https://proxy.example/xai")]
    [InlineData("http://127.0.0.1:9", "http://127.0.0.1:9")]
    public void The_address_may_be_given_with_its_version_as_other_programs_want_it(string? text, string url) =>
        Assert.Equal(url, GrokEndpoint.Parse(text).ToString());

    [Fact]
    public void A_key_never_travels_in_the_clear() =>
        Assert.False(GrokEndpoint.TryParse("http://api.x.ai/v1", out _, out _));

    private static async Task<T> RefusedAsync<T>(GrokSetting setting, Answer answer)
        where T : SubmitOutcome
    {
        setting.Fake.Faults.Enqueue(Stage.Submit, answer);
        return Assert.IsType<T>(await setting.SubmitAsync());
    }
}
