using System.Text.Json;
using System.Text.Json.Nodes;
using StoryVideo.Core.Tests.Support;
using StoryVideo.FakeGemini;
using StoryVideo.FakeGemini.Faults;
using StoryVideo.Providers;

namespace StoryVideo.Core.Tests.Providers.Gemini;

/// <summary>Every answer to a request for an image has one outcome.</summary>
public sealed class ImageAnswerTests
{
    [Fact]
    public async Task The_image_is_found_among_thoughts_and_text()
    {
        await using ImageSetting setting = await ImageSetting.StartAsync();

        SubmitOutcome outcome = await setting.GenerateAsync();

        Assert.Equal(setting.Fake.Images.All.Single().Bytes, Assert.IsType<SubmitOutcome.Answered>(outcome).Result.ToArray());
        Assert.Equal(1, setting.Leaving);
    }

    [Fact]
    public async Task Of_several_images_the_last_is_taken()
    {
        byte[] last = TinyPng.Of("last");
        await using ImageSetting setting = await ImageSetting.StartAsync();

        SubmitOutcome outcome = await setting.AnsweredAsync(ImageAnswers.Candidate(
            "STOP", ImageAnswers.Image(TinyPng.Of("first"), "image/png"), ImageAnswers.Image(last, "image/png")));

        Assert.Equal(last, Assert.IsType<SubmitOutcome.Answered>(outcome).Result.ToArray());
    }

    [Fact]
    public async Task A_jpeg_that_calls_itself_png_is_taken_as_it_is()
    {
        byte[] jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3, 0xFF, 0xD9];
        await using ImageSetting setting = await ImageSetting.StartAsync();

        SubmitOutcome outcome = await setting.AnsweredAsync(ImageAnswers.Of(jpeg, "image/png"));

        Assert.Equal(jpeg, Assert.IsType<SubmitOutcome.Answered>(outcome).Result.ToArray());
    }

    [Fact]
    public async Task Text_alone_brings_nothing_and_its_words_reach_the_operator()
    {
        ProviderError error = await OfAsync<SubmitOutcome.Empty>(ImageAnswers.Text("Which of the two lamps do you mean?"), static o => o.Error);

        Assert.Equal(("text-instead-of-image", Charge.None), (error.Code, error.Charge));
        Assert.Contains("Which of the two lamps do you mean?", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NO_IMAGE")]
    [InlineData("IMAGE_OTHER")]
    [InlineData("OTHER")]
    public async Task An_end_without_an_objection_may_pass_the_next_time(string reason)
    {
        ProviderError error = await OfAsync<SubmitOutcome.Empty>(ImageAnswers.Candidate(reason), static o => o.Error);

        Assert.Equal(("no-image", Charge.None), (error.Code, error.Charge));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_candidates_and_no_reason_is_nothing() =>
        Assert.Equal("no-image", (await OfAsync<SubmitOutcome.Empty>(ImageAnswers.NoCandidates(), static o => o.Error)).Code);

    [Theory]
    [InlineData("SAFETY", "safety filter")]
    [InlineData("IMAGE_SAFETY", "safety filter")]
    [InlineData("PROHIBITED_CONTENT", "prohibited")]
    [InlineData("IMAGE_PROHIBITED_CONTENT", "prohibited")]
    [InlineData("RECITATION", "protected work")]
    [InlineData("IMAGE_RECITATION", "protected work")]
    [InlineData("BLOCKLIST", "blocklist")]
    [InlineData("SPII", "personal data")]
    public async Task A_refusal_for_its_content_is_withheld_and_told_in_words(string reason, string words) =>
        AssertWithheld(await OfAsync<SubmitOutcome.Filtered>(ImageAnswers.Candidate(reason), static o => o.Error), reason, words);

    [Theory]
    [InlineData("SAFETY", "safety filter")]
    [InlineData("OTHER", "OTHER")]
    [InlineData("BLOCKLIST", "blocklist")]
    [InlineData("PROHIBITED_CONTENT", "prohibited")]
    [InlineData("IMAGE_SAFETY", "safety filter")]
    [InlineData("MODEL_ARMOR", "Model Armor")]
    [InlineData("JAILBREAK", "filters")]
    [InlineData("A_NEW_REASON", "A_NEW_REASON")]
    public async Task A_blocked_prompt_is_withheld_and_told_in_words(string reason, string words) =>
        AssertWithheld(await OfAsync<SubmitOutcome.Filtered>(ImageAnswers.Blocked(reason), static o => o.Error), reason, words);

    [Fact]
    public async Task An_end_that_nobody_knows_is_a_refusal_of_this_request()
    {
        ProviderError error = await OfAsync<SubmitOutcome.Rejected>(ImageAnswers.Candidate("MAX_TOKENS"), static o => o.Error);

        Assert.Equal(("no-image", Charge.None), (error.Code, error.Charge));
        Assert.Contains("MAX_TOKENS", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Damaged_base64_may_have_been_paid() => AssertUnreadable(await OfAsync<SubmitOutcome.Uncertain>(
        ImageAnswers.TruncatedBase64(), static o => o.Error));

    [Fact]
    public async Task An_image_that_breaks_off_may_have_been_paid() => AssertUnreadable(await OfAsync<SubmitOutcome.Uncertain>(
        ImageAnswers.Of(TinyPng.Of("whole")[..20], "image/png"), static o => o.Error));

    [Fact]
    public async Task What_is_no_image_may_have_been_paid() => AssertUnreadable(await OfAsync<SubmitOutcome.Uncertain>(
        ImageAnswers.Of("GIF89a"u8.ToArray(), "image/gif"), static o => o.Error));

    [Fact]
    public async Task An_answer_that_is_no_json_may_have_been_paid() => AssertUnreadable(await OfAsync<SubmitOutcome.Uncertain>(
        new Answer(200, "<html>proxy</html>", "text/html"), static o => o.Error));

    [Fact]
    public async Task A_connection_that_ends_within_the_answer_may_have_been_paid()
    {
        await using ImageSetting setting = await ImageSetting.StartAsync();
        setting.Fake.Faults.Enqueue(Stage.Image, new Fault.Truncated());

        ProviderError error = Assert.IsType<SubmitOutcome.Uncertain>(await setting.GenerateAsync()).Error;

        Assert.Equal(("answer-lost", Charge.Possible), (error.Code, error.Charge));
        Assert.Contains("--write-off", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("adopt", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, setting.Posts);
    }

    [Fact]
    public async Task A_reset_after_the_request_may_have_been_paid_and_is_not_sent_again()
    {
        await using ImageSetting setting = await ImageSetting.StartAsync();
        setting.Fake.Faults.Enqueue(Stage.Image, new Fault.ResetAfterBody());

        Assert.IsType<SubmitOutcome.Uncertain>(await setting.GenerateAsync());

        Assert.Equal((1, 1), (setting.Posts, setting.Fake.Images.All.Count));
    }

    [Fact]
    public async Task No_answer_within_five_minutes_may_have_been_paid()
    {
        await using ImageSetting setting = await ImageSetting.StartAsync();
        setting.Fake.Faults.Enqueue(Stage.Image, new Fault.NoAnswer());
        Task<SubmitOutcome> call = setting.Provider.GenerateAsync(ImageSetting.Request(), static () => Task.CompletedTask, CancellationToken.None);
        await setting.Fake.FirstRequestAsync(static r => r.Method == "POST");
        while (setting.Fake.Images.All.Count == 0)
        {
            await Task.Yield();
        }

        setting.Time.Advance(TimeSpan.FromMinutes(5));

        Assert.Contains("time limit", Assert.IsType<SubmitOutcome.Uncertain>(await call).Error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    public async Task An_error_of_the_service_may_have_been_paid(int status)
    {
        ProviderError error = await OfAsync<SubmitOutcome.Uncertain>(
            GoogleAnswers.Error(status, "UNAVAILABLE", "Try again later."), static o => o.Error);

        Assert.Equal(("server-error", Charge.Possible), (error.Code, error.Charge));
    }

    [Fact]
    public async Task A_quota_of_the_minute_asks_for_patience()
    {
        await using ImageSetting setting = await ImageSetting.StartAsync();

        SubmitOutcome outcome = await setting.AnsweredAsync(GoogleAnswers.QuotaPerMinute("34s"));

        Assert.Equal(TimeSpan.FromSeconds(34), Assert.IsType<SubmitOutcome.Throttled>(outcome).RetryAfter);
    }

    [Fact]
    public async Task A_model_that_is_gone_stops_the_run()
    {
        await using ImageSetting setting = await ImageSetting.StartAsync();

        SubmitOutcome outcome = await setting.GenerateAsync(ImageSetting.Request() with { Model = "gemini-3-pro-image-preview" });

        ProviderError error = Assert.IsType<SubmitOutcome.RunStopped>(outcome).Error;
        Assert.Equal("model-not-found", error.Code);
        Assert.Contains(ImageSetting.Model, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_key_stops_the_run_and_is_not_repeated()
    {
        await using ImageSetting setting = await ImageSetting.StartAsync(key: "wrong-key-0123456789");

        ProviderError error = Assert.IsType<SubmitOutcome.RunStopped>(await setting.GenerateAsync()).Error;

        Assert.Equal("key-refused", error.Code);
        Assert.DoesNotContain("wrong-key", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Images_go_before_the_text_and_the_service_takes_the_request()
    {
        await using ImageSetting setting = await ImageSetting.StartAsync();

        SubmitOutcome outcome = await setting.GenerateAsync(ImageSetting.Request(setting.Png("a.png"), setting.Png("b.png", 200_000)));

        Assert.IsType<SubmitOutcome.Answered>(outcome);
        JsonElement parts = setting.Fake.Requests.Single(static r => r.Method == "POST").Json.GetProperty("contents")[0].GetProperty("parts");
        Assert.Equal(3, parts.GetArrayLength());
        Assert.Equal(TinyPng.Of("a.png"), parts[0].GetProperty("inlineData").GetProperty("data").GetBytesFromBase64());
        Assert.Equal(ImageSetting.Request().Prompt, parts[2].GetProperty("text").GetString());
    }

    [Fact]
    public async Task What_is_described_is_what_is_sent_but_for_the_bytes()
    {
        await using ImageSetting setting = await ImageSetting.StartAsync();
        ReferenceImage image = setting.Png();
        ImageRequest request = ImageSetting.Request(image);

        await setting.GenerateAsync(request);

        string[] described = setting.Provider.Describe(request).Split('\n', 2);
        JsonNode sent = JsonNode.Parse(setting.Fake.Requests.Single(static r => r.Method == "POST").Body!)!;
        sent["contents"]![0]!["parts"]![0]!["inlineData"]!["data"] = $"<{image.Length} bytes>";
        Assert.EndsWith($"/v1beta/models/{ImageSetting.Model}:generateContent", described[0], StringComparison.Ordinal);
        Assert.True(JsonNode.DeepEquals(sent, JsonNode.Parse(described[1])));
    }

    [Fact]
    public async Task A_missing_reference_costs_nothing_and_sends_nothing()
    {
        await using ImageSetting setting = await ImageSetting.StartAsync();
        ReferenceImage gone = setting.Png() with { FullPath = "/nowhere/sheet.png" };

        SubmitOutcome outcome = await setting.GenerateAsync(ImageSetting.Request(gone));

        Assert.Equal("reference-unreadable", Assert.IsType<SubmitOutcome.Rejected>(outcome).Error.Code);
        Assert.Equal((0, 0), (setting.Posts, setting.Leaving));
    }

    [Fact]
    public async Task A_model_is_asked_about_for_nothing()
    {
        await using ImageSetting setting = await ImageSetting.StartAsync();

        Assert.IsType<ModelAvailability.Available>(await setting.Provider.CheckModelAsync(ImageSetting.Model, CancellationToken.None));
        Assert.IsType<ModelAvailability.NotOffered>(await setting.Provider.CheckModelAsync("gone", CancellationToken.None));
        Assert.Equal(0, setting.Posts);
    }

    private static async Task<ProviderError> OfAsync<T>(Answer answer, Func<T, ProviderError> error)
        where T : SubmitOutcome
    {
        await using ImageSetting setting = await ImageSetting.StartAsync();
        ProviderError found = error(Assert.IsType<T>(await setting.AnsweredAsync(answer)));
        Assert.Equal(1, setting.Posts);
        return found;
    }

    private static void AssertWithheld(ProviderError error, string reason, string words)
    {
        Assert.Equal(("image-withheld", Charge.None), (error.Code, error.Charge));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    private static void AssertUnreadable(ProviderError error)
    {
        Assert.Equal(("answer-unreadable", Charge.Possible), (error.Code, error.Charge));
        Assert.Contains("--write-off", error.Message, StringComparison.Ordinal);
    }
}
