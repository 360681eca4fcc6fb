using StoryVideo.FakeGemini;
using StoryVideo.FakeGemini.Faults;
using StoryVideo.FakeGemini.Generation;
using StoryVideo.Ledger;
using StoryVideo.Tasks;

namespace StoryVideo.Core.Tests.Reliability;

/// <summary>
/// Every fault of the provider through the whole path: what becomes of the shot and of its take, what it cost, what the operator
/// reads, how often it was submitted, what happens to its siblings, and what the next runs do.
/// </summary>
public sealed class FaultSuite
{
    internal const string Shot = "s1#2";
    private const string MayBePaid = "may have been started and charged";
    internal const string NotCharged = "Nothing was charged";
    internal const string FetchIsFree = "fetching is free";

    private static readonly Dictionary<string, FaultRow> s_rows = new(StringComparer.Ordinal)
    {
        ["submit 400"] = Refused(GoogleAnswers.Invalid("Bad aspect."), "request-refused", "\"Bad aspect.\"", NotCharged, "Change the shot"),
        ["submit 400 with a key that is not valid"] = Stops(GoogleAnswers.KeyInvalid(), "key-refused", NotCharged, "GOOGLE_API_KEY"),
        ["submit 401"] = Stops(GoogleAnswers.Error(401, "UNAUTHENTICATED", "x"), "key-refused", "(401)", NotCharged, "GOOGLE_API_KEY"),
        ["submit 402"] = Stops(GoogleAnswers.PrepayDepleted(), "prepay-depleted", NotCharged, "Top it up"),
        ["submit 403"] = Stops(GoogleAnswers.KeyMissing(), "key-refused", "(403)", NotCharged, "may use this model"),
        ["submit 404, the model retired meanwhile"] = Stops(
            GoogleAnswers.ModelRetired("veo-3.1-generate-preview"), "model-not-found", "retired", NotCharged, "successor is gemini-omni-1.1-flash"),
        ["submit 404 of somebody in between"] = Stops(
            new Answer(404, "<html>no</html>", "text/html"), "not-the-gemini-api", NotCharged, "GOOGLE_GEMINI_BASE_URL"),
        ["submit redirected"] = Stops(
            new Answer(307, "").With("Location", "https://elsewhere.example/"), "redirected", NotCharged, "GOOGLE_GEMINI_BASE_URL"),
        ["submit 429 per day"] = Stops(GoogleAnswers.QuotaPerDay(), "quota-per-day", NotCharged, "midnight Pacific", "queue is intact"),
        ["submit 429 free tier"] = Stops(GoogleAnswers.FreeTier(), "billing-not-enabled", NotCharged, "billing", "queue is intact"),
        ["submit 429 per minute"] = Passes(Submit(GoogleAnswers.QuotaPerMinute("34s"))),
        ["submit 500"] = Lost(GoogleAnswers.Error(500, "INTERNAL", "Oops."), "server-error"),
        ["submit 503"] = Lost(GoogleAnswers.Unavailable(), "server-error"),
        ["submit 504 of somebody in between"] = Lost(new Answer(504, "", "text/html"), "server-error"),
        ["submit reset before the body was read"] = Lost(Submit(new Fault.ResetBeforeBody()), "answer-lost", submissions: 0),
        ["submit reset after the body"] = Lost(Submit(new Fault.ResetAfterBody()), "answer-lost", submissions: 1),
        ["submit 200 that cannot be read"] = Lost(
            Submit(new Fault.Reply(new Answer(200, "<html>welcome</html>", "text/html"), StartsGeneration: true)),
            "answer-unreadable",
            submissions: 1),
        ["submit 200 without a name"] = Lost(
            Submit(new Fault.Reply(new Answer(200, "{}"), StartsGeneration: true)), "answer-unreadable", submissions: 1),

        ["poll 400"] = Waits(Poll(GoogleAnswers.Invalid("No.")), TakeState.Submitted, "poll-refused", "goes on being made", "free"),
        ["poll 401"] = Waits(Poll(GoogleAnswers.Error(401, "UNAUTHENTICATED", "x")), TakeState.Submitted, "key-refused", "GOOGLE_API_KEY", "free"),
        ["poll 403"] = Waits(Poll(GoogleAnswers.KeyMissing()), TakeState.Submitted, "key-refused", "GOOGLE_API_KEY", "free"),
        ["poll NOT_FOUND of a young operation"] = Waits(
            Poll(GoogleAnswers.OperationUnknown()), TakeState.Submitted, "operation-not-found", "may have been charged", "the take stays", "--write-off"),
        ["poll 404 of somebody in between, then well"] = Passes(PollOnce(new Answer(404, "<html>no</html>", "text/html"))),
        ["poll 429, then well"] = Passes(PollOnce(GoogleAnswers.QuotaPerMinute("3s"))),
        ["poll 500, then well"] = Passes(PollOnce(GoogleAnswers.Error(500, "INTERNAL", "x"))),
        ["poll that cannot be read, then well"] = Passes(PollOnce(new Answer(200, "<html>proxy</html>", "text/html"))),
        ["poll reset, then well"] = Passes(static b => b.Fake.Faults.Enqueue(Stage.Poll, new Fault.ResetAfterBody())),
        ["poll 503 for ever"] = Waits(Poll(GoogleAnswers.Unavailable()), TakeState.Submitted, "server-error", "goes on being made", "run again", "free"),
        ["poll that is never done"] = Waits(
            static b => b.Always(Stage.Poll, Shot, new Fault.Reply(new Answer(200, b.Service.Running))),
            TakeState.Submitted, "still-running", "20 minutes", "run again to fetch", "nothing is paid twice", "--write-off"),

        ["result filtered with reasons"] = Ends(
            new GenerationResult.Filtered(1, "We encountered an issue with the audio for your prompt."), TakeState.Filtered, "filtered", "the sound", "not charged", "resume"),
        ["result filtered with a support code"] = Ends(
            new GenerationResult.Filtered(1, "Veo could not generate 1 videos. Support codes: 15236754"), TakeState.Filtered, "filtered", "celebrity", "15236754", "not charged"),
        ["result filtered with count 0"] = Ends(new GenerationResult.Filtered(0), TakeState.Filtered, "filtered", "no reason given", "not charged"),
        ["result error 3"] = Ends(new GenerationResult.Error(3, "Bad."), TakeState.Failed, "invalid-request", "not charged", "Change the request"),
        ["result error 8"] = Ends(new GenerationResult.Error(8, "Full."), TakeState.Failed, "resources-exhausted", "not charged", "resume"),
        ["result error 13"] = Ends(new GenerationResult.Error(13, "Oops."), TakeState.Failed, "provider-internal", "not charged", "resume"),
        ["result error 14"] = Ends(new GenerationResult.Error(14, "Away."), TakeState.Failed, "provider-unavailable", "not charged", "resume"),
        ["result done with nothing"] = Ends(new GenerationResult.Nothing(), TakeState.Failed, "done-with-nothing", "neither a clip nor a reason", "bill", "resume"),
        ["result of several samples"] = Passes(
            static b => b.Fake.Operations.EndFor(GeminiBench.WordsOf(Shot), new GenerationResult.Samples(3))),

        ["download redirected within its origin"] = Passes(Download(new Fault.Redirect(RedirectTarget.SameOrigin))),
        ["download redirected to another origin"] = Passes(Download(new Fault.Redirect(RedirectTarget.OtherOrigin))),
        ["download redirected in a circle"] = Waits(
            Download(new Fault.Redirect(RedirectTarget.Loop)), TakeState.Generated, "redirect-refused", "charged", FetchIsFree),
        ["download 401"] = Waits(
            Download(new Fault.Reply(GoogleAnswers.Error(401, "UNAUTHENTICATED", "x"))), TakeState.Generated, "key-refused", "charged", "GOOGLE_API_KEY"),
        ["download 403"] = Waits(
            Download(new Fault.Reply(GoogleAnswers.FileUnknown("f"))), TakeState.Generated, "download-refused", "charged", "another project", "the take stays"),
        ["download 404"] = Waits(
            Download(new Fault.Reply(GoogleAnswers.OperationUnknown())), TakeState.Generated, "clip-gone", "charged", "the take stays", "--write-off"),
        ["download 500"] = Waits(
            Download(new Fault.Reply(GoogleAnswers.Error(500, "INTERNAL", "x"))), TakeState.Generated, "server-error", "charged", FetchIsFree),
        ["download that comes empty"] = Waits(
            Download(new Fault.Reply(new Answer(200, "", "video/mp4"))), TakeState.Generated, "download-empty", "empty", "charged", FetchIsFree),
        ["download cut short"] = Waits(Download(new Fault.Truncated()), TakeState.Generated, "network", "charged", FetchIsFree),
        ["download reset"] = Waits(Download(new Fault.ResetAfterBody()), TakeState.Generated, "network", "charged", FetchIsFree),
        ["download that is no video"] = Waits(
            Download(new Fault.Reply(new Answer(200, "<html>sorry</html>", "video/mp4"))), TakeState.Generated, "not-a-video", "no MP4", "paid for", "for free"),
        ["download of another length"] = Passes(Download(new Fault.OtherLength(5))),
        ["download that is slow"] = Passes(Download(new Fault.Slow(TimeSpan.FromSeconds(5)))),
    };

    /// <summary>Those whose prices are known: the sums say what was charged.</summary>
    public static TheoryData<string, string> Rows
    {
        get
        {
            TheoryData<string, string> rows = [];
            foreach (PaidService service in PaidService.All.Where(static s => s.SpeaksGoogle && s.PriceWith(0) is not null))
            {
                foreach (string row in s_rows.Keys)
                {
                    rows.Add(service.Name, row);
                }
            }

            return rows;
        }
    }

    internal static IReadOnlyDictionary<string, FaultRow> All => s_rows;

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_fault_has_its_outcome_its_charge_and_its_sentence_and_the_next_runs_do_what_they_should(string service, string row)
    {
        await using GeminiBench bench = await GeminiBench.StartAsync(model: PaidService.Of(service));
        await HoldsAsync(bench, InWordsOf(PaidService.Of(service), s_rows[row]));
    }

    /// <summary>Meets the fault, and holds everything that must come of it.</summary>
    internal static async Task HoldsAsync(GeminiBench bench, FaultRow expected)
    {
        expected.Script(bench);

        IReadOnlyList<ShotVideoResult> results = await bench.RunAsync(GeminiBench.OneAtATime);

        ShotVideoResult bad = results.Single(static r => r.Plan.Shot.Address.ToString() == Shot);
        Take? take = await bench.LatestAsync(Shot);
        Assert.Equal((expected.Status, expected.Code), (bad.Status, bad.Error?.Code));
        Assert.Equal(expected.State, expected.StopsRun && take?.State == TakeState.Failed ? null : take?.State);
        Assert.All(expected.Says, words => Assert.Contains(words, bad.Error!.Message, StringComparison.Ordinal));
        Assert.Equal(expected.Submissions, bench.SubmissionsOf(Shot));
        await HoldsMoneyAsync(bench, take, results);
        HoldsSiblings(expected, results);

        bench.Fake.Faults.Clear();
        await HoldsNextAsync(bench, expected.Default, RunMode.Default, expected.StopsRun);
        await HoldsNextAsync(bench, expected.Resume, RunMode.Resume, submitsOthers: false);
        Assert.Empty(bench.Fake.KeyLeaks);
    }

    // The table is written for Veo on the Gemini API; another provider names its own key, address and successor.
    private static FaultRow InWordsOf(PaidService service, FaultRow row) => row with
    {
        Code = row.Code == PaidService.Veo.Words.Impostor ? service.Words.Impostor : row.Code,
        Says = [.. row.Says.Select(words => words switch
        {
            "GOOGLE_API_KEY" => service.Words.Key,
            "GOOGLE_GEMINI_BASE_URL" => service.Words.Address,
            "successor is gemini-omni-1.1-flash" => service.Successor,
            _ => words,
        })],
    };

    // Charged is what has or may have a clip: everything else is free, and the sums say so.
    private static async Task HoldsMoneyAsync(GeminiBench bench, Take? take, IReadOnlyList<ShotVideoResult> results)
    {
        Spending spending = await bench.SpendingAsync();
        SpendingKind kind = take is null ? SpendingKind.Free : Spending.KindOf(take.State, take.BilledUsd is not null);
        decimal price = PriceOf(results.Single(static r => r.Plan.Shot.Address.ToString() == Shot));
        decimal others = results.Where(static r => r.Status == AssetStatus.Succeeded && r.Plan.Shot.Address.ToString() != Shot).Sum(PriceOf);
        Assert.Equal(others + (kind == SpendingKind.Spent ? price : 0), spending.Spent);
        Assert.Equal(kind == SpendingKind.Reserved ? price : 0, spending.Reserved);
        Assert.Equal(kind == SpendingKind.Unknown ? price : 0, spending.Unknown);
    }

    private static decimal PriceOf(ShotVideoResult result) => result.EstimatedCost!.Value;

    private static void HoldsSiblings(FaultRow expected, IReadOnlyList<ShotVideoResult> results)
    {
        IEnumerable<ShotVideoResult> siblings = results.Where(static r => r.Plan.Shot.Address.ToString() != Shot);
        if (expected.StopsRun)
        {
            Assert.All(results, static r => Assert.True(r.IsRunRefused && r.Status == AssetStatus.Blocked));
        }
        else if (expected.Code == "key-refused")
        {
            // A key that is refused while a clip is made stops what was not sent yet.
            Assert.All(siblings, static r => Assert.True(r.Status == AssetStatus.Succeeded || r.IsRunRefused));
        }
        else
        {
            Assert.All(siblings, static r => Assert.Equal(AssetStatus.Succeeded, r.Status));
        }
    }

    private static async Task HoldsNextAsync(GeminiBench bench, NextRun expected, RunMode mode, bool submitsOthers)
    {
        int before = bench.SubmissionsOf(Shot);
        IReadOnlyList<ShotVideoResult> results = await bench.RunAsync(GeminiBench.OneAtATime with { Mode = mode });
        ShotVideoResult shot = results.Single(static r => r.Plan.Shot.Address.ToString() == Shot);
        NextRun happened = shot switch
        {
            { Status: AssetStatus.Skipped } => NextRun.Skips,
            { Status: AssetStatus.Succeeded, IsAdopted: true } => NextRun.Fetches,
            { Status: AssetStatus.Succeeded } => NextRun.Makes,
            _ => NextRun.Leaves,
        };
        Assert.Equal(expected, happened);
        Assert.Equal(expected == NextRun.Makes ? 1 : 0, bench.SubmissionsOf(Shot) - before);
        Assert.Equal(expected == NextRun.Makes ? PriceOf(shot) : 0, shot.SpentUsd);
        Assert.True(!submitsOthers || results.All(static r => r.Status == AssetStatus.Succeeded));
    }

    internal static Action<GeminiBench> Submit(Answer answer) => Submit(new Fault.Reply(answer));

    internal static Action<GeminiBench> Submit(Fault fault) => b => b.Fake.Faults.EnqueueFor(GeminiBench.WordsOf(Shot), fault);

    internal static Action<GeminiBench> Poll(Answer answer) => b => b.Always(Stage.Poll, Shot, new Fault.Reply(answer));

    internal static Action<GeminiBench> PollOnce(Answer answer) => b => b.Fake.Faults.Enqueue(Stage.Poll, answer, answer);

    internal static Action<GeminiBench> Download(Fault fault) => b => b.Always(Stage.Download, Shot, fault);

    internal static FaultRow Refused(Answer answer, string code, params string[] says) => new()
    {
        Script = Submit(answer),
        Status = AssetStatus.Failed,
        State = TakeState.Failed,
        Code = code,
        Says = says,
        Submissions = 0,
        Default = NextRun.Leaves,
        Resume = NextRun.Makes,
    };

    internal static FaultRow Stops(Answer answer, string code, params string[] says) => new()
    {
        Script = b => b.Fake.Faults.Always(Stage.Submit, new Fault.Reply(answer)),
        Status = AssetStatus.Blocked,
        State = null,
        Code = code,
        Says = says,
        Submissions = 0,
        StopsRun = true,
        Default = NextRun.Makes,
    };

    internal static FaultRow Lost(Answer answer, string code) => Lost(Submit(answer), code, submissions: 0);

    internal static FaultRow Lost(Action<GeminiBench> script, string code, int submissions) => new()
    {
        Script = script,
        Status = AssetStatus.Unknown,
        State = TakeState.Unknown,
        Code = code,
        Says = [MayBePaid, "not sent again", "adopt its operation"],
        Submissions = submissions,
        Default = NextRun.Leaves,
        Resume = NextRun.Leaves,
    };

    internal static FaultRow Waits(Action<GeminiBench> script, TakeState state, string code, params string[] says) => new()
    {
        Script = script,
        Status = AssetStatus.Failed,
        State = state,
        Code = code,
        Says = says,
        Default = NextRun.Fetches,
    };

    internal static FaultRow Ends(GenerationResult result, TakeState state, string code, params string[] says) => new()
    {
        Script = b => b.Fake.Operations.EndFor(GeminiBench.WordsOf(Shot), result),
        Status = state == TakeState.Filtered ? AssetStatus.Filtered : AssetStatus.Failed,
        State = state,
        Code = code,
        Says = says,
        Default = NextRun.Leaves,
        Resume = NextRun.Makes,
    };

    internal static FaultRow Passes(Action<GeminiBench> script) => new()
    {
        Script = script,
        Status = AssetStatus.Succeeded,
        State = TakeState.Succeeded,
        Default = NextRun.Skips,
    };
}
