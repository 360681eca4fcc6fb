using StoryVideo.Core.Tests.Support;
using StoryVideo.Ledger;
using StoryVideo.Providers;
using StoryVideo.Storage;
using StoryVideo.Tasks;

namespace StoryVideo.Core.Tests.Tasks;

/// <summary>What holds the shots of a run together: the cap, the gate and the reasons to stop.</summary>
public abstract class CapAndGateTests(StoreEngine engine) : StudioTests(engine)
{
    private static readonly TestBundle s_twelve = new() { Scenelets = [("s1", null, 6), ("s2", null, 6)] };

    [SkippableFact]
    public async Task When_the_runs_cap_is_reached_the_rest_is_blocked_and_made_by_the_next_run()
    {
        await Bench.ImportAsync(s_twelve);

        IReadOnlyList<ShotVideoResult> results = await Bench.RunAsync(new ShotVideoRequest { MaximumCost = 10m, ThrottleLimit = 6 });

        Assert.Equal(3, results.Count(static r => r.Status == AssetStatus.Succeeded));
        Assert.Equal(9.60m, results.Sum(static r => r.SpentUsd));
        Assert.All(results.Where(static r => r.Status == AssetStatus.Blocked), static r =>
        {
            Assert.Equal("cap-run", r.Error!.Code);
            Assert.Contains("cap of $10.00", r.Error.Message, StringComparison.Ordinal);
            Assert.Contains("--max-cost", r.Error.Message, StringComparison.Ordinal);
        });
        Assert.Equal(3, Provider.Submissions.Count);
        Assert.Equal(9, (await Bench.RunAsync(new ShotVideoRequest { MaximumCost = 28.80m }))
            .Count(static r => r.Status == AssetStatus.Succeeded));
    }

    [SkippableFact]
    public async Task The_storys_cap_holds_across_runs_and_unknown_takes_count()
    {
        using (Studio studio = await Bench.OpenAsync())
        {
            await studio.Ledger.SetBudgetAsync(Bench.Bundle.StoryId, 6.40m, CancellationToken.None);
        }

        Submit("s1#1", new SubmitOutcome.Uncertain(ScriptedProvider.Error("answer-lost")));
        await Bench.RunAsync(new ShotVideoRequest { ThrottleLimit = 1 });

        IReadOnlyList<ShotVideoResult> results = await Bench.RunAsync(new ShotVideoRequest { ThrottleLimit = 1 });

        Assert.Equal("Unknown Skipped Blocked", Statuses(results));
        Assert.Contains("story's cap of $6.40", results[^1].Error!.Message, StringComparison.Ordinal);
        Assert.Contains("storyvideo budget", results[^1].Error!.Message, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task No_more_paid_calls_are_open_at_once_than_the_limit_says(int limit)
    {
        await Bench.ImportAsync(s_twelve);
        int open = 0;
        int most = 0;
        TaskCompletionSource full = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Provider.OnSubmit = async _ =>
        {
            int now = Interlocked.Increment(ref open);
            InterlockedMax(ref most, now);
            if (now == limit)
            {
                full.TrySetResult();
            }

            // As many as may come in at once do come in.
            await full.Task;
            return null;
        };
        Provider.OnPoll = _ =>
        {
            Interlocked.Decrement(ref open);
            return Task.FromResult<PollOutcome?>(null);
        };

        await Bench.RunAsync(new ShotVideoRequest { ThrottleLimit = limit, MaximumCost = 100m });

        Assert.Equal(limit, most);
        Assert.Equal(12, Provider.Submissions.Count);
    }

    [SkippableFact]
    public async Task As_many_may_be_open_as_a_number_can_say()
    {
        Assert.Equal(
            "Succeeded Succeeded Succeeded",
            Statuses(await Bench.RunAsync(new ShotVideoRequest { ThrottleLimit = int.MaxValue, MaximumCost = 100m })));
    }

    [SkippableFact]
    public async Task A_clock_that_is_set_back_while_clips_are_made_breaks_none_of_them_off()
    {
        await Bench.ImportAsync(s_twelve);
        Provider.OnPoll = s =>
        {
            Bench.Time.SetBy = TimeSpan.FromHours(-1);
            return Task.FromResult<PollOutcome?>(null);
        };

        IReadOnlyList<ShotVideoResult> results = await Bench.RunAsync(new ShotVideoRequest { ThrottleLimit = 2, MaximumCost = 100m });

        Assert.All(results, static r => Assert.Equal((AssetStatus.Succeeded, null), (r.Status, r.Error?.Message)));
    }

    [SkippableFact]
    public async Task A_provider_that_did_not_answer_for_a_while_makes_no_other_clip_wait_for_as_long()
    {
        await Bench.ImportAsync(s_twelve);
        int looks = 0;
        Provider.OnPoll = s => Task.FromResult<PollOutcome?>(
            s == "s1#1" && ++looks <= 9 ? new PollOutcome.Unreachable(ScriptedProvider.Error("server-error"), TimeSpan.FromMinutes(1)) : null);
        DateTimeOffset started = Bench.Time.GetUtcNow();

        IReadOnlyList<ShotVideoResult> results = await Bench.RunAsync(new ShotVideoRequest { ThrottleLimit = 1, MaximumCost = 100m });

        Assert.All(results, static r => Assert.Equal(AssetStatus.Succeeded, r.Status));
        Assert.InRange(Bench.Time.GetUtcNow() - started, TimeSpan.FromMinutes(9), TimeSpan.FromMinutes(13));
    }

    [SkippableFact]
    public async Task When_the_provider_asks_for_patience_everybody_waits_and_nobody_is_lost()
    {
        await Bench.ImportAsync(s_twelve);
        TimeSpan patience = TimeSpan.FromSeconds(55);
        DateTimeOffset? asked = null;
        List<TimeSpan> after = [];
        Provider.OnSubmit = s =>
        {
            lock (after)
            {
                if (asked is null)
                {
                    asked = Bench.Time.GetUtcNow();
                    return Task.FromResult<SubmitOutcome?>(new SubmitOutcome.Throttled(ScriptedProvider.Error("throttled"), patience));
                }

                after.Add(Bench.Time.GetUtcNow() - asked.Value);
                return Task.FromResult<SubmitOutcome?>(null);
            }
        };

        IReadOnlyList<ShotVideoResult> results = await Bench.RunAsync(new ShotVideoRequest { ThrottleLimit = 1, MaximumCost = 100m });

        Assert.All(results, static r => Assert.Equal(AssetStatus.Succeeded, r.Status));
        Assert.Equal(12, after.Count);
        Assert.All(after, a => Assert.True(a >= patience, $"one was sent {a} after the provider asked for {patience}"));
        IReadOnlyList<Take> takes = await Bench.TakesAsync();
        Assert.Equal(13, takes.Count);
        Assert.Equal(("throttled", TakeErrorScope.Run), takes.Where(static t => t.State == TakeState.Failed).Select(static t => (t.Error!.Code, t.Error.Scope)).Single());
    }

    [SkippableFact]
    public async Task Patience_that_is_asked_for_holds_back_shots_that_have_a_place_already()
    {
        await Bench.ImportAsync(s_twelve);
        int asked = 0;
        Provider.OnSubmit = _ => Task.FromResult<SubmitOutcome?>(Interlocked.Increment(ref asked) <= 20
            ? new SubmitOutcome.Throttled(ScriptedProvider.Error("throttled"), TimeSpan.FromMinutes(2))
            : null);
        DateTimeOffset started = Bench.Time.GetUtcNow();

        IReadOnlyList<ShotVideoResult> results = await Bench.RunAsync(new ShotVideoRequest { ThrottleLimit = 4, MaximumCost = 100m });

        Assert.All(results, static r => Assert.Equal(AssetStatus.Succeeded, r.Status));

        // Twenty refusals of at most four at once: five waits at least, and not one for every refusal.
        Assert.InRange(Bench.Time.GetUtcNow() - started, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(41));
        Assert.Equal(12, (await Bench.TakesAsync()).Count(static t => t.State == TakeState.Succeeded));
    }

    [SkippableFact]
    public async Task A_reason_to_stop_leaves_the_queue_untouched()
    {
        await Bench.ImportAsync(s_twelve);
        int asked = 0;
        Provider.OnSubmit = _ => Task.FromResult<SubmitOutcome?>(Interlocked.Increment(ref asked) == 3
            ? new SubmitOutcome.RunStopped(ScriptedProvider.Error("quota-day", "The quota of the day is used up."))
            : null);

        IReadOnlyList<ShotVideoResult> results = await Bench.RunAsync(new ShotVideoRequest { ThrottleLimit = 1, MaximumCost = 100m });

        Assert.Equal(2, results.Count(static r => r.Status == AssetStatus.Succeeded));
        Assert.Equal(10, results.Count(static r => r is { Status: AssetStatus.Blocked, IsRunRefused: true, Error.Message: "The quota of the day is used up." }));
        Assert.Equal(3, Provider.Submissions.Count);
        Assert.Equal(3, (await Bench.TakesAsync()).Count);
        ResetProvider();
        Assert.Equal(10, (await Bench.RunAsync(new ShotVideoRequest { MaximumCost = 100m })).Count(static r => r.Status == AssetStatus.Succeeded));
    }

    [SkippableFact]
    public async Task Fail_fast_starts_nothing_after_the_first_that_fails()
    {
        await Bench.ImportAsync(s_twelve);
        Submit("s1#3", new SubmitOutcome.Rejected(ScriptedProvider.Error("invalid-request")));

        IReadOnlyList<ShotVideoResult> results = await Bench.RunAsync(
            new ShotVideoRequest { ThrottleLimit = 1, MaximumCost = 100m, FailFast = true });

        Assert.Contains(results, static r => r is { Status: AssetStatus.Blocked, IsRunRefused: false, Error.Code: "fail-fast" });
        Assert.Equal("s1#3", Provider.Submissions.Last());
        Assert.Equal(12, results.Count);
    }

    [SkippableTheory]
    [InlineData("submitting")]
    [InlineData("looking")]
    [InlineData("fetching")]
    public async Task Fail_fast_starts_nothing_after_something_unexpected_either(string where)
    {
        Provider.OnSubmit = s => s == "s1#1" && where == "submitting" ? throw new InvalidCastException() : Task.FromResult<SubmitOutcome?>(null);
        Provider.OnPoll = s => s == "s1#1" && where == "looking" ? throw new InvalidCastException() : Task.FromResult<PollOutcome?>(null);
        Provider.OnDownload = (s, _) => s == "s1#1" && where == "fetching" ? throw new InvalidCastException() : Task.FromResult<DownloadOutcome?>(null);

        IReadOnlyList<ShotVideoResult> results = await Bench.RunAsync(
            new ShotVideoRequest { ThrottleLimit = 1, MaximumCost = 100m, FailFast = true });

        // A clip is fetched while the next one is made already.
        int begun = where == "fetching" ? 2 : 1;
        Assert.InRange(Provider.Submissions.Count, 1, begun);
        Assert.InRange(results.Count(static r => r is { Status: AssetStatus.Blocked, Error.Code: "fail-fast" }), 3 - begun, 2);
    }

    private static void InterlockedMax(ref int most, int now)
    {
        for (int seen = most; now > seen; seen = most)
        {
            Interlocked.CompareExchange(ref most, now, seen);
        }
    }
}

public sealed class SqliteCapAndGateTests() : CapAndGateTests(StoreEngine.Sqlite);

public sealed class PostgresCapAndGateTests() : CapAndGateTests(StoreEngine.Postgres);
