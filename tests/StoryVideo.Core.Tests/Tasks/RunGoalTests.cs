using System.Collections.Concurrent;
using StoryVideo.Core.Tests.Reliability;
using StoryVideo.Core.Tests.Support;
using StoryVideo.Ledger;
using StoryVideo.Providers;
using StoryVideo.Storage;
using StoryVideo.Stories;
using StoryVideo.Tasks;
using StoryVideo.Tasks.Plans;
using StoryVideo.Tasks.Runs;
using StoryVideo.Tasks.Takes;

namespace StoryVideo.Core.Tests.Tasks;

/// <summary>Runs that go only so far, and what goes on with the takes they leave.</summary>
public abstract class RunGoalTests(StoreEngine engine) : StudioTests(engine)
{
    private static readonly TestBundle s_seven = new() { Scenelets = [("s1", null, 6), ("s2", null, 1)] };

    [SkippableFact]
    public async Task A_run_that_only_submits_leaves_its_takes_to_whoever_comes_next()
    {
        Provider.OnPoll = static _ => Once<PollOutcome>(new PollOutcome.Running());

        Assert.Equal("Submitted Submitted Submitted", Statuses(await Bench.RunAsync(new() { Goal = RunGoal.Submitted })));

        Assert.All(await Bench.TakesAsync(), static t => Assert.Null(TakeOwner.Parse(t.Owner)));
        Assert.Empty(Provider.Downloads);
        IReadOnlyList<ShotVideoResult> again = await Bench.RunAsync(new() { Goal = RunGoal.Submitted });
        Assert.All(again, static r => Assert.True(r.IsAdopted));
        Assert.Equal("Submitted Submitted Submitted", Statuses(again));
        Assert.Equal(3, Provider.Submissions.Count);
    }

    [SkippableFact]
    public async Task Takes_are_waited_for_and_then_fetched_by_others()
    {
        await Bench.RunAsync(new() { Goal = RunGoal.Submitted });

        IReadOnlyList<FinishedTake> made = await FinishAsync(RunGoal.Generated);
        Assert.Equal("generated generated generated", await StatesAsync());
        Assert.All(made, static t => Assert.Equal((AssetStatus.Generated, TakeState.Generated), (t.Result!.Status, t.Take.State)));
        Assert.Empty(Provider.Downloads);

        IReadOnlyList<FinishedTake> fetched = await FinishAsync(RunGoal.Fetched);
        Assert.All(fetched, static t => Assert.Equal((AssetStatus.Succeeded, 0m), (t.Result!.Status, t.Result.SpentUsd)));
        IReadOnlyList<FinishedTake> again = await FinishAsync(RunGoal.Fetched);
        Assert.All(again, static t => Assert.True(File.Exists(t.Result!.File)));
        Assert.Equal((3, 3), (Provider.Submissions.Count, Provider.Downloads.Count));
    }

    [SkippableFact]
    public async Task What_has_changed_since_does_not_keep_a_paid_clip_from_being_fetched()
    {
        await Bench.RunAsync(new() { Goal = RunGoal.Submitted });
        await Bench.ImportAsync(Bench.Bundle with { VisualDesign = Bench.Bundle.VisualDesign.Replace("Hero", "Rival", StringComparison.Ordinal) });

        await FinishAsync(RunGoal.Fetched);

        Assert.Equal("succeeded succeeded succeeded", await StatesAsync());
        Assert.Equal(3, Provider.Submissions.Count);
    }

    [SkippableFact]
    public async Task No_more_operations_run_than_the_limit_says_although_nobody_waits_for_them()
    {
        await Bench.ImportAsync(s_seven);
        Func<int> most = CountOpen(polls: 2);

        IReadOnlyList<ShotVideoResult> results = await Bench.RunAsync(
            new() { Goal = RunGoal.Submitted, ThrottleLimit = 2, MaximumCost = 100m });

        Assert.Equal(7, results.Count(static r => r.Status == AssetStatus.Submitted));
        Assert.InRange(most(), 1, 2);
    }

    [SkippableTheory]
    [InlineData(RunGoal.Submitted)]
    [InlineData(RunGoal.Fetched)]
    public async Task Operations_of_an_earlier_run_have_their_places_before_new_ones(RunGoal goal)
    {
        await Bench.ImportAsync(s_seven);
        Func<int> most = CountOpen(polls: 4);
        ShotFilter two = new() { Indexes = [new IndexRange(5, 6)] };
        await Bench.RunAsync(new() { Goal = RunGoal.Submitted, ThrottleLimit = 2, MaximumCost = 100m, Filter = two });

        await Bench.RunAsync(new() { Goal = goal, ThrottleLimit = 2, MaximumCost = 100m });

        Assert.Equal(7, Provider.Submissions.Count);
        Assert.InRange(most(), 1, 2);
    }

    [SkippableFact]
    public async Task Time_that_is_over_ends_the_run_and_loses_nothing()
    {
        Provider.OnPoll = static _ => Once<PollOutcome>(new PollOutcome.Running());
        ShotVideoRequest request = new() { ThrottleLimit = 2, Until = Bench.Time.GetUtcNow() + TimeSpan.FromMinutes(5) };
        using Studio studio = await Bench.OpenAsync();
        PlanShotVideos plans = new(studio, request);
        List<PlannedAsset> shots = await Bench.PlanAsync(studio, plans);
        Task<List<ShotVideoResult>> run = new CreateShotVideos(studio, request, plans).RunAsync(shots, CancellationToken.None).ToListAsync().AsTask();
        await Eventually.HoldsAsync(() => Provider.Polls.Count >= 2);

        Bench.Time.Advance(TimeSpan.FromMinutes(6));
        List<ShotVideoResult> results = await run;

        Assert.Equal("Failed Failed Failed", Statuses(results));
        Assert.All(results, static r => Assert.Equal("operation-timeout", r.Error!.Code));
        Assert.Equal("submitted submitted", await StatesAsync());
        Assert.Contains("Nothing was charged", Assert.Single(results, static r => r.TakeId is null).Error!.Message, StringComparison.Ordinal);

        Provider.OnPoll = static _ => Task.FromResult<PollOutcome?>(null);
        Assert.Equal("Succeeded Succeeded Succeeded", Statuses(await Bench.RunAsync()));
        Assert.Equal(3, Provider.Submissions.Count);
    }

    [SkippableFact]
    public async Task Waiting_ends_when_its_time_is_over_and_can_be_taken_up_again()
    {
        await Bench.RunAsync(new() { Goal = RunGoal.Submitted });
        Provider.OnPoll = static _ => Once<PollOutcome>(new PollOutcome.Running());

        IReadOnlyList<FinishedTake> late = await FinishAsync(RunGoal.Generated, Bench.Time.GetUtcNow() + TimeSpan.FromMinutes(2));

        Assert.All(late, static t => Assert.Equal("operation-timeout", t.Error!.Code));
        Assert.All(late, static t => Assert.Equal(TakeState.Submitted, t.Take.State));
        Provider.OnPoll = static _ => Task.FromResult<PollOutcome?>(null);
        await FinishAsync(RunGoal.Generated);
        Assert.Equal("generated generated generated", await StatesAsync());
    }

    [SkippableFact]
    public async Task What_another_run_is_at_work_on_is_watched_until_that_run_is_done()
    {
        await Bench.RunAsync(new() { Goal = RunGoal.Submitted });
        Take take = (await Bench.TakesAsync("s1#1"))[0];
        using (Studio studio = await Bench.OpenAsync())
        {
            take = (await studio.Ledger.ClaimAsync(take, TakeOwners.Own, CancellationToken.None))!;
        }

        Assert.True(TakeOwners.TryBegin(take.Id));
        int polls = Provider.Polls.Count;
        Task<IReadOnlyList<FinishedTake>> waiting = Task.Run(() => FinishAsync(RunGoal.Generated));
        await Eventually.HoldsAsync(() => Provider.Polls.Count >= polls + 2);

        Assert.False(waiting.IsCompleted);
        TakeOwners.End(take.Id);

        Assert.Equal(3, (await waiting).Count);
        Assert.Equal("generated generated generated", await StatesAsync());
    }

    [SkippableFact]
    public async Task A_take_whose_answer_was_lost_is_not_waited_for()
    {
        Submit("s1#2", new SubmitOutcome.Uncertain(ScriptedProvider.Error("answer-lost")));
        await Bench.RunAsync(new() { Goal = RunGoal.Submitted });

        IReadOnlyList<FinishedTake> finished = await FinishAsync(RunGoal.Fetched);

        Assert.Equal("take-unknown", Assert.Single(finished, static t => t.Error is not null).Error!.Code);
        Assert.Equal("unknown", await StatesAsync("s1#2"));
    }

    [SkippableFact]
    public async Task An_unfinished_rehearsal_makes_room_for_a_paid_run()
    {
        Bench.Provider = new ScriptedProvider { Name = "rehearsal" };
        await Bench.RunAsync(new() { Provider = "rehearsal", Goal = RunGoal.Submitted });
        ResetProvider();

        Assert.Equal("Succeeded Succeeded Succeeded", Statuses(await Bench.RunAsync()));

        IReadOnlyList<Take> takes = await Bench.TakesAsync("s1#1");
        Assert.Equal(("rehearsal", TakeState.Failed, 0m), (takes[0].Provider, takes[0].State, takes[0].CostUsd));
        Assert.Equal(("gemini", TakeState.Succeeded), (takes[1].Provider, takes[1].State));
    }

    /// <summary>Each operation runs for so many looks at it; tells how many ran at once at most.</summary>
    private Func<int> CountOpen(int polls)
    {
        ConcurrentDictionary<string, int> looks = new(StringComparer.Ordinal);
        int open = 0;
        int most = 0;
        Provider.OnSubmit = _ =>
        {
            most = Math.Max(most, Interlocked.Increment(ref open));
            return Task.FromResult<SubmitOutcome?>(null);
        };
        Provider.OnPoll = shot =>
        {
            int look = looks.AddOrUpdate(shot, 1, static (_, n) => n + 1);
            if (look == polls + 1)
            {
                Interlocked.Decrement(ref open);
            }

            return Task.FromResult<PollOutcome?>(look <= polls ? new PollOutcome.Running() : null);
        };
        return () => most;
    }

    private Task<IReadOnlyList<FinishedTake>> FinishAsync(RunGoal goal, DateTimeOffset? until = null) =>
        Bench.Time.JumpPausesAsync(RunAsync(goal, until), TimeSpan.FromDays(1));

    private async Task<IReadOnlyList<FinishedTake>> RunAsync(RunGoal goal, DateTimeOffset? until)
    {
        using Studio studio = await Bench.OpenAsync();
        List<Take> takes = await studio.Ledger.ReadAsync(new(), CancellationToken.None).ToListAsync();
        return await new FinishTakes(studio, goal, until).RunAsync(takes, CancellationToken.None).ToListAsync();
    }
}

public sealed class SqliteRunGoalTests() : RunGoalTests(StoreEngine.Sqlite);

public sealed class PostgresRunGoalTests() : RunGoalTests(StoreEngine.Postgres);
