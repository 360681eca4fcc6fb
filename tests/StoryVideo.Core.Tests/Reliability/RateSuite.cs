using StoryVideo.Core.Tests.Support;
using StoryVideo.FakeGemini;
using StoryVideo.FakeGemini.Faults;
using StoryVideo.Ledger;
using StoryVideo.Providers;
using StoryVideo.Tasks;

namespace StoryVideo.Core.Tests.Reliability;

/// <summary>One gate for all shots.</summary>
public sealed class RateSuite
{
    private static readonly TestBundle s_twelve = new() { Scenelets = [("s1", null, 12)] };

    [Fact]
    public async Task As_many_calls_are_open_as_the_catalog_says_and_the_service_never_complains()
    {
        await using GeminiBench bench = await GeminiBench.StartAsync(
            s_twelve, static o => o with { MaximumConcurrent = 3, GenerationTime = TimeSpan.FromSeconds(25) });

        IReadOnlyList<ShotVideoResult> results = await bench.RunAsync(new ShotVideoRequest { MaximumCost = 100 });

        Assert.All(results, static r => Assert.Equal(AssetStatus.Succeeded, r.Status));
        Assert.Equal(3, bench.Fake.Operations.PeakRunning);
        Assert.Equal(12, (await bench.TakesAsync()).Count);
    }

    [Fact]
    public async Task Once_it_is_known_how_long_a_clip_takes_nobody_asks_much_before()
    {
        await using GeminiBench bench = await GeminiBench.StartAsync(
            s_twelve, static o => o with { MaximumConcurrent = 3, GenerationTime = TimeSpan.FromSeconds(25) });

        // A clock that jumps for one of several counts looks by chance.
        await bench.RunAsync(GeminiBench.OneAtATime with { MaximumCost = 100 });

        // Every ten seconds from the submission on would be four looks at each.
        int looks = bench.Fake.Requests.Count(static r => r.Method == "GET" && r.Path.Contains("/operations/", StringComparison.Ordinal));
        Assert.InRange(looks, 12 + 3, 2.5 * 12);
    }

    [Theory]
    [InlineData("filtered")]
    [InlineData("failed")]
    public async Task What_a_clip_that_came_to_nothing_no_longer_costs_is_the_next_ones_even_where_its_record_is_slow(string end)
    {
        ScriptedProvider provider = new()
        {
            OnPoll = s => Task.FromResult<PollOutcome?>(s != "s1#1" ? null
                : end == "filtered" ? new PollOutcome.Filtered(ScriptedProvider.Error("filtered"))
                : new PollOutcome.Failed(ScriptedProvider.Error("provider-internal"))),
        };
        await using GeminiBench bench = await GeminiBench.StartAsync(s_twelve);
        bench.Provider = provider;
        bench.Ledger = ledger => new UnreliableLedger(ledger, end == "filtered" ? TakeState.Filtered : TakeState.Failed, failures: 0, SlowlyAsync);

        IReadOnlyList<ShotVideoResult> results = await bench.RunAsync(GeminiBench.OneAtATime with { MaximumCost = GeminiBench.Price });

        Assert.Equal("s1#1 s1#2", string.Join(' ', provider.Submissions));
        Assert.Single(results, static r => r.Status == AssetStatus.Succeeded);

        // Whoever does not wait for the record is there long before it.
        static async Task SlowlyAsync()
        {
            for (int i = 0; i < 20_000; i++)
            {
                await Task.Yield();
            }
        }
    }

    [Theory]
    [InlineData("34s", null, 34)]
    [InlineData(null, "21", 21)]
    public async Task When_one_is_told_to_wait_all_wait_as_long_as_was_said(string? retryInfo, string? header, int seconds)
    {
        await using GeminiBench bench = await GeminiBench.StartAsync(s_twelve);
        Answer answer = GoogleAnswers.QuotaPerMinute(retryInfo);
        bench.Fake.Faults.Enqueue(Stage.Submit, header is null ? answer : answer.With("Retry-After", header));
        DateTimeOffset start = bench.Time.GetUtcNow() + TimeSpan.FromMinutes(1);

        IReadOnlyList<ShotVideoResult> results = await bench.RunAsync(new ShotVideoRequest { MaximumCost = 100 });

        Assert.All(results, static r => Assert.Equal(AssetStatus.Succeeded, r.Status));
        DateTimeOffset[] sent = [.. bench.Fake.Submissions.Select(static s => s.At)];
        Assert.InRange(sent.Count(at => at == start), 0, 2);
        Assert.All(sent, at => Assert.True(at == start || at >= start + TimeSpan.FromSeconds(seconds)));
        Assert.Equal(12, sent.Length);
        Assert.Contains(bench.Progress, p => p.Note?.Contains($"All shots wait {seconds} s", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task A_days_quota_leaves_the_queue_of_a_whole_film_intact()
    {
        const int Film = 754;
        const int Quota = 20;
        await using GeminiBench bench = await GeminiBench.StartAsync(new TestBundle { Scenelets = [("s1", null, Film)] }, static o => o with { KeepBodies = false });
        bench.Fake.Faults.When(Stage.Submit, _ => bench.Submissions >= Quota, new Fault.Reply(GoogleAnswers.QuotaPerDay()));
        ShotVideoRequest request = new() { MaximumCost = 5000 };

        IReadOnlyList<ShotVideoResult> results = await bench.RunAsync(request);

        int made = results.Count(static r => r.Status == AssetStatus.Succeeded);
        Assert.Equal(bench.Submissions, made);
        Assert.InRange(made, Quota, Quota + 2);
        Assert.Equal(Film - made, results.Count(static r => r is { Status: AssetStatus.Blocked, IsRunRefused: true, Error.Code: "quota-per-day" }));
        Assert.Equal(made * GeminiBench.Price, (await bench.SpendingAsync()).Committed);
        Assert.All(await bench.TakesAsync(), static t => Assert.True(t.State is TakeState.Succeeded or TakeState.Failed));

        // The next day nothing stands in the way of the first shots that are left, and none of those before is made again.
        bench.Fake.Faults.Clear();
        IReadOnlyList<ShotVideoResult> next = await bench.RunAsync(request with { MaximumCost = 5 * GeminiBench.Price });
        Assert.Equal((made, 5), (next.Count(static r => r.Status == AssetStatus.Skipped), next.Count(static r => r.Status == AssetStatus.Succeeded)));
        Assert.Equal(made + 5, bench.Submissions);
    }

    [Theory]
    [InlineData("per-day", "midnight Pacific")]
    [InlineData("free-tier", "billing")]
    public async Task A_quota_that_waiting_does_not_mend_ends_the_program_with_3(string quota, string says)
    {
        await using CliBench bench = await CliBench.StartAsync();
        bench.Fake.Faults.Always(Stage.Submit, new Fault.Reply(quota == "per-day" ? GoogleAnswers.QuotaPerDay() : GoogleAnswers.FreeTier()));

        CommandResult refused = await bench.RunAsync("--json");
        bench.Fake.Faults.Clear();
        CommandResult next = await bench.RunAsync();

        refused.Ends(3, "3 blocked", "spent $0.00");
        Assert.Contains(says, refused.Shot("s1#1").GetProperty("error").GetString(), StringComparison.Ordinal);
        next.Ends(0, "3 succeeded");
    }

    [Fact]
    public async Task The_end_of_a_run_names_the_unknown_takes_of_the_whole_story_and_how_to_settle_them()
    {
        await using CliBench bench = await CliBench.StartAsync();
        bench.Fake.Faults.Enqueue(Stage.Submit, new Fault.ResetAfterBody());
        CommandResult lost = await bench.RunAsync("--scenelet", "s2");

        CommandResult next = await bench.RunAsync("--scenelet", "s1");
        CommandResult status = await bench.Cli.RunAsync("status");
        CommandResult takes = await bench.Cli.RunAsync("takes", "--state", "unknown");

        string take = takes.Out.Split('\n')[1].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        string[] says = ["1 unknown take of this story may have been paid ($3.20)", $"storyvideo resolve {take} --operation NAME | --uri URI | --write-off"];
        lost.Ends(1, says);
        next.Ends(0, says);
        status.Ends(0, "1 unknown");
        (await bench.Cli.RunAsync("resolve", take, "--operation", bench.Fake.Submissions[0].Operation)).Ends(0);
        CommandResult settled = await bench.RunAsync();
        settled.Ends(0, "1 succeeded");
        Assert.DoesNotContain("unknown take", settled.Err, StringComparison.Ordinal);
        Assert.Equal(3, bench.Fake.Submissions.Count);
    }
}
