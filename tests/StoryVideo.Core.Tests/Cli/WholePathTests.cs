using System.Text.Json;
using StoryVideo.Core.Tests.Reliability;
using StoryVideo.Core.Tests.Support;
using StoryVideo.FakeGemini;
using StoryVideo.FakeGemini.Faults;
using StoryVideo.Ledger;
using StoryVideo.Storage;
using StoryVideo.Tasks;

namespace StoryVideo.Core.Tests.Cli;

/// <summary>From a bundle with documents and shots only to finished clips, with one command.</summary>
public sealed class WholePathTests : IDisposable
{
    private const int Designs = 2;
    private const int Shots = 3;

    private readonly CommandLine _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task A_dry_run_shows_the_whole_plan_with_price_per_step_and_in_total_and_makes_nothing()
    {
        await ImportAsync();

        CommandResult run = await _cli.RunAsync("run", "all", "--dry-run", "--json");

        run.Ends(0, "In total, 8 assets: 8 planned.");
        JsonElement[] steps = [.. run.Lines.Where(static l => l.TryGetProperty("step", out _)).Select(static l => l.GetProperty("step"))];
        Assert.Equal(
            "create-visual-reference-image create-shot-image create-shot-video",
            string.Join(' ', steps.Select(static s => s.GetProperty("task").GetString())));
        Assert.Equal(run.Summary.GetProperty("estimatedCostUsd").GetDecimal(), steps.Sum(static s => s.GetProperty("estimatedCostUsd").GetDecimal()));
        Assert.All(steps, static s => Assert.True(s.GetProperty("estimatedCostUsd").GetDecimal() > 0));
        Assert.All(run.Lines.Where(static l => l.TryGetProperty("status", out _)), static l =>
        {
            Assert.Equal("planned", l.GetProperty("status").GetString());
            Assert.DoesNotContain("missing", l.GetProperty("findings").ToString(), StringComparison.Ordinal);
        });
        JsonElement clip = run.Lines.First(static l => l.TryGetProperty("shot", out _) && !l.TryGetProperty("asset", out _));
        Assert.Equal(3, clip.GetProperty("references").GetArrayLength());
        Assert.False(Directory.Exists(Path.Combine(_cli.Folder.Root, "public", "generated", "42")));

        // What images that are still to be made will weigh, nobody knows yet.
        Assert.Equal(
            "Object Object Null Null Null Null Null Null",
            string.Join(' ', run.Lines.Where(static l => l.TryGetProperty("status", out _)).Select(static l => l.GetProperty("request").ValueKind)));
    }

    [Fact]
    public async Task A_rehearsal_ends_with_a_clip_per_shot_and_costs_nothing()
    {
        await ImportAsync();

        CommandResult run = await _cli.RunAsync("run", "all", "--provider", "rehearsal", "--max-cost", "0", "--json");

        run.Ends(0, "In total, 8 assets: 8 succeeded.");
        Assert.Equal(0, run.Summary.GetProperty("spentUsd").GetDecimal());
        Assert.Equal(Shots, Files("*.mp4"));
        (await _cli.RunAsync("run", "all", "--provider", "rehearsal")).Ends(0, "8 skipped");
    }

    [Fact]
    public async Task The_existing_systems_names_of_the_tasks_mean_the_same()
    {
        await ImportAsync();

        (await _cli.RunAsync("run", "CREATE_VISUAL_REFERENCE_IMAGE", "--dry-run", "--character", "mara")).Ends(0, "1 image: 1 planned.");
        (await _cli.RunAsync("run", "CREATE_SHOT_IMAGE", "--dry-run", "--scenelet", "s2")).Ends(0, "1 image: 1 planned.");
    }

    [Fact]
    public async Task Of_some_shots_only_what_they_refer_to_is_made()
    {
        await ImportAsync(new TestBundle
        {
            HasImages = false,
            Payload = static (scenelet, _) => $$$"""{"framingAndAngle": "{{{scenelet}}}", "referencedDesigns": {"characters": [], "environments": ["pond"]}}""",
        });

        CommandResult run = await _cli.RunAsync("run", "all", "--scenelet", "s2", "--dry-run");

        run.Ends(0, "create-visual-reference-image: 1 image: 1 planned.", "In total, 3 assets");
    }

    [Fact]
    public async Task References_alone_are_made_for_some_shots_too()
    {
        await ImportAsync(new TestBundle
        {
            HasImages = false,
            Payload = static (scenelet, _) => $$$"""{"framingAndAngle": "{{{scenelet}}}", "referencedDesigns": {"characters": [], "environments": ["pond"]}}""",
        });

        CommandResult run = await _cli.RunAsync("run", "create-visual-reference-image", "--scenelet", "s2", "--dry-run");

        run.Ends(0, "1 image: 1 planned.");
    }

    [Fact]
    public async Task Of_a_lost_image_only_the_way_that_there_is_is_offered()
    {
        await using FakeGeminiServer fake = await ImportAsync(await StartAsync());
        fake.Faults.Enqueue(Stage.Image, new Fault.ResetAfterBody());

        CommandResult run = await _cli.RunAsync("run", "create-visual-reference-image", "--character", "mara");

        string id = (await TakesAsync()).Single().Id;
        run.Ends(1, $"storyvideo resolve {id} --write-off");
        Assert.DoesNotContain("--operation", run.Err, StringComparison.Ordinal);
        (await _cli.RunAsync("resolve", id, "--operation", "models/x/operations/y")).Ends(3, "no operation to adopt", "--write-off");
        (await _cli.RunAsync("resolve", id, "--write-off")).Ends(0);
        (await _cli.RunAsync("run", "create-visual-reference-image", "--character", "mara")).Ends(0, "1 succeeded");
    }

    [Fact]
    public async Task One_cap_holds_for_all_steps()
    {
        await using FakeGeminiServer fake = await ImportAsync(await StartAsync());

        CommandResult run = await _cli.RunAsync("run", "all", "--max-cost", "1");

        run.Ends(1);
        Assert.Contains("cap of $1.00", run.Out, StringComparison.Ordinal);
        Assert.Equal((Designs + Shots, 0), (fake.Images.All.Count, fake.Submissions.Count));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task With_a_tenth_of_all_calls_failing_every_image_and_clip_is_paid_exactly_once(int seed)
    {
        await using FakeGeminiServer fake = await ImportAsync(await StartAsync());
        Random random = new(seed);
        ScriptFaults(fake, random);

        CommandResult run;
        int runs = 0;
        do
        {
            Assert.True(++runs <= 30, "It does not come to an end.");
            run = await _cli.RunAsync("run", "all", "--mode", "resume", "--max-cost", "1000");
            await SettleAsync(fake);
        }
        while (run.Exit != 0);

        Assert.Equal(Shots, Files("*.mp4"));
        Take[] takes = await TakesAsync();
        Assert.Equal(Designs + Shots + Shots, takes.Count(static t => t.State == TakeState.Succeeded));

        // What the service made and charged is what the ledger counts as paid, one for one.
        Assert.Equal(fake.Images.All.Count, takes.Count(static t => t.Asset.Kind != AssetKind.Video && IsPaid(t)));
        Assert.Equal(fake.Submissions.Count, takes.Count(static t => t.Asset.Kind == AssetKind.Video && IsPaid(t)));
        Assert.Equal(fake.Images.All.Count, fake.Images.All.Select(static i => Convert.ToHexString(i.Bytes)).ToHashSet(StringComparer.Ordinal).Count);
        Assert.All(takes.GroupBy(static t => t.Asset), static asset => Assert.Single(asset, static t => t.IsSelected));
    }

    private static bool IsPaid(Take take) => Spending.KindOf(take.State) == SpendingKind.Spent;

    private static void ScriptFaults(FakeGeminiServer fake, Random random)
    {
        Lock one = new();
        (Stage Stage, Fault Fault)[] faults =
        [
            (Stage.Image, new Fault.ResetAfterBody()),
            (Stage.Image, new Fault.Truncated()),
            (Stage.Image, new Fault.Reply(ImageAnswers.Text("Which one?"))),
            (Stage.Image, new Fault.Reply(GoogleAnswers.QuotaPerMinute("0.01s"))),
            (Stage.Image, new Fault.Reply(GoogleAnswers.Error(400, "INVALID_ARGUMENT", "Not today."))),
            (Stage.Submit, new Fault.Reply(GoogleAnswers.QuotaPerMinute("0.01s"))),
            (Stage.Submit, new Fault.ResetAfterBody()),
            (Stage.Submit, new Fault.Reply(GoogleAnswers.Unavailable(), StartsGeneration: true)),
            (Stage.Poll, new Fault.Reply(GoogleAnswers.Error(400, "INVALID_ARGUMENT", "Not now."))),
            (Stage.Download, new Fault.Reply(GoogleAnswers.Error(400, "INVALID_ARGUMENT", "Not now."))),
        ];
        foreach ((Stage stage, Fault fault) in faults)
        {
            int ofThisStage = faults.Count(f => f.Stage == stage);
            fake.Faults.When(stage, _ => Happens(0.1 / ofThisStage), fault);
        }

        bool Happens(double share)
        {
            lock (one)
            {
                return random.NextDouble() < share;
            }
        }
    }

    /// <summary>What an operator does after a run: adopts operations that the service knows, and gives up what cannot be asked for.</summary>
    private async Task SettleAsync(FakeGeminiServer fake)
    {
        foreach (Take lost in (await TakesAsync()).Where(static t => t.State == TakeState.Unknown))
        {
            string? operation = lost.Asset.Kind == AssetKind.Video ? await OrphanAsync(fake, lost) : null;
            CommandResult settled;
            do
            {
                settled = operation is null
                    ? await _cli.RunAsync("resolve", lost.Id, "--write-off")
                    : await _cli.RunAsync("resolve", lost.Id, "--operation", operation);
            }
            while (settled.Err.Contains("stays unknown; try again", StringComparison.Ordinal));

            settled.Ends(0);
        }
    }

    private async Task<string?> OrphanAsync(FakeGeminiServer fake, Take lost)
    {
        HashSet<string?> known = [.. (await TakesAsync()).Select(static t => t.OperationName)];
        string words = $"wide {lost.SceneletId} {lost.ShotIndex}\"";
        return fake.Submissions.FirstOrDefault(s => !known.Contains(s.Operation) && s.Prompt.Contains(words, StringComparison.Ordinal))?.Operation;
    }

    private async Task<Take[]> TakesAsync()
    {
        using Studio studio = await _cli.OpenAsync(StoreAccess.Read);
        return [.. await studio.Ledger.ReadAsync(new TakeFilter(), CancellationToken.None).ToListAsync()];
    }

    private int Files(string pattern) =>
        Directory.GetFiles(Path.Combine(_cli.Folder.Root, "public"), pattern, SearchOption.AllDirectories).Count(static f => !f.Contains("takes", StringComparison.Ordinal));

    private async Task ImportAsync(TestBundle? bundle = null)
    {
        using TemporaryFolder folder = new();
        string path = (bundle ?? new TestBundle { HasImages = false }).WriteTo(folder);
        (await _cli.RunAsync("import", path)).Ends(0);
    }

    private async Task<FakeGeminiServer> ImportAsync(FakeGeminiServer fake)
    {
        await ImportAsync();
        return fake;
    }

    private async Task<FakeGeminiServer> StartAsync()
    {
        FakeGeminiServer fake = await FakeGeminiServer.StartAsync(new FakeGeminiOptions { Key = CliBench.Key });
        _cli.Variables["GOOGLE_API_KEY"] = CliBench.Key;
        _cli.Variables["GOOGLE_GEMINI_BASE_URL"] = fake.BaseUrl;
        _cli.Variables["STORYVIDEO_POLL_INTERVAL"] = "0.01";
        return fake;
    }
}
