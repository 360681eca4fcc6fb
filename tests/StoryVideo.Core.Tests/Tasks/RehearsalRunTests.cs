using StoryVideo.Core.Tests.Support;
using StoryVideo.Ledger;
using StoryVideo.Planning;
using StoryVideo.Providers;
using StoryVideo.Storage;
using StoryVideo.Tasks;
using StoryVideo.Tasks.Plans;

namespace StoryVideo.Core.Tests.Tasks;

/// <summary>The free provider itself, on a machine without ffmpeg: every clip is the stub.</summary>
public abstract class RehearsalRunTests(StoreEngine engine) : StudioTests(engine)
{
    private static readonly ShotVideoRequest s_request = new() { Provider = "rehearsal", MaximumCost = 0m };

    [SkippableFact]
    public async Task It_goes_the_way_of_a_paid_run_for_nothing_and_says_once_what_is_missing()
    {
        Bench.Provider = null!;
        List<string> notices = [];
        using Studio studio = await Bench.OpenAsync();
        studio.Providers.Notice = m =>
        {
            lock (notices)
            {
                notices.Add(m);
            }
        };
        PlanShotVideos plans = new(studio, s_request);

        List<ShotVideoResult> results = await new CreateShotVideos(studio, s_request, plans)
            .RunAsync(await Bench.PlanAsync(studio, plans), CancellationToken.None).ToListAsync();

        Assert.Equal("Succeeded Succeeded Succeeded", Statuses(results));
        Assert.Equal((0m, 9.60m), (results.Sum(static r => r.SpentUsd), results.Sum(static r => r.EstimatedCost)));
        Assert.Contains("ffmpeg", Assert.Single(notices), StringComparison.Ordinal);
        Assert.All(await Bench.TakesAsync(), static t => Assert.Equal((TakeState.Succeeded, 0m, "rehearsal"), (t.State, t.CostUsd, t.Provider)));
        Assert.Equal(
            await File.ReadAllBytesAsync(Path.Combine(TestPaths.Fixtures, "stub-clip.mp4")),
            await File.ReadAllBytesAsync(Bench.Asset(Bench.Bundle.Clip("s2", 1))));
        Assert.All(await Bench.StatesAsync(), static s => Assert.Equal("rehearsed", s.State));
    }

    [SkippableFact]
    public async Task A_rehearsal_that_ended_after_the_submission_is_gone_on_with()
    {
        // The operation's name holds all that a clip needs.
        ScriptedProvider broken = new() { Name = "rehearsal" };
        using (Studio studio = await Bench.OpenAsync())
        {
            studio.Providers.Substitute = null;
            IVideoProvider real = studio.Providers.Open("rehearsal");
            PlannedAsset shot = (await Bench.PlanAsync(s_request))[0];
            SubmitOutcome submitted = await real.SubmitAsync(((ShotPlan)shot.Plan).ToRequest(), CancellationToken.None);
            broken.OnSubmit = _ => Task.FromResult<SubmitOutcome?>(submitted);
        }

        broken.OnPoll = static _ => throw new IOException("the process ended");
        Bench.Provider = broken;
        ShotVideoRequest one = s_request with { Filter = new() { Scenelets = ["s1"], Indexes = [new(1, 1)] } };
        ShotVideoResult first = await Bench.RunOneAsync("s1#1", one);
        Bench.Provider = null!;

        ShotVideoResult second = await Bench.RunOneAsync("s1#1", one);

        Assert.Equal((AssetStatus.Succeeded, true, first.TakeId), (second.Status, second.IsAdopted, second.TakeId));
    }
}

public sealed class SqliteRehearsalRunTests() : RehearsalRunTests(StoreEngine.Sqlite);

public sealed class PostgresRehearsalRunTests() : RehearsalRunTests(StoreEngine.Postgres);
