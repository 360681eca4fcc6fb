using StoryVideo.Core.Tests.Providers;
using StoryVideo.Core.Tests.Support;
using StoryVideo.FakeGemini;
using StoryVideo.FakeGemini.Faults;
using StoryVideo.Ledger;
using StoryVideo.Storage;
using StoryVideo.Tasks;
using StoryVideo.Tasks.Checks;
using StoryVideo.Tasks.Takes;
using static StoryVideo.Core.Tests.Reliability.FaultSuite;

namespace StoryVideo.Core.Tests.Reliability;

/// <summary>
/// Every fault of a call whose answer carries the result, of speech, checks and images, through the whole path: outcome, charge, sentence,
/// siblings, and what the next runs do. No operation is left to ask for: what was lost can only be written off.
/// </summary>
public sealed class ContentFaultSuite
{
    private const string Every = "speech, check or image";
    private const string Speech = "speech";
    private const string Check = "check";
    private const string Image = "image";
    private const string KeyFrame = "image: key frame";
    private const string ModelSheet = "image: model sheet";
    private const string Environment = "image: environment reference";

    private static readonly Dictionary<string, FaultRow> s_rows = new(StringComparer.Ordinal)
    {
        [$"{Every} 400"] = Refused(GoogleAnswers.Invalid("Bad words."), "request-refused", "\"Bad words.\"", NotCharged, "Change the shot"),
        [$"{Every} 400 with a key that is not valid"] = Stops(GoogleAnswers.KeyInvalid(), "key-refused", NotCharged, "GOOGLE_API_KEY"),
        [$"{Every} 403"] = Stops(GoogleAnswers.KeyMissing(), "key-refused", "(403)", NotCharged, "may use this model"),
        [$"{Every} 404, the model retired meanwhile"] = Stops(GoogleAnswers.ModelRetired("gemini-x"), "model-not-found", "retired", NotCharged),
        [$"{Every} 429 per minute"] = Passes(Submit(GoogleAnswers.QuotaPerMinute("34s"))),
        [$"{Every} 429 per day"] = Stops(GoogleAnswers.QuotaPerDay(), "quota-per-day", NotCharged, "midnight Pacific", "queue is intact"),
        [$"{Every} 500"] = Lost(Submit(GoogleAnswers.Error(500, "INTERNAL", "Oops.")), "server-error", submissions: 0),
        [$"{Every} 503"] = Lost(Submit(GoogleAnswers.Unavailable()), "server-error", submissions: 0),
        [$"{Every} reset before the body was read"] = Lost(Submit(new Fault.ResetBeforeBody()), "answer-lost", submissions: 0),
        [$"{Every} reset after the body"] = Lost(Submit(new Fault.ResetAfterBody()), "answer-lost", submissions: 1),
        [$"{Every} cut short"] = Lost(Submit(new Fault.Truncated()), "answer-lost", submissions: 1),
        [$"{Every} 200 that cannot be read"] = Lost(
            Submit(new Fault.Reply(new Answer(200, "<html>welcome</html>", "text/html"), StartsGeneration: true)), "answer-unreadable", submissions: 1),
        [$"{Speech} withheld"] = Withheld("speech-withheld", "Change the storyboard's lines"),
        [$"{Check} withheld"] = Withheld("check-withheld", "name another judge"),
        [$"{Speech} without sound, then well"] = Passes(Submit(ImageAnswers.NoCandidates())),
        [$"{Speech} whose base64 is damaged"] = Lost(Submit(ImageAnswers.TruncatedBase64()), "answer-unreadable", submissions: 0),
        [$"{Check} without a verdict"] = Passes(Submit(ImageAnswers.Text("I cannot say."))) with { Submissions = 0, Default = NextRun.Leaves, Resume = NextRun.Makes },
        [$"{Image} withheld"] = Withheld("image-withheld", "Change the prompt's designs"),
        [$"{Image} without a picture, then well"] = Passes(Submit(ImageAnswers.NoCandidates())),
        [$"{Image} of words alone, then well"] = Passes(Submit(ImageAnswers.Text("Here is your image."))),
        [$"{Image} whose base64 is damaged"] = Lost(Submit(ImageAnswers.TruncatedBase64()), "answer-unreadable", submissions: 0),
    };

    public static TheoryData<string, string> Rows
    {
        get
        {
            TheoryData<string, string> rows = [];
            foreach (string row in s_rows.Keys)
            {
                foreach (string kind in (string[])[Speech, Check, KeyFrame, ModelSheet, Environment])
                {
                    if (row.StartsWith(Every, StringComparison.Ordinal) || row.StartsWith(kind.Split(':')[0] + ' ', StringComparison.Ordinal))
                    {
                        rows.Add(kind, row);
                    }
                }
            }

            return rows;
        }
    }

    internal static IReadOnlyDictionary<string, FaultRow> All => s_rows;

    [SkippableTheory]
    [MemberData(nameof(Rows))]
    public async Task A_fault_has_its_outcome_its_charge_and_its_sentence_and_the_next_runs_do_what_they_should(string kind, string row)
    {
        await using GeminiBench bench = await StartAsync(kind);
        FaultRow expected = s_rows[row];
        decimal before = (await bench.SpendingAsync()).Committed;
        expected.Script(bench);

        IReadOnlyList<AssetResult> results = await RunAsync(bench, kind, RunMode.Default);

        AssetResult bad = Of(kind, results);
        Take? take = await TakeAsync(bench, kind);
        Assert.Equal((expected.Status, expected.Code), (bad.Status, bad.Error?.Code));
        Assert.Equal(expected.State, expected.StopsRun && take?.State == TakeState.Failed ? null : take?.State);
        Assert.All(expected.Says, words => Assert.Contains(words, bad.Error!.Message, StringComparison.Ordinal));
        Assert.Equal(expected.Submissions, Made(bench, kind));
        Assert.Equal(before + results.Sum(ChargeOf), (await bench.SpendingAsync()).Committed);
        Assert.All(
            results.Where(r => r != bad),
            r => Assert.True(expected.StopsRun ? r is { Status: AssetStatus.Blocked, IsRunRefused: true } : r.Status == AssetStatus.Succeeded, $"{r.Status}: {r.Error?.Message}"));

        bench.Fake.Faults.Clear();
        await HoldsNextAsync(bench, kind, expected.Default, RunMode.Default);
        await HoldsNextAsync(bench, kind, expected.Resume, RunMode.Resume);
        if (expected.State == TakeState.Unknown)
        {
            using (Studio studio = await bench.OpenAsync())
            {
                await new ResolveTake(studio).WriteOffAsync(take!.Id, CancellationToken.None);
            }

            await HoldsNextAsync(bench, kind, NextRun.Makes, RunMode.Default);
        }

        Assert.Empty(bench.Fake.KeyLeaks);
    }

    // What was lost or came without a verdict is counted at its price; what was refused or withheld is free.
    private static decimal ChargeOf(AssetResult result) =>
        result.Status is AssetStatus.Succeeded or AssetStatus.Unknown ? result.EstimatedCost!.Value : 0;

    private static async Task<GeminiBench> StartAsync(string kind)
    {
        if (kind == Check)
        {
            _ = RehearsalBench.NeedFfmpeg();
        }

        GeminiBench bench = await GeminiBench.StartAsync(BundleOf(kind), static o => o with { MarksClips = true });
        if (kind == Check)
        {
            bench.Variables["PATH"] = System.Environment.GetEnvironmentVariable("PATH") ?? "";
            Assert.All(await bench.RunAsync(), static r => Assert.Equal(AssetStatus.Succeeded, r.Status));
        }
        else if (kind == KeyFrame)
        {
            Assert.All(await bench.MakeAsync(new VisualReferenceRequest()), static r => Assert.Equal(AssetStatus.Succeeded, r.Status));
        }

        return bench;
    }

    // The words that faults are scripted for stand in the prompt of one asset alone: a shot's, or a design's.
    private static TestBundle BundleOf(string kind)
    {
        TestBundle bundle = new()
        {
            HasImages = !kind.StartsWith(Image, StringComparison.Ordinal),
            Payload = static (scenelet, index) => $$$"""
                { "framingAndAngle": "wide {{{scenelet}}} {{{index}}}", "referencedDesigns": {"characters": ["mara"], "environments": ["pond"]},
                  "audioAndNarrative": [ { "source": "mara", "line": "wide {{{scenelet}}} {{{index}}} it is" } ] }
                """,
        };
        string? designed = kind switch { ModelSheet => "Hero", Environment => "reeds", _ => null };
        return designed is null ? bundle : bundle with
        {
            VisualDesign = bundle.VisualDesign.Replace(designed, GeminiBench.WordsOf(Shot), StringComparison.Ordinal),
        };
    }

    private static Task<IReadOnlyList<AssetResult>> RunAsync(GeminiBench bench, string kind, RunMode mode) => bench.MakeAsync(kind switch
    {
        Check => new ShotCheckRequest { ThrottleLimit = 1, Mode = mode },
        Speech => new ShotAudioRequest { ThrottleLimit = 1, Mode = mode },
        KeyFrame => new ShotImageRequest { ThrottleLimit = 1, Mode = mode },
        _ => new VisualReferenceRequest { ThrottleLimit = 1, Mode = mode },
    });

    private static async Task HoldsNextAsync(GeminiBench bench, string kind, NextRun expected, RunMode mode)
    {
        int before = Made(bench, kind);
        AssetResult shot = Of(kind, await RunAsync(bench, kind, mode));
        NextRun happened = shot.Status switch
        {
            AssetStatus.Skipped => NextRun.Skips,
            AssetStatus.Succeeded => NextRun.Makes,
            _ => NextRun.Leaves,
        };
        Assert.Equal((expected, expected == NextRun.Makes ? 1 : 0), (happened, Made(bench, kind) - before));
        Assert.Equal(expected == NextRun.Makes ? shot.EstimatedCost : 0, shot.SpentUsd);
    }

    private static AssetResult Of(string kind, IReadOnlyList<AssetResult> results) => results.Single(r => r.Plan.Address == AssetOf(kind).Name);

    private static (AssetKind Kind, string Name) AssetOf(string kind) => kind switch
    {
        Check => (AssetKind.Check, Shot),
        Speech => (AssetKind.Audio, Shot),
        KeyFrame => (AssetKind.KeyFrame, Shot),
        ModelSheet => (AssetKind.ModelSheet, "mara"),
        _ => (AssetKind.EnvironmentReference, "pond"),
    };

    private static async Task<Take?> TakeAsync(GeminiBench bench, string kind)
    {
        using Studio studio = await bench.OpenAsync(StoreAccess.Read);
        TakeFilter filter = new() { StoryId = bench.Bundle.StoryId, Kind = AssetOf(kind).Kind, AssetName = AssetOf(kind).Name };
        return await studio.Ledger.ReadAsync(filter, CancellationToken.None).LastOrDefaultAsync();
    }

    /// <summary>How often the service made it, and was therefore to be paid.</summary>
    private static int Made(GeminiBench bench, string kind)
    {
        IEnumerable<string> prompts = kind switch
        {
            Check => bench.Fake.Verdicts.All.Select(static v => v.Prompt),
            Speech => bench.Fake.Speeches.All.Select(static s => s.Text),
            _ => bench.Fake.Images.All.Select(static i => i.Prompt),
        };
        return prompts.Count(static p => p.Contains(GeminiBench.WordsOf(Shot), StringComparison.Ordinal));
    }

    private static FaultRow Stops(Answer answer, string code, params string[] says) =>
        FaultSuite.Stops(answer, code, says) with { Script = b => b.Fake.Faults.Always(Stage.Image, new Fault.Reply(answer)) };

    private static FaultRow Lost(Action<GeminiBench> script, string code, int submissions) =>
        FaultSuite.Lost(script, code, submissions) with { Says = ["may have been charged", "not sent again"] };

    private static FaultRow Withheld(string code, string advice) => new()
    {
        Script = Submit(ImageAnswers.Blocked("PROHIBITED_CONTENT")),
        Status = AssetStatus.Filtered,
        State = TakeState.Filtered,
        Code = code,
        Says = ["withheld", "charged", advice],
        Submissions = 0,
        Default = NextRun.Leaves,
        Resume = NextRun.Makes,
    };
}
