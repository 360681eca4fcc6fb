using StoryVideo.Core.Tests.Support;
using StoryVideo.Providers;
using StoryVideo.Storage;
using StoryVideo.Tasks;
using StoryVideo.Tasks.Plans;

namespace StoryVideo.Core.Tests.Tasks;

/// <summary>Runs that break while a clip is asked for, and the runs after them: nothing is submitted twice.</summary>
public abstract class BrokenRunTests(StoreEngine engine) : StudioTests(engine)
{
    private static readonly ShotVideoRequest s_resume = new() { Mode = RunMode.Resume };

    [SkippableFact]
    public async Task A_submission_that_throws_leaves_an_unknown_take_and_stops_no_sibling()
    {
        Provider.OnSubmit = static s => s == "s1#1" ? throw new IOException("the line broke") : Task.FromResult<SubmitOutcome?>(null);

        IReadOnlyList<ShotVideoResult> results = await Bench.RunAsync();

        Assert.Equal("Unknown Succeeded Succeeded", Statuses(results));
        Assert.Equal("unknown", await StatesAsync("s1#1"));
        ShotVideoResult broken = results.Single(static r => r.Status == AssetStatus.Unknown);
        Assert.Equal(3.20m, broken.SpentUsd);
        Assert.Contains("the line broke", broken.Error!.Message, StringComparison.Ordinal);
        ResetProvider();
        Assert.Equal("Unknown Skipped Skipped", Statuses(await Bench.RunAsync(s_resume)));
        Assert.Empty(Provider.Submissions);
    }

    [SkippableFact]
    public async Task A_rehearsal_that_throws_has_cost_nothing_and_is_tried_again()
    {
        ShotVideoRequest rehearsal = new() { Provider = "rehearsal" };
        Bench.Provider = new ScriptedProvider { Name = "rehearsal", OnSubmit = static _ => throw new IOException("broken") };
        Assert.Equal("Failed Failed Failed", Statuses(await Bench.RunAsync(rehearsal)));

        Bench.Provider = new ScriptedProvider { Name = "rehearsal" };
        Assert.Equal("Succeeded Succeeded Succeeded", Statuses(await Bench.RunAsync(rehearsal)));
    }

    [SkippableTheory]
    [InlineData(RunMode.Default)]
    [InlineData(RunMode.Resume)]
    [InlineData(RunMode.Override)]
    public async Task A_poll_that_throws_leaves_its_operation_to_the_next_run(RunMode mode)
    {
        Provider.OnPoll = static s => s == "s1#1" ? throw new IOException("the line broke") : Task.FromResult<PollOutcome?>(null);
        ShotVideoResult broken = await Bench.RunOneAsync("s1#1");
        Assert.Equal((AssetStatus.Failed, "unexpected", 3.20m), (broken.Status, broken.Error!.Code, broken.SpentUsd));
        Assert.NotNull(broken.TakeId);
        Assert.NotNull(broken.Operation);

        await FinishAsync(broken, mode);
    }

    [SkippableFact]
    public async Task A_service_that_cannot_be_reached_is_asked_until_the_deadline_and_adopted_later()
    {
        Poll("s1#1", new PollOutcome.Unreachable(ScriptedProvider.Error("unreachable")));
        DateTimeOffset started = Bench.Time.GetUtcNow();

        ShotVideoResult broken = await Bench.RunOneAsync("s1#1");

        Assert.Equal((AssetStatus.Failed, "unreachable"), (broken.Status, broken.Error!.Code));
        Assert.InRange(Bench.Time.GetUtcNow() - started, TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(25));
        await FinishAsync(broken, RunMode.Default);
    }

    [SkippableFact]
    public async Task An_operation_that_never_ends_is_left_at_the_deadline_and_adopted_later()
    {
        Bench.Variables["STORYVIDEO_POLL_INTERVAL"] = "30";
        Poll("s1#1", new PollOutcome.Running());

        ShotVideoResult broken = await Bench.RunOneAsync("s1#1");

        Assert.Equal((AssetStatus.Failed, "still-running"), (broken.Status, broken.Error!.Code));
        Assert.Equal(41, Provider.Polls.Count(static p => p.Contains("s1#1", StringComparison.Ordinal)));
        await FinishAsync(broken, RunMode.Default);
    }

    [SkippableFact]
    public async Task A_reference_that_vanished_since_the_plan_fails_its_shot_before_anything_is_reserved()
    {
        using Studio studio = await Bench.OpenAsync();
        PlanShotVideos plans = new(studio, new ShotVideoRequest());
        List<PlannedAsset> shots = await Bench.PlanAsync(studio, plans);
        File.Delete(Bench.Asset(Bench.Bundle.KeyFrame("s1", 1)));

        List<ShotVideoResult> results = await new CreateShotVideos(studio, new ShotVideoRequest(), plans)
            .RunAsync(shots, CancellationToken.None).ToListAsync();

        Assert.Equal("Failed Succeeded Succeeded", Statuses(results));
        Assert.Empty(await Bench.TakesAsync("s1#1"));
    }
}

public sealed class SqliteBrokenRunTests() : BrokenRunTests(StoreEngine.Sqlite);

public sealed class PostgresBrokenRunTests() : BrokenRunTests(StoreEngine.Postgres);
