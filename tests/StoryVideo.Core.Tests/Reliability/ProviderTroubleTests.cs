using StoryVideo.Core.Tests.Support;
using StoryVideo.FakeGemini;
using StoryVideo.FakeGemini.Faults;
using StoryVideo.FakeGemini.Generation;
using StoryVideo.Ledger;
using StoryVideo.Stories;
using StoryVideo.Tasks;
using StoryVideo.Tasks.Plans;
using StoryVideo.Tasks.Runs;
using StoryVideo.Tasks.Takes;

namespace StoryVideo.Core.Tests.Reliability;

/// <summary>What is paid for is not given up for a wrong key, a late answer or an outage.</summary>
public sealed class ProviderTroubleTests
{
    private const string Shot = "s1#1";

    [Theory]
    [InlineData(Stage.Poll, TakeState.Submitted)]
    [InlineData(Stage.Download, TakeState.Generated)]
    public async Task What_the_provider_no_longer_keeps_is_expired_and_counts_as_spent(Stage stage, TakeState before)
    {
        await using GeminiBench bench = await GeminiBench.StartAsync();
        bench.Always(stage, Shot, new Fault.Reply(GoogleAnswers.OperationUnknown()));
        Assert.Equal(AssetStatus.Failed, Assert.Single(await bench.RunAsync(GeminiBench.Only(Shot))).Status);
        Assert.Equal(before, (await bench.LatestAsync(Shot))!.State);

        bench.Time.Advance(TimeSpan.FromHours(48));
        ShotVideoResult gone = Assert.Single(await bench.RunAsync(GeminiBench.Only(Shot)));

        Assert.Equal(AssetStatus.Failed, gone.Status);
        Assert.Contains("two days", gone.Error!.Message, StringComparison.Ordinal);
        Assert.Equal(TakeState.Expired, (await bench.LatestAsync(Shot))!.State);
        Assert.Equal(new Spending(GeminiBench.Price, 0, 0), await bench.SpendingAsync());
        Assert.Equal(1, bench.Submissions);
    }

    [Fact]
    public async Task An_operation_that_is_not_known_yet_is_looked_for_again_in_the_same_run()
    {
        await using GeminiBench bench = await GeminiBench.StartAsync();
        bench.Fake.Faults.Enqueue(Stage.Poll, GoogleAnswers.OperationUnknown(), GoogleAnswers.OperationUnknown());

        Assert.Equal(AssetStatus.Succeeded, Assert.Single(await bench.RunAsync(GeminiBench.Only(Shot))).Status);
    }

    [Theory]
    [InlineData(Stage.Poll)]
    [InlineData(Stage.Download)]
    public async Task A_wrong_key_in_a_later_run_loses_nothing(Stage stage)
    {
        await using GeminiBench bench = await GeminiBench.StartAsync();
        bench.Fake.Faults.Always(stage, new Fault.Reply(GoogleAnswers.Unavailable()));
        IReadOnlyList<ShotVideoResult> waiting = await bench.RunAsync(GeminiBench.OneAtATime);
        Assert.All(waiting, static r => Assert.Equal(AssetStatus.Failed, r.Status));
        bench.Fake.Faults.Clear();
        bench.Variables["GOOGLE_API_KEY"] = "the-wrong-one";

        IReadOnlyList<ShotVideoResult> refused = await bench.RunAsync();
        bench.Variables["GOOGLE_API_KEY"] = GeminiBench.Key;
        IReadOnlyList<ShotVideoResult> fetched = await bench.RunAsync();

        Assert.All(refused, static r => Assert.Equal("key-refused", r.Error!.Code));
        Assert.All(fetched, static r => Assert.Equal((AssetStatus.Succeeded, true), (r.Status, r.IsAdopted)));
        Assert.Equal(3, bench.Submissions);
    }

    [Fact]
    public async Task What_the_provider_never_finishes_can_be_written_off_and_made_again()
    {
        await using GeminiBench bench = await GeminiBench.StartAsync();
        bench.Fake.Operations.EndWith(new GenerationResult.Never());
        ShotVideoResult running = Assert.Single(await bench.RunAsync(GeminiBench.Only(Shot)));
        Assert.Equal("still-running", running.Error!.Code);

        using (Studio studio = await bench.OpenAsync())
        {
            await new ResolveTake(studio).WriteOffAsync(running.TakeId!, CancellationToken.None);
        }

        Assert.Equal(AssetStatus.Succeeded, Assert.Single(await bench.RunAsync(GeminiBench.Only(Shot))).Status);
        Assert.Equal(2 * GeminiBench.Price, (await bench.SpendingAsync()).Spent);
    }

    [Fact]
    public async Task An_outage_of_minutes_is_outlived()
    {
        await using GeminiBench bench = await GeminiBench.StartAsync();
        string address = bench.Variables["GOOGLE_GEMINI_BASE_URL"];
        using UnreliableHandler away = new([.. Enumerable.Repeat(new HttpRequestException(HttpRequestError.ConnectionError, "refused"), 20)]);

        IReadOnlyList<ShotVideoResult> results = await RunOverAsync(bench, address, away);

        Assert.All(results, static r => Assert.Equal(AssetStatus.Succeeded, r.Status));
        Assert.Equal(3, bench.Submissions);
        Assert.Contains(bench.Time.Pauses, static p => p == PaidCallGate.OutagePause);
    }

    [Fact]
    public async Task An_outage_that_lasts_stops_the_run_with_its_queue_intact()
    {
        await using GeminiBench bench = await GeminiBench.StartAsync();
        FakeGeminiServer gone = await FakeGeminiServer.StartAsync();
        await gone.DisposeAsync();
        bench.Variables["GOOGLE_GEMINI_BASE_URL"] = gone.BaseUrl;

        IReadOnlyList<ShotVideoResult> stopped = await bench.RunAsync();
        bench.Variables["GOOGLE_GEMINI_BASE_URL"] = bench.Fake.BaseUrl;
        IReadOnlyList<ShotVideoResult> next = await bench.RunAsync();

        Assert.All(stopped, static r => Assert.Equal((AssetStatus.Blocked, true, "not-connected"), (r.Status, r.IsRunRefused, r.Error!.Code)));
        Assert.All(next, static r => Assert.Equal(AssetStatus.Succeeded, r.Status));
        Assert.Equal(3, bench.Submissions);
    }

    [Fact]
    public async Task Of_several_clips_the_first_is_taken_and_the_others_are_named()
    {
        await using GeminiBench bench = await GeminiBench.StartAsync();
        bench.Fake.Operations.EndWith(new GenerationResult.Samples(3));

        ShotVideoResult result = Assert.Single(await bench.RunAsync(GeminiBench.Only(Shot)));

        Finding more = Assert.Single(result.Findings, static f => f.Code == "more-samples");
        FakeOperation operation = bench.Fake.Operations.All[0];
        Assert.All(operation.FileIds.Skip(1), id => Assert.Contains(id + ":download", more.Message, StringComparison.Ordinal));
        Assert.DoesNotContain(operation.FileIds[0] + ":download", more.Message, StringComparison.Ordinal);
        Assert.Equal(1, operation.Downloads);
        Assert.Contains(bench.Progress, p => p.Note == more.Message);
    }

    [Theory]
    [InlineData(7.4, true)]
    [InlineData(7.6, false)]
    [InlineData(8.4, false)]
    [InlineData(8.6, true)]
    public async Task A_clip_of_another_length_is_kept_and_selected_and_said(double seconds, bool isSaid)
    {
        await using GeminiBench bench = await GeminiBench.StartAsync();
        bench.Fake.Faults.Enqueue(Stage.Download, new Fault.OtherLength(seconds));

        ShotVideoResult result = Assert.Single(await bench.RunAsync(GeminiBench.Only(Shot)));

        Assert.Equal(AssetStatus.Succeeded, result.Status);
        Assert.Equal(Clip.Of(0, seconds, null), bench.ClipOf(Shot));
        Assert.True((await bench.LatestAsync(Shot))!.IsSelected);
        Assert.Equal(isSaid, result.Findings.Any(static f => f.Code == "length-differs"));
    }

    [Fact]
    public async Task The_providers_own_words_are_kept_with_the_take()
    {
        await using GeminiBench bench = await GeminiBench.StartAsync();
        bench.Fake.Operations.EndWith(new GenerationResult.Nothing());
        await bench.RunAsync(GeminiBench.Only(Shot));

        Take take = (await bench.LatestAsync(Shot))!;

        Assert.Contains("PredictLongRunningResponse", take.Error!.Answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task At_the_first_failure_a_run_stops_where_it_was_asked_to()
    {
        await using GeminiBench bench = await GeminiBench.StartAsync();
        bench.Fake.Faults.Enqueue(Stage.Submit, GoogleAnswers.Invalid("Bad."));

        IReadOnlyList<ShotVideoResult> results = await bench.RunAsync(GeminiBench.OneAtATime with { FailFast = true });

        Assert.Single(results, static r => r.Status == AssetStatus.Failed);
        Assert.Equal(2, results.Count(static r => r is { Status: AssetStatus.Blocked, Error.Code: "fail-fast" }));
        Assert.Equal(0, bench.Submissions);
    }

    [Fact]
    public async Task Runs_that_were_planned_together_do_not_make_a_shot_twice()
    {
        await using GeminiBench bench = await GeminiBench.StartAsync();
        using Studio first = await bench.OpenAsync();
        using Studio second = await bench.OpenAsync();
        ShotVideoRequest request = new();
        PlanShotVideos firstPlans = new(first, request);
        PlanShotVideos secondPlans = new(second, request);
        List<PlannedAsset> firstShots = await PlanAsync(first, firstPlans, bench);
        List<PlannedAsset> secondShots = await PlanAsync(second, secondPlans, bench);

        List<ShotVideoResult> made = await MakeAsync(first, request, firstPlans, firstShots);
        List<ShotVideoResult> overtaken = await MakeAsync(second, request, secondPlans, secondShots);

        Assert.All(made, static r => Assert.Equal(AssetStatus.Succeeded, r.Status));
        Assert.All(overtaken, static r => Assert.Equal((AssetStatus.Skipped, 0m), (r.Status, r.SpentUsd)));
        Assert.All(overtaken, static r => Assert.True(File.Exists(r.File)));
        Assert.Equal(3, bench.Submissions);
    }

    private static async Task<List<PlannedAsset>> PlanAsync(Studio studio, PlanShotVideos plans, GeminiBench bench)
    {
        Story story = await new FindStories(studio).GetAsync(bench.Bundle.StoryId, CancellationToken.None);
        return await plans.PlanAsync(story, CancellationToken.None).ToListAsync();
    }

    private static async Task<List<ShotVideoResult>> MakeAsync(
        Studio studio, ShotVideoRequest request, PlanShotVideos plans, List<PlannedAsset> shots) =>
        await new CreateShotVideos(studio, request, plans).RunAsync(shots, CancellationToken.None).ToListAsync();

    private static async Task<IReadOnlyList<ShotVideoResult>> RunOverAsync(GeminiBench bench, string address, HttpMessageHandler way)
    {
        using StoryVideo.Providers.Gemini.GeminiVideoProvider provider = new(
            new() { Endpoint = StoryVideo.Providers.Gemini.GeminiEndpoint.Parse(address), Key = new(GeminiBench.Key), Handler = way }, bench.Time);
        bench.Provider = provider;
        return await bench.RunAsync(GeminiBench.OneAtATime);
    }
}
