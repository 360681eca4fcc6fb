using StoryVideo.FakeGemini;
using StoryVideo.FakeGemini.Faults;
using StoryVideo.Providers;

namespace StoryVideo.Core.Tests.Providers.Gemini;

/// <summary>A look that fails is repeated, never resubmits, and leaves the operation adoptable.</summary>
public sealed class PollFaultTests
{
    private static readonly Dictionary<string, Fault> s_passing = new(StringComparer.Ordinal)
    {
        ["408"] = Reply(new Answer(408, "")),
        ["429"] = Reply(GoogleAnswers.QuotaPerMinute("2s")),
        ["429 per day"] = Reply(GoogleAnswers.QuotaPerDay()),
        ["500"] = Reply(GoogleAnswers.Error(500, "INTERNAL", "x")),
        ["503"] = Reply(GoogleAnswers.Unavailable()),
        ["reset"] = new Fault.ResetAfterBody(),
        ["garbage"] = Reply(new Answer(200, "<html>login</html>", "text/html")),
        ["JSON of another kind"] = Reply(new Answer(200, """{"hello":1}""")),
        ["wrong types"] = Reply(new Answer(200, """{"name":"models/a/operations/b","done":"maybe"}""")),
        ["404 of a proxy"] = Reply(new Answer(404, "<html>404</html>", "text/html")),
        ["broken off"] = Reply(new Answer(200, "{\"name\"").With("Content-Length", "99")),
    };

    public static TheoryData<string> Passing => new(s_passing.Keys);

    [Theory]
    [MemberData(nameof(Passing))]
    public async Task What_passes_is_tried_again_and_seen_through(string row)
    {
        await using GeminiSetting setting = await GeminiSetting.StartAsync();
        setting.Fake.Faults.Enqueue(Stage.Poll, s_passing[row], s_passing[row]);
        Assert.IsType<PollOutcome.Generated>(await setting.PollAsync(await setting.AcceptedAsync()));
        Assert.Equal(2, setting.Time.Pauses.Count);
        Assert.Equal(1, setting.Posts);
    }

    [Theory]
    [MemberData(nameof(Passing))]
    public async Task What_does_not_pass_leaves_the_operation_adoptable(string row)
    {
        await using GeminiSetting setting = await GeminiSetting.StartAsync();
        string operation = await setting.AcceptedAsync();
        setting.Fake.Faults.Always(Stage.Poll, s_passing[row]);

        ProviderError error = Assert.IsType<PollOutcome.Unreachable>(await setting.PollAsync(operation)).Error;
        Assert.Contains("goes on being made", error.Message, StringComparison.Ordinal);
        Assert.Equal(3, setting.Time.Pauses.Count);

        setting.Fake.Faults.Clear();
        Assert.IsType<PollOutcome.Generated>(await setting.PollAsync(operation));
        Assert.Equal(1, setting.Posts);
    }

    [Fact]
    public async Task A_retry_after_is_honoured()
    {
        await using GeminiSetting setting = await GeminiSetting.StartAsync();
        setting.Fake.Faults.Enqueue(Stage.Poll, GoogleAnswers.QuotaPerMinute("17s"), GoogleAnswers.Unavailable().With("Retry-After", "23"));
        await setting.PollAsync(await setting.AcceptedAsync());
        Assert.Equal([TimeSpan.FromSeconds(17), TimeSpan.FromSeconds(23)], setting.Time.Pauses);
    }

    [Fact]
    public async Task A_retry_after_of_hours_is_left_to_the_caller()
    {
        await using GeminiSetting setting = await GeminiSetting.StartAsync();
        setting.Fake.Faults.Enqueue(Stage.Poll, GoogleAnswers.Unavailable().With("Retry-After", "7200"));
        Assert.IsType<PollOutcome.Unreachable>(await setting.PollAsync(await setting.AcceptedAsync()));
        Assert.Empty(setting.Time.Pauses);
    }

    [Fact]
    public async Task No_answer_is_given_up_after_a_minute_and_tried_again()
    {
        await using GeminiSetting setting = await GeminiSetting.StartAsync();
        string operation = await setting.AcceptedAsync();
        setting.Fake.Faults.Enqueue(Stage.Poll, new Fault.NoAnswer());
        Task<PollOutcome> poll = setting.Provider.PollAsync(operation, CancellationToken.None);
        await setting.Fake.FirstRequestAsync(r => r.Path.EndsWith(operation, StringComparison.Ordinal));
        setting.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.IsType<PollOutcome.Generated>(await setting.Time.JumpPausesAsync(poll));
    }

    [Fact]
    public async Task An_operation_that_Google_does_not_know_is_gone_at_once()
    {
        await using GeminiSetting setting = await GeminiSetting.StartAsync();
        ProviderError error = Assert.IsType<PollOutcome.Gone>(await setting.PollAsync($"models/{GeminiSetting.Model}/operations/abc")).Error;
        Assert.Equal("operation-not-found", error.Code);
        Assert.Equal(404, error.HttpStatus);
        Assert.Single(setting.Fake.Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("operations/abc")]
    [InlineData("models/a/operations/")]
    [InlineData("models/a/operations/..")]
    [InlineData("models/../operations/a")]
    [InlineData("models/a/operations/b/../../../files")]
    [InlineData("models/a/operations/b?x=1")]
    [InlineData("models/a/operations/b#c")]
    [InlineData("models/a/operations/b%2e")]
    [InlineData("models/a/operations/b\n")]
    [InlineData("https://evil.example/models/a/operations/b")]
    [InlineData("//evil.example/models/a/operations/b")]
    public async Task A_name_that_cannot_be_one_is_never_asked_for(string name)
    {
        await using GeminiSetting setting = await GeminiSetting.StartAsync();
        Assert.Equal("operation-name-invalid", Assert.IsType<PollOutcome.Gone>(await setting.PollAsync(name)).Error.Code);
        Assert.Empty(setting.Fake.Requests);
    }

    [Theory]
    [InlineData(401, "key-refused")]
    [InlineData(403, "key-refused")]
    [InlineData(400, "poll-refused")]
    [InlineData(302, "poll-refused")]
    public async Task A_refusal_is_told_at_once_and_the_operation_goes_on(int status, string code)
    {
        await using GeminiSetting setting = await GeminiSetting.StartAsync();
        string operation = await setting.AcceptedAsync();
        setting.Fake.Faults.Enqueue(Stage.Poll, GoogleAnswers.Error(status, "X", "No.").With("Location", "https://evil.example/"));
        ProviderError error = Assert.IsType<PollOutcome.Unreachable>(await setting.PollAsync(operation)).Error;
        Assert.Equal(code, error.Code);
        Assert.Empty(setting.Time.Pauses);
    }

    [Fact]
    public async Task A_caller_who_stops_is_obeyed()
    {
        using CancellationTokenSource stop = new();
        await using GeminiSetting setting = await GeminiSetting.StartAsync();
        string operation = await setting.AcceptedAsync();
        setting.Fake.Faults.Enqueue(Stage.Poll, new Fault.NoAnswer());
        Task<PollOutcome> poll = setting.Provider.PollAsync(operation, stop.Token);
        await setting.Fake.FirstRequestAsync(r => r.Path.EndsWith(operation, StringComparison.Ordinal));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => poll);
    }

    private static Fault.Reply Reply(Answer answer) => new(answer);
}
