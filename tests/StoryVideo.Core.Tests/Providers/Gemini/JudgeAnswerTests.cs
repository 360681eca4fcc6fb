using System.Text;
using System.Text.Json.Nodes;
using StoryVideo.Core.Tests.Support;
using StoryVideo.FakeGemini;
using StoryVideo.FakeGemini.Faults;
using StoryVideo.FakeGemini.Generation;
using StoryVideo.Providers;
using StoryVideo.Providers.Gemini;
using StoryVideo.Providers.Http;
using StoryVideo.Stories;

namespace StoryVideo.Core.Tests.Providers.Gemini;

/// <summary>Every answer to a request for a check has one outcome, and every one with words counts as paid.</summary>
public sealed class JudgeAnswerTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private FakeGeminiServer _fake = null!;
    private GeminiJudgeProvider _provider = null!;
    private ManualTimeProvider _time = null!;

    public async Task InitializeAsync()
    {
        _time = new ManualTimeProvider();
        _fake = await FakeGeminiServer.StartAsync(new() { Key = GeminiSetting.Key, Time = _time });
        _provider = new GeminiJudgeProvider(new() { Endpoint = GeminiEndpoint.Parse(_fake.BaseUrl), Key = new ApiKey(GeminiSetting.Key) }, _time);
    }

    public async Task DisposeAsync()
    {
        // An open connection would keep the service waiting.
        _provider.Dispose();
        await _fake.DisposeAsync();
    }

    public void Dispose()
    {
        _provider.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Each_image_is_announced_and_the_answer_is_a_verdict()
    {
        Verdict verdict = Verdict.Read(await WordsAsync(null), ["rhea"], out string? problem)!;

        Assert.Null(problem);
        Assert.Equal(0.9, verdict.Score);
        FakeVerdict paid = Assert.Single(_fake.Verdicts.All);
        Assert.Equal(["first frame:", "model sheet of rhea:"], paid.Titles, StringComparer.Ordinal);
        Assert.Equal(("- Judge it.", "rhea"), (paid.Prompt, Assert.Single(paid.Characters)));
    }

    [Fact]
    public async Task Without_characters_the_schema_names_none()
    {
        Assert.IsType<SubmitOutcome.Answered>(await JudgeAsync(Request() with { Characters = [] }));
        Assert.Empty(_fake.Verdicts.All[0].Characters);
    }

    [Theory]
    [InlineData("MAX_TOKENS", "{ \"score\": 0.")]
    [InlineData("STOP", "I cannot say.")]
    [InlineData("OTHER", "")]
    public async Task Words_that_are_no_verdict_are_a_result_all_the_same(string finish, string words) =>
        Assert.Equal(words, await WordsAsync(ImageAnswers.Candidate(finish, new JsonObject { ["text"] = words })));

    [Fact]
    public async Task A_blocked_check_is_free_and_says_why()
    {
        foreach (Answer answer in (Answer[])[ImageAnswers.Blocked("PROHIBITED_CONTENT"), ImageAnswers.Candidate("SAFETY")])
        {
            _fake.Faults.Enqueue(Stage.Image, answer);
            ProviderError error = Assert.IsType<SubmitOutcome.Filtered>(await JudgeAsync(Request())).Error;
            Assert.Equal(("check-withheld", Charge.None), (error.Code, error.Charge));
        }
    }

    [Fact]
    public async Task An_answer_that_is_no_json_may_have_been_paid()
    {
        _fake.Faults.Enqueue(Stage.Image, new Answer(200, "<html>proxy</html>", "text/html"));

        Assert.Equal(Charge.Possible, Assert.IsType<SubmitOutcome.Uncertain>(await JudgeAsync(Request())).Error.Charge);
    }

    private JudgeRequest Request()
    {
        byte[] image = TinyPng.Of("sheet");
        ReferenceImage sheet = new("sheet.png", _folder.Write("sheet.png", image), "image/png", image.Length);
        return new JudgeRequest
        {
            Model = "gemini-3.8-flash",
            Prompt = "- Judge it.",
            Images = [new("first frame", sheet), new("model sheet of rhea", sheet)],
            Characters = ["rhea"],
            MostTokens = 100,
        };
    }

    private async Task<string> WordsAsync(Answer? answer)
    {
        if (answer is not null)
        {
            _fake.Faults.Enqueue(Stage.Image, answer);
        }

        return Encoding.UTF8.GetString(Assert.IsType<SubmitOutcome.Answered>(await JudgeAsync(Request())).Result.Span);
    }

    private Task<SubmitOutcome> JudgeAsync(JudgeRequest request) =>
        _time.JumpPausesAsync(_provider.JudgeAsync(request, static () => Task.CompletedTask, CancellationToken.None));
}
