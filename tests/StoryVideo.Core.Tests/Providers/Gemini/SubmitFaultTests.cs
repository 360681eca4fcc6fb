using System.Net;
using StoryVideo.FakeGemini;
using StoryVideo.FakeGemini.Faults;
using StoryVideo.Providers;
using StoryVideo.Providers.Gemini;

namespace StoryVideo.Core.Tests.Providers.Gemini;

/// <summary>
/// Every way in which a submission can go wrong has one outcome, one charge and one sentence, and is sent once.
/// </summary>
public sealed class SubmitFaultTests
{
    private static readonly Dictionary<string, (Answer Answer, Type Outcome, string Code, string Says)> s_rows = new(StringComparer.Ordinal)
    {
        ["400"] = (GoogleAnswers.Invalid("Bad aspect."), typeof(SubmitOutcome.Rejected), "request-refused", "\"Bad aspect.\""),
        ["400 key invalid"] = (GoogleAnswers.KeyInvalid(), typeof(SubmitOutcome.RunStopped), "key-refused", "GOOGLE_API_KEY"),
        ["400 precondition"] = (GoogleAnswers.Error(400, "FAILED_PRECONDITION", "Location."), typeof(SubmitOutcome.RunStopped), "account-not-ready", "billing"),
        ["401"] = (GoogleAnswers.Error(401, "UNAUTHENTICATED", "x"), typeof(SubmitOutcome.RunStopped), "key-refused", "(401)"),
        ["402"] = (GoogleAnswers.PrepayDepleted(), typeof(SubmitOutcome.RunStopped), "prepay-depleted", "(402)"),
        ["403"] = (GoogleAnswers.KeyMissing(), typeof(SubmitOutcome.RunStopped), "key-refused", "(403)"),
        ["403 of a proxy"] = (new Answer(403, "<html>no</html>", "text/html"), typeof(SubmitOutcome.RunStopped), "key-refused", "not in Google's form"),
        ["404"] = (GoogleAnswers.ModelUnknown("m"), typeof(SubmitOutcome.RunStopped), "model-not-found", "Choose another model"),
        ["404 in an array"] = (new Answer(404, "[" + GoogleAnswers.ModelUnknown("m").Body + "]"), typeof(SubmitOutcome.RunStopped), "model-not-found", "retired"),
        ["404 of a proxy"] = (new Answer(404, "<html>no</html>", "text/html"), typeof(SubmitOutcome.RunStopped), "not-the-gemini-api", "GOOGLE_GEMINI_BASE_URL"),
        ["413"] = (new Answer(413, ""), typeof(SubmitOutcome.Rejected), "request-too-large", "smaller"),
        ["307"] = (new Answer(307, "").With("Location", "https://elsewhere.example/"), typeof(SubmitOutcome.RunStopped), "redirected", "follows nobody"),
        ["429 per day"] = (GoogleAnswers.QuotaPerDay(), typeof(SubmitOutcome.RunStopped), "quota-per-day", "midnight Pacific"),
        ["429 free tier"] = (GoogleAnswers.FreeTier(), typeof(SubmitOutcome.RunStopped), "billing-not-enabled", "billing"),
        ["429 limit 0"] = (GoogleAnswers.Error(429, "RESOURCE_EXHAUSTED", "Quota exceeded, limit: 0, model: m"), typeof(SubmitOutcome.RunStopped), "billing-not-enabled", "billing"),
        ["408"] = (new Answer(408, ""), typeof(SubmitOutcome.Uncertain), "server-error", "write it off"),
        ["500"] = (GoogleAnswers.Error(500, "INTERNAL", "Oops."), typeof(SubmitOutcome.Uncertain), "server-error", "\"Oops.\""),
        ["502 of a proxy"] = (new Answer(502, "<html>", "text/html"), typeof(SubmitOutcome.Uncertain), "server-error", "(502)"),
        ["503"] = (GoogleAnswers.Unavailable(), typeof(SubmitOutcome.Uncertain), "server-error", "overloaded"),
        ["504"] = (new Answer(504, ""), typeof(SubmitOutcome.Uncertain), "server-error", "(504)"),
        ["200 garbage"] = (new Answer(200, "<html>welcome</html>", "text/html"), typeof(SubmitOutcome.Uncertain), "answer-unreadable", "raw answer"),
        ["200 nameless"] = (new Answer(200, "{}"), typeof(SubmitOutcome.Uncertain), "answer-unreadable", "without"),
        ["200 empty"] = (new Answer(200, ""), typeof(SubmitOutcome.Uncertain), "answer-unreadable", "without"),
        ["200 name leads elsewhere"] = (new Answer(200, """{"name":"models/m/operations/../../files"}"""), typeof(SubmitOutcome.Uncertain), "answer-unreadable", "cannot be one"),
        ["200 name is a URL"] = (new Answer(200, """{"name":"https://evil.example/"}"""), typeof(SubmitOutcome.Uncertain), "answer-unreadable", "cannot be one"),
    };

    public static TheoryData<string> Rows => new(s_rows.Keys);

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task An_answer_has_its_outcome(string row)
    {
        (Answer answer, Type type, string code, string says) = s_rows[row];
        await using GeminiSetting setting = await GeminiSetting.StartAsync();
        setting.Fake.Faults.Enqueue(Stage.Submit, answer);

        SubmitOutcome outcome = await setting.SubmitAsync();

        Assert.IsType(type, outcome);
        ProviderError error = ErrorOf(outcome);
        Assert.Equal(code, error.Code);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.Equal(answer.Status, error.HttpStatus);
        Assert.Equal(outcome is SubmitOutcome.Uncertain ? Charge.Possible : Charge.None, error.Charge);
        Assert.Contains(outcome is SubmitOutcome.Uncertain ? "may have been started and charged" : "Nothing was charged", error.Message, StringComparison.Ordinal);
        Assert.Equal(answer.Body.Length == 0 ? null : answer.Body, error.Raw);
        Assert.Equal(1, setting.Posts);
        Assert.Empty(setting.Time.Pauses);
    }

    [Fact]
    public async Task A_retired_model_names_its_successor()
    {
        await using GeminiSetting setting = await GeminiSetting.StartAsync();
        SubmitOutcome outcome = await setting.SubmitAsync(GeminiSetting.Request() with { Model = "veo-3.0-generate-001" });
        ProviderError error = Assert.IsType<SubmitOutcome.RunStopped>(outcome).Error;
        Assert.Equal("model-not-found", error.Code);
        Assert.Contains("successor is veo-3.1-generate-preview", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("34s", null, 34)]
    [InlineData("34.07s", "5", 34.07)]
    [InlineData("0s", null, 1)]
    [InlineData(null, "7", 7)]
    [InlineData(null, "Fri, 20 Nov 2026 12:01:30 GMT", 90)]
    [InlineData(null, "Fri, 20 Nov 2026 11:00:00 GMT", 1)]
    [InlineData(null, null, 60)]
    [InlineData("soon", null, 60)]
    public async Task A_minutes_quota_tells_how_long_to_wait(string? retryInfo, string? header, double seconds)
    {
        await using GeminiSetting setting = await GeminiSetting.StartAsync();
        Answer answer = GoogleAnswers.QuotaPerMinute(retryInfo);
        setting.Fake.Faults.Enqueue(Stage.Submit, header is null ? answer : answer.With("Retry-After", header));

        SubmitOutcome.Throttled throttled = Assert.IsType<SubmitOutcome.Throttled>(await setting.SubmitAsync());

        Assert.Equal(TimeSpan.FromSeconds(seconds), throttled.RetryAfter);
        Assert.Equal("quota-per-minute", throttled.Error.Code);
        Assert.Equal(Charge.None, throttled.Error.Charge);
        Assert.Equal(1, setting.Posts);
    }

    [Fact]
    public async Task The_spend_window_waits_a_minute()
    {
        await using GeminiSetting setting = await GeminiSetting.StartAsync();
        setting.Fake.Faults.Enqueue(Stage.Submit, GoogleAnswers.SpendWindow());
        Assert.Equal(TimeSpan.FromMinutes(1), Assert.IsType<SubmitOutcome.Throttled>(await setting.SubmitAsync()).RetryAfter);
    }

    [Fact]
    public async Task A_reset_after_the_body_is_a_possible_charge_and_sent_once()
    {
        await using GeminiSetting setting = await GeminiSetting.StartAsync();
        setting.Fake.Faults.Enqueue(Stage.Submit, new Fault.ResetAfterBody());
        ProviderError error = Assert.IsType<SubmitOutcome.Uncertain>(await setting.SubmitAsync()).Error;
        Assert.Equal("answer-lost", error.Code);
        Assert.Equal(Charge.Possible, error.Charge);
        Assert.Single(setting.Fake.Submissions);
        Assert.Equal(1, setting.Posts);
    }

    [Fact]
    public async Task A_reset_before_a_small_body_was_read_is_a_possible_charge_because_all_of_it_had_left()
    {
        await using GeminiSetting setting = await GeminiSetting.StartAsync();
        setting.Fake.Faults.Enqueue(Stage.Submit, new Fault.ResetBeforeBody());
        Assert.Equal("answer-lost", Assert.IsType<SubmitOutcome.Uncertain>(await setting.SubmitAsync()).Error.Code);
        Assert.Equal(1, setting.Posts);
    }

    [Fact]
    public async Task A_reset_in_the_middle_of_a_large_body_is_free_and_sent_once()
    {
        await using GeminiSetting setting = await GeminiSetting.StartAsync();
        setting.Fake.Faults.Enqueue(Stage.Submit, new Fault.ResetBeforeBody());
        ProviderError error = Assert.IsType<SubmitOutcome.Rejected>(
            await setting.SubmitAsync(GeminiSetting.Request(setting.Png(30 * 1024 * 1024)))).Error;
        Assert.Equal("cut-while-sending", error.Code);
        Assert.Equal(Charge.None, error.Charge);
        Assert.Empty(setting.Fake.Submissions);
        Assert.Equal(1, setting.Posts);
    }

    [Fact]
    public async Task An_answer_that_breaks_off_is_a_possible_charge()
    {
        await using GeminiSetting setting = await GeminiSetting.StartAsync();
        setting.Fake.Faults.Enqueue(Stage.Submit, new Answer(200, """{"name":""").With("Content-Length", "500"));
        Assert.Equal("answer-lost", Assert.IsType<SubmitOutcome.Uncertain>(await setting.SubmitAsync()).Error.Code);
    }

    [Fact]
    public async Task No_answer_is_a_possible_charge_after_five_minutes()
    {
        await using GeminiSetting setting = await GeminiSetting.StartAsync();
        setting.Fake.Faults.Enqueue(Stage.Submit, new Fault.NoAnswer());
        Task<SubmitOutcome> submission = setting.Provider.SubmitAsync(GeminiSetting.Request(), CancellationToken.None);
        await setting.Fake.Operations.First;

        setting.Time.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromTicks(1));
        Assert.False(submission.IsCompleted);
        setting.Time.Advance(TimeSpan.FromTicks(1));
        ProviderError error = Assert.IsType<SubmitOutcome.Uncertain>(await submission).Error;
        Assert.Equal("answer-lost", error.Code);
        Assert.Contains("time limit", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_connection_is_tried_again_and_is_free_in_the_end()
    {
        FakeGeminiServer gone = await FakeGeminiServer.StartAsync();
        await gone.DisposeAsync();
        await using GeminiSetting setting = await GeminiSetting.StartAsync(client: o => o with { Endpoint = GeminiEndpoint.Parse(gone.BaseUrl) });
        ProviderError error = Assert.IsType<SubmitOutcome.NotSent>(await setting.SubmitAsync()).Error;
        Assert.Equal("not-connected", error.Code);
        Assert.Equal(Charge.None, error.Charge);
        Assert.Contains(gone.BaseUrl, error.Message, StringComparison.Ordinal);
        Assert.Equal(3, setting.Time.Pauses.Count);
    }

    [Fact]
    public async Task A_name_that_resolves_late_is_submitted_once()
    {
        using Support.UnreliableHandler handler = new(
            new HttpRequestException(HttpRequestError.NameResolutionError, "No such host is known."),
            new HttpRequestException(HttpRequestError.ConnectionError, "Network is unreachable."));
        await using GeminiSetting setting = await GeminiSetting.StartAsync(client: o => o with { Handler = handler });
        Assert.IsType<SubmitOutcome.Accepted>(await setting.SubmitAsync());
        Assert.Single(setting.Fake.Submissions);
        Assert.Equal(2, setting.Time.Pauses.Count);
    }

    [Fact]
    public async Task An_HTTP_stack_that_repeats_a_request_by_itself_is_stopped()
    {
        using Support.RepeatingHandler handler = new();
        await using GeminiSetting setting = await GeminiSetting.StartAsync(client: o => o with { Handler = handler });
        Assert.IsType<SubmitOutcome.Uncertain>(await setting.SubmitAsync());
        Assert.Single(setting.Fake.Submissions);
    }

    [Fact]
    public async Task A_missing_key_is_said_before_anything_is_asked()
    {
        await using GeminiSetting setting = await GeminiSetting.StartAsync(client: static o => o with { Key = null });
        ProviderError error = Assert.IsType<SubmitOutcome.RunStopped>(await setting.SubmitAsync()).Error;
        Assert.Equal("key-missing", error.Code);
        Assert.Contains("GOOGLE_API_KEY", error.Message, StringComparison.Ordinal);
        Assert.Contains("Rehearsal", error.Message, StringComparison.Ordinal);
        Assert.Empty(setting.Fake.Requests);
    }

    [Fact]
    public async Task A_reference_that_changed_or_vanished_stops_the_request_before_it_leaves()
    {
        await using GeminiSetting setting = await GeminiSetting.StartAsync();
        ReferenceImage changed = setting.Png(100) with { Length = 99 };
        ReferenceImage vanished = setting.Png(100) with { FullPath = "/nowhere/at/all.png" };
        foreach (ReferenceImage image in new[] { changed, vanished })
        {
            ProviderError error = Assert.IsType<SubmitOutcome.Rejected>(await setting.SubmitAsync(GeminiSetting.Request(setting.Jpeg(), image))).Error;
            Assert.Equal("reference-unreadable", error.Code);
            Assert.Contains("reference.png", error.Message, StringComparison.Ordinal);
        }

        Assert.Empty(setting.Fake.Requests);
    }

    [Fact]
    public async Task Several_faults_in_a_row_meet_one_submission_each()
    {
        await using GeminiSetting setting = await GeminiSetting.StartAsync();
        setting.Fake.Faults.When(Stage.Submit, static r => r.Body is null, new Fault.Reply(new Answer((int)HttpStatusCode.BadGateway, "")));
        Assert.IsType<SubmitOutcome.Uncertain>(await setting.SubmitAsync());
        setting.Fake.Faults.Clear();
        Assert.IsType<SubmitOutcome.Accepted>(await setting.SubmitAsync());
        Assert.Equal(2, setting.Posts);
    }

    internal static ProviderError ErrorOf(SubmitOutcome outcome) => outcome switch
    {
        SubmitOutcome.Rejected o => o.Error,
        SubmitOutcome.NotSent o => o.Error,
        SubmitOutcome.Throttled o => o.Error,
        SubmitOutcome.RunStopped o => o.Error,
        SubmitOutcome.Uncertain o => o.Error,
        _ => throw new InvalidOperationException($"{outcome} has no error."),
    };
}
