using StoryVideo.Core.Tests.Support;
using StoryVideo.Ledger;
using StoryVideo.Planning;
using StoryVideo.Providers;
using StoryVideo.Storage;
using StoryVideo.Tasks;
using StoryVideo.Tasks.Plans;

namespace StoryVideo.Core.Tests.Tasks;

/// <summary>Takes that another run or process has left, and who may go on with them.</summary>
public abstract class LeftBehindTakeTests(StoreEngine engine) : StudioTests(engine)
{
    private static readonly ShotVideoRequest s_resume = new() { Mode = RunMode.Resume };

    [SkippableFact]
    public async Task A_request_that_has_changed_blocks_an_unfinished_take_in_default_and_is_adopted_in_resume()
    {
        Poll("s1#1", new PollOutcome.Unreachable(ScriptedProvider.Error("unreachable")));
        await Bench.RunAsync();
        ResetProvider();
        await Bench.ImportAsync(Bench.Bundle with { VisualDesign = Bench.Bundle.VisualDesign.Replace("Hero", "Villain", StringComparison.Ordinal) });

        ShotVideoResult blocked = await Bench.RunOneAsync("s1#1");

        Assert.Equal((AssetStatus.Blocked, "take-unfinished"), (blocked.Status, blocked.Error!.Code));
        Assert.Contains("character mara", blocked.Error.Message, StringComparison.Ordinal);
        Assert.Contains("--mode resume", blocked.Error.Message, StringComparison.Ordinal);
        Assert.Empty(Provider.Polls);

        ShotVideoResult adopted = await Bench.RunOneAsync("s1#1", s_resume);

        Assert.Equal((AssetStatus.Succeeded, true, 0m), (adopted.Status, adopted.IsAdopted, adopted.SpentUsd));
        Assert.Contains(adopted.Findings, static f => f.Code == "take-changed" && f.Message.Contains("character mara", StringComparison.Ordinal));
        Assert.Empty(Provider.Submissions);
        Assert.Contains("character mara", (await Bench.StatesAsync())[0].Changes, StringComparer.Ordinal);
    }

    [SkippableTheory]
    [InlineData(RunMode.Default)]
    [InlineData(RunMode.Resume)]
    [InlineData(RunMode.Override)]
    public async Task A_take_that_is_unfinished_at_one_provider_is_never_asked_of_another(RunMode mode)
    {
        Poll("s1#1", new PollOutcome.Unreachable(ScriptedProvider.Error("unreachable")));
        ShotVideoResult broken = await Bench.RunOneAsync("s1#1");
        Bench.Provider = new ScriptedProvider
        {
            Name = "rehearsal",
            OnPoll = static _ => Task.FromResult<PollOutcome?>(new PollOutcome.Gone(ScriptedProvider.Error("operation-unknown"))),
        };

        ShotVideoResult blocked = await Bench.RunOneAsync("s1#1", new ShotVideoRequest { Provider = "rehearsal", Mode = mode });

        Assert.Equal((AssetStatus.Blocked, "take-unfinished"), (blocked.Status, blocked.Error!.Code));
        Assert.Contains("--provider gemini", blocked.Error.Message, StringComparison.Ordinal);
        Assert.Equal("submitted", await StatesAsync("s1#1"));
        Bench.Provider = new ScriptedProvider();
        Assert.Equal(broken.TakeId, (await Bench.RunOneAsync("s1#1")).TakeId);
    }

    [SkippableFact]
    public async Task A_take_of_another_living_process_is_left_to_it()
    {
        await ReserveElsewhereAsync(new TakeOwner("another-machine", 1, 1), TakeState.Submitted);

        ShotVideoResult blocked = await Bench.RunOneAsync("s1#1");

        Assert.Equal((AssetStatus.Blocked, "take-busy"), (blocked.Status, blocked.Error!.Code));
        Assert.DoesNotContain("s1#1", Provider.Submissions, StringComparer.Ordinal);

        // A machine that has not been heard of for a quarter of an hour is believed gone.
        Bench.Time.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal((AssetStatus.Blocked, "take-unfinished"), await OutcomeAsync());
        Assert.Equal(AssetStatus.Succeeded, (await Bench.RunOneAsync("s1#1", s_resume)).Status);
        Assert.DoesNotContain("s1#1", Provider.Submissions, StringComparer.Ordinal);

        async Task<(AssetStatus, string)> OutcomeAsync()
        {
            ShotVideoResult result = await Bench.RunOneAsync("s1#1");
            return (result.Status, result.Error!.Code);
        }
    }

    [SkippableTheory]
    [InlineData(3.20, TakeState.Unknown)]
    [InlineData(0, TakeState.Failed)]
    public async Task A_take_whose_process_ended_before_the_answer_is_unknown_unless_it_was_free(double cost, TakeState expected)
    {
        await ReserveElsewhereAsync(Dead(), TakeState.Submitting, (decimal)cost, isSent: true);

        ShotVideoResult result = await Bench.RunOneAsync("s1#1");

        Assert.Equal(expected, (await Bench.TakesAsync("s1#1"))[0].State);
        Assert.Equal("process-ended", (await Bench.TakesAsync("s1#1"))[0].Error!.Code);
        Assert.Equal(expected == TakeState.Unknown ? AssetStatus.Unknown : AssetStatus.Succeeded, result.Status);
    }

    [SkippableFact]
    public async Task A_take_whose_process_ended_before_its_request_had_left_cost_nothing_and_is_made()
    {
        await ReserveElsewhereAsync(Dead(), TakeState.Submitting);

        ShotVideoResult result = await Bench.RunOneAsync("s1#1");

        Assert.Equal((AssetStatus.Succeeded, 3.20m), (result.Status, result.SpentUsd));
        Assert.Equal("failed succeeded", await StatesAsync("s1#1"));
    }

    [SkippableFact]
    public async Task A_dry_run_settles_nothing()
    {
        await ReserveElsewhereAsync(Dead(), TakeState.Submitting, isSent: true);

        PlannedAsset plan = (await Bench.PlanAsync(new ShotVideoRequest { IsDryRun = true }))[0];

        Assert.Equal(AssetAction.Block, plan.Action);
        Assert.Equal("submitting", await StatesAsync("s1#1"));
    }

    private static TakeOwner Dead() => new(Environment.MachineName.Replace('/', '_'), int.MaxValue, 1);

    private async Task ReserveElsewhereAsync(TakeOwner owner, TakeState state, decimal cost = 3.20m, bool isSent = false)
    {
        using Studio studio = await Bench.OpenAsync();
        ReserveOutcome outcome = await studio.Ledger.ReserveAsync(
            new TakeReservation
            {
                Asset = AssetKey.Video(Bench.Bundle.StoryId, "s1", 1),
                Provider = "gemini",
                Model = "veo-3.1-generate-preview",
                Parameters = new Dictionary<string, string>(StringComparer.Ordinal),
                Fingerprint = TakeFingerprint.Of([]),
                CostUsd = cost,
                RunId = "elsewhere",
                Owner = owner,
            },
            CancellationToken.None);
        string takeId = Assert.IsType<ReserveOutcome.Reserved>(outcome).Take.Id;
        if (isSent)
        {
            await studio.Ledger.MarkSentAsync(takeId, CancellationToken.None);
        }

        if (state == TakeState.Submitted)
        {
            await studio.Ledger.MoveAsync(
                takeId, state, new() { OperationName = "operations/s1#1/0" }, CancellationToken.None);
        }
    }
}

public sealed class SqliteLeftBehindTakeTests() : LeftBehindTakeTests(StoreEngine.Sqlite);

public sealed class PostgresLeftBehindTakeTests() : LeftBehindTakeTests(StoreEngine.Postgres);
