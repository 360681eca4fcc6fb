using StoryVideo.FakeGemini;
using StoryVideo.FakeGemini.Faults;
using StoryVideo.FakeGemini.Generation;
using StoryVideo.FakeGemini.Grok;
using StoryVideo.Ledger;
using StoryVideo.Storage;
using StoryVideo.Stories;
using StoryVideo.Tasks;
using StoryVideo.Tasks.Checks;
using static StoryVideo.Core.Tests.Reliability.FaultSuite;

namespace StoryVideo.Core.Tests.Reliability;

/// <summary>xAI's faults through the whole path: outcome, charge, sentence, siblings, and what the next runs do.</summary>
public sealed class GrokFaultSuite
{
    private static readonly Dictionary<string, FaultRow> s_rows = new(StringComparer.Ordinal)
    {
        ["submit 400"] = Refused(GrokAnswers.Invalid("Bad aspect."), "request-refused", "\"Bad aspect.\"", NotCharged, "Change the shot"),
        ["submit 400 with a key that is not valid"] = Stops(GrokAnswers.KeyInvalid(), "key-refused", NotCharged, "XAI_API_KEY"),
        ["submit 401"] = Stops(GrokAnswers.KeyMissing(), "key-refused", "(401)", NotCharged, "XAI_API_KEY"),
        ["submit 402"] = Stops(GrokAnswers.Error(402, "payment", "x"), "prepay-depleted", NotCharged, "Top it up"),
        ["submit 403 without credits"] = Stops(GrokAnswers.CreditsSpent(), "key-refused", "(403)", NotCharged, "credits"),
        ["submit 403 for what is shown"] = Refused(
            GrokAnswers.ContentRefused(), "content-refused", "what the shot shows or says", "small fee", "SAFETY_CHECK_TYPE_BIO"),
        ["submit 404, the model retired meanwhile"] = Stops(
            GrokAnswers.ModelUnknown("grok-imagine-video-1.5"), "model-not-found", "retired", NotCharged, "Choose another model"),
        ["submit 404 of somebody in between"] = Stops(
            new Answer(404, "<html>no</html>", "text/html"), "not-the-xai-api", NotCharged, "XAI_BASE_URL"),
        ["submit redirected"] = Stops(
            new Answer(307, "").With("Location", "https://elsewhere.example/"), "redirected", NotCharged, "XAI_BASE_URL"),
        ["submit 429"] = Passes(Submit(GrokAnswers.TooMany().With("Retry-After", "34"))),
        ["submit 500"] = Lost(GrokAnswers.Error(500, "internal", "Oops."), "server-error"),
        ["submit 503"] = Lost(GrokAnswers.Unavailable(), "server-error"),
        ["submit reset before the body was read"] = Lost(Submit(new Fault.ResetBeforeBody()), "answer-lost", submissions: 0),
        ["submit reset after the body"] = Lost(Submit(new Fault.ResetAfterBody()), "answer-lost", submissions: 1),
        ["submit 200 without a request id"] = Lost(
            Submit(new Fault.Reply(new Answer(200, "{}"), StartsGeneration: true)), "answer-unreadable", submissions: 1),

        ["poll 400"] = Waits(Poll(GrokAnswers.Invalid("No.")), TakeState.Submitted, "poll-refused", "goes on being made", "free"),
        ["poll 401"] = Waits(Poll(GrokAnswers.KeyMissing()), TakeState.Submitted, "key-refused", "XAI_API_KEY", "free"),
        ["poll 404 of a young request"] = Waits(
            Poll(GrokAnswers.RequestUnknown()), TakeState.Submitted, "operation-not-found", "may have been charged", "--write-off"),
        ["poll 404 of somebody in between, then well"] = Passes(PollOnce(new Answer(404, "<html>no</html>", "text/html"))),
        ["poll 202 with and without a body, then well"] = Passes(PollOnce(new Answer(202, ""))),
        ["poll 429, then well"] = Passes(PollOnce(GrokAnswers.TooMany())),
        ["poll 500, then well"] = Passes(PollOnce(GrokAnswers.Error(500, "internal", "x"))),
        ["poll that cannot be read, then well"] = Passes(PollOnce(new Answer(200, "<html>proxy</html>", "text/html"))),
        ["poll 503 for ever"] = Waits(Poll(GrokAnswers.Unavailable()), TakeState.Submitted, "server-error", "goes on being made", "free"),
        ["poll that is never done"] = Waits(Poll(new Answer(202, "")), TakeState.Submitted, "still-running", "15 minutes", "--write-off"),

        ["result moderated"] = Ends(new GenerationResult.Filtered(1), TakeState.Filtered, "filtered", "charged all the same", "each try is paid"),
        ["result failed"] = Ends(new GenerationResult.Error(13, "Oops."), TakeState.Failed, "operation-failed", "internal_error", "not documented", "resume"),
        ["result done with nothing"] = Ends(new GenerationResult.Nothing(), TakeState.Failed, "done-with-nothing", "neither a clip nor a reason", "bill", "resume"),
        ["result expired"] = Ends(new GenerationResult.Status("expired"), TakeState.Expired, "operation-expired", "may have been made and charged", "resume"),

        ["download redirected to another origin"] = Passes(Download(new Fault.Redirect(RedirectTarget.OtherOrigin))),
        ["download redirected to plain http"] = Waits(
            Download(new Fault.Redirect(RedirectTarget.InsecureHost)), TakeState.Generated, "redirect-refused", "charged", FetchIsFree),
        ["download 403"] = Waits(
            Download(new Fault.Reply(new Answer(403, "", "text/html"))), TakeState.Generated, "download-refused", "xAI keeps clips for a day", "the take stays"),
        ["download 404"] = Waits(Download(new Fault.Reply(new Answer(404, "", "text/html"))), TakeState.Generated, "clip-gone", "charged", "--write-off"),
        ["download 500"] = Waits(Download(new Fault.Reply(new Answer(500, "", "text/html"))), TakeState.Generated, "server-error", "charged", "within a day"),
        ["download that comes empty"] = Waits(
            Download(new Fault.Reply(new Answer(200, "", "video/mp4"))), TakeState.Generated, "download-empty", "empty", "charged", FetchIsFree),
        ["download cut short"] = Waits(Download(new Fault.Truncated()), TakeState.Generated, "network", "charged", FetchIsFree),
        ["download that is no video"] = Waits(
            Download(new Fault.Reply(new Answer(200, "<html>sorry</html>", "video/mp4"))), TakeState.Generated, "not-a-video", "no MP4", "for free"),
        ["download of another length"] = Passes(Download(new Fault.OtherLength(5))),
    };

    public static TheoryData<string> Rows => [.. s_rows.Keys];

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_fault_has_its_outcome_its_charge_and_its_sentence_and_the_next_runs_do_what_they_should(string row)
    {
        await using GeminiBench bench = await GeminiBench.StartAsync(model: PaidService.Grok);
        await HoldsAsync(bench, s_rows[row]);
    }

    [Fact]
    public async Task A_moderated_clip_counts_against_the_cap_and_in_the_sums()
    {
        await using GeminiBench bench = await GeminiBench.StartAsync(model: PaidService.Grok);
        bench.Fake.Operations.EndFor(GeminiBench.WordsOf(Shot), new GenerationResult.Filtered(1));

        ShotVideoResult shot = (await bench.RunAsync(GeminiBench.OneAtATime)).Single(static r => r.Plan.Shot.Address.ToString() == Shot);

        Assert.Equal((AssetStatus.Filtered, 1.15m), (shot.Status, shot.SpentUsd));
        Assert.Equal(1.15m, (await bench.LatestAsync(Shot))!.BilledUsd);
        Assert.Equal(new Spending(3.45m, 0, 0), await bench.SpendingAsync());

        using Studio studio = await bench.OpenAsync(StoreAccess.Read);
        Story story = await new FindStories(studio).GetAsync(bench.Bundle.StoryId, CancellationToken.None);
        Assert.All(await new ReadShotReports(studio).ReadAsync(story, ShotFilter.All, CancellationToken.None), static r => Assert.Equal(1.15m, r.CostUsd));
    }

    [Fact]
    public async Task What_the_service_says_it_charged_counts_and_a_difference_is_told()
    {
        await using GeminiBench bench = await GeminiBench.StartAsync(
            service: static o => o with { GrokSurchargeUsd = 0.25m }, model: PaidService.Grok);

        IReadOnlyList<ShotVideoResult> results = await bench.RunAsync();

        Assert.All(results, static r =>
        {
            Assert.Equal(1.40m, r.SpentUsd);
            string told = Assert.Single(r.Findings, static f => f.Code == "bill-differs").Message;
            Assert.Contains("charged $1.40", told, StringComparison.Ordinal);
            Assert.Contains("$1.15 was reckoned with (price of 2026-09-21)", told, StringComparison.Ordinal);
        });
        Assert.Equal(new Spending(4.20m, 0, 0), await bench.SpendingAsync());
        Assert.All(await bench.TakesAsync(), static t => Assert.Equal((1.15m, 1.40m), (t.CostUsd, t.BilledUsd)));
    }
}
