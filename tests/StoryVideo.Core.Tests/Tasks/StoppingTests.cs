using StoryVideo.Core.Tests.Support;
using StoryVideo.Ledger;
using StoryVideo.Providers;
using StoryVideo.Storage;
using StoryVideo.Tasks;
using StoryVideo.Tasks.Plans;

namespace StoryVideo.Core.Tests.Tasks;

/// <summary>Whoever stops a run, by a key or by reading no further, leaves nothing paid behind that cannot be fetched.</summary>
public abstract class StoppingTests(StoreEngine engine) : StudioTests(engine)
{
    private const int Shots = 8;

    private static readonly ShotVideoRequest s_request = new() { ThrottleLimit = 2, MaximumCost = 100m };

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await Bench.ImportAsync(new TestBundle { Scenelets = [("s1", null, Shots - 1)] });
    }

    [SkippableFact]
    public async Task Who_reads_no_further_than_the_first_result_stops_the_run()
    {
        using Studio studio = await Bench.OpenAsync();
        PlanShotVideos plans = new(studio, s_request);
        List<PlannedAsset> shots = await Bench.PlanAsync(studio, plans);

        await foreach (ShotVideoResult first in new CreateShotVideos(studio, s_request, plans).RunAsync(shots, CancellationToken.None))
        {
            Assert.Equal(AssetStatus.Succeeded, first.Status);
            break;
        }

        int submitted = Provider.Submissions.Count;
        await FinishAsync(submitted);
    }

    [SkippableFact]
    public async Task A_stop_while_operations_run_leaves_them_adoptable()
    {
        using CancellationTokenSource stop = new();
        int running = 0;
        Provider.OnPoll = _ =>
        {
            if (Interlocked.Increment(ref running) == 2)
            {
                stop.Cancel();
            }

            return Task.FromResult<PollOutcome?>(new PollOutcome.Running());
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Bench.RunAsync(s_request, stop.Token));

        int submitted = Provider.Submissions.Count;
        Assert.InRange(submitted, 1, 2);
        Assert.All(await Bench.TakesAsync(), static t => Assert.Equal(TakeState.Submitted, t.State));
        Assert.Equal(submitted, (await Bench.StatesAsync()).Count(static s => s.State == "submitted"));
        await FinishAsync(submitted);
    }

    [SkippableFact]
    public async Task A_stop_during_a_submission_waits_for_the_answer_and_records_it()
    {
        using CancellationTokenSource stop = new();
        Provider.OnSubmit = _ =>
        {
            stop.Cancel();
            return Task.FromResult<SubmitOutcome?>(null);
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Bench.RunAsync(s_request with { ThrottleLimit = 1 }, stop.Token));

        Take take = Assert.Single(await Bench.TakesAsync());
        Assert.Equal(TakeState.Submitted, take.State);
        Assert.NotNull(take.OperationName);
        await FinishAsync(submitted: 1);
    }

    [SkippableFact]
    public async Task A_stop_during_a_download_leaves_the_clip_adoptable()
    {
        using CancellationTokenSource stop = new();
        Provider.OnDownload = async (_, stream) =>
        {
            await stream.WriteAsync(TinyMp4.Of("half").AsMemory(0, 20));
            Cancel(stop);
            stop.Token.ThrowIfCancellationRequested();
            return null;
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Bench.RunAsync(s_request with { ThrottleLimit = 1 }, stop.Token));

        IReadOnlyList<Take> takes = await Bench.TakesAsync();
        Assert.Contains(takes, static t => t.State == TakeState.Generated);
        Assert.DoesNotContain(takes, static t => t.State is TakeState.Submitting or TakeState.Failed or TakeState.Unknown);
        Assert.Empty(Directory.EnumerateFiles(Bench.Asset($"{Bench.Bundle.StoryId}/shots/s1"), "*.mp4"));
        await FinishAsync(takes.Count);
        Assert.Empty(Directory.EnumerateFiles(Bench.Asset($"{Bench.Bundle.StoryId}/shots/s1"), ".*"));
    }

    [SkippableFact]
    public async Task A_stop_while_everybody_waits_for_the_provider_reserves_nothing()
    {
        using CancellationTokenSource stop = new();
        using Studio studio = await Bench.OpenAsync();
        PlanShotVideos plans = new(studio, s_request);
        List<PlannedAsset> shots = await Bench.PlanAsync(studio, plans);
        Provider.OnSubmit = static _ => Task.FromResult<SubmitOutcome?>(
            new SubmitOutcome.Throttled(ScriptedProvider.Error("throttled"), TimeSpan.FromHours(1)));
        StopAtNote progress = new(stop);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await new CreateShotVideos(studio, s_request, plans) { Progress = progress }
            .RunAsync(shots, stop.Token).ToListAsync(CancellationToken.None));

        Assert.All(await Bench.TakesAsync(), static t => Assert.Equal(TakeState.Failed, t.State));
        Assert.Equal(new Spending(0, 0, 0), await studio.Ledger.SumAsync(null, null, CancellationToken.None));
    }

    [SkippableFact]
    public async Task A_run_that_is_stopped_before_it_begins_submits_nothing()
    {
        using CancellationTokenSource stop = new();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Bench.RunAsync(s_request, stop.Token));

        Assert.Empty(Provider.Submissions);
        Assert.Empty(await Bench.TakesAsync());
    }

    // The next run makes the rest, and fetches what was submitted without paying for it again.
    private async Task FinishAsync(int submitted)
    {
        ResetProvider();

        IReadOnlyList<ShotVideoResult> results = await Bench.RunAsync(s_request);

        Assert.All(results, static r => Assert.Contains(r.Status, new[] { AssetStatus.Succeeded, AssetStatus.Skipped }));
        Assert.Equal(Shots, results.Count);
        Assert.Equal(Shots - submitted, Provider.Submissions.Count);
        Assert.Equal(Shots, (await Bench.TakesAsync()).Count);
    }

    // At once, on this thread: a clock that jumps would run away from a stop that is still on its way.
    private static void Cancel(CancellationTokenSource stop) => stop.Cancel();

    private sealed class StopAtNote(CancellationTokenSource stop) : IProgress<AssetProgress>
    {
        public void Report(AssetProgress value)
        {
            if (value.Note is not null)
            {
                stop.Cancel();
            }
        }
    }
}

public sealed class SqliteStoppingTests() : StoppingTests(StoreEngine.Sqlite);

public sealed class PostgresStoppingTests() : StoppingTests(StoreEngine.Postgres);
