using StoryVideo.FakeGemini.Faults;
using StoryVideo.Ledger;
using StoryVideo.Tasks;
using StoryVideo.Tasks.Takes;

namespace StoryVideo.Core.Tests.Reliability;

/// <summary>A submission whose answer was lost: it stays unknown, counts against caps, and an operator settles it.</summary>
public sealed class LostAnswerTests
{
    private const string Shot = "s1#2";

    [Fact]
    public async Task No_answer_within_five_minutes_is_unknown_and_the_siblings_go_on()
    {
        await using GeminiBench bench = await GeminiBench.StartAsync();
        bench.Fake.Faults.EnqueueFor(GeminiBench.WordsOf(Shot), new Fault.NoAnswer());
        Task<IReadOnlyList<ShotVideoResult>> run = bench.BeginAsync();
        await Eventually.HoldsAsync(() => bench.SubmissionsOf(Shot) == 1 && bench.Fake.Operations.All.Count(static o => o.Downloads == 1) == 2);

        bench.Time.Advance(TimeSpan.FromMinutes(5));

        IReadOnlyList<ShotVideoResult> results = await run;
        ShotVideoResult lost = Assert.Single(results, static r => r.Status != AssetStatus.Succeeded);
        Assert.Equal((AssetStatus.Unknown, "answer-lost"), (lost.Status, lost.Error!.Code));
        Assert.Contains("time limit", lost.Error.Message, StringComparison.Ordinal);
        Assert.Equal(GeminiBench.Price, (await bench.SpendingAsync()).Unknown);
    }

    [Fact]
    public async Task Adopted_by_its_name_it_is_fetched_and_not_paid_again()
    {
        await using GeminiBench bench = await LoseAsync();
        using (Studio studio = await bench.OpenAsync())
        {
            Take adopted = await new ResolveTake(studio).AdoptAsync(await IdAsync(bench), bench.Fake.Submissions[0].Operation, CancellationToken.None);
            Assert.Equal(TakeState.Generated, adopted.State);
        }

        ShotVideoResult result = Assert.Single(await bench.RunAsync(GeminiBench.Only(Shot)));

        Assert.Equal((AssetStatus.Succeeded, true, 0m), (result.Status, result.IsAdopted, result.SpentUsd));
        Assert.Equal(1, bench.Submissions);
        Assert.Equal(new Spending(GeminiBench.Price, 0, 0), await bench.SpendingAsync());
    }

    [Fact]
    public async Task A_name_that_the_provider_does_not_know_leaves_it_unknown()
    {
        await using GeminiBench bench = await LoseAsync();
        using Studio studio = await bench.OpenAsync();
        string id = await IdAsync(bench);

        RunRefusedException refused = await Assert.ThrowsAsync<RunRefusedException>(
            () => new ResolveTake(studio).AdoptAsync(id, "models/veo-3.1-generate-preview/operations/nobody", CancellationToken.None));

        Assert.Contains("stays unknown", refused.Message, StringComparison.Ordinal);
        Assert.Equal(TakeState.Unknown, (await bench.LatestAsync(Shot))!.State);
    }

    [Fact]
    public async Task Fetched_by_its_address_it_succeeds_at_once()
    {
        await using GeminiBench bench = await LoseAsync();
        string operation = bench.Fake.Submissions[0].Operation;
        using (Studio studio = await bench.OpenAsync())
        {
            string uri = $"{bench.Fake.BaseUrl}/v1beta/files/{operation[(operation.LastIndexOf('/') + 1)..]}f0:download?alt=media";
            AssetResult result = await new ResolveTake(studio).FetchAsync(await IdAsync(bench), uri, CancellationToken.None);
            Assert.Equal(AssetStatus.Succeeded, result.Status);
        }

        Assert.Equal(AssetStatus.Skipped, Assert.Single(await bench.RunAsync(GeminiBench.Only(Shot))).Status);
        Assert.Equal(1, bench.Submissions);
    }

    [Fact]
    public async Task A_wrong_address_can_be_put_right()
    {
        await using GeminiBench bench = await LoseAsync();
        string operation = bench.Fake.Submissions[0].Operation;
        using Studio studio = await bench.OpenAsync();
        ResolveTake resolve = new(studio);
        string id = await IdAsync(bench);
        string address = $"{bench.Fake.BaseUrl}/v1beta/files/{{0}}:download?alt=media";

        AssetResult wrong = await resolve.FetchAsync(id, address.Replace("{0}", "nobody", StringComparison.Ordinal), CancellationToken.None);
        string right = address.Replace("{0}", operation[(operation.LastIndexOf('/') + 1)..] + "f0", StringComparison.Ordinal);
        AssetResult mended = await resolve.FetchAsync(id, right, CancellationToken.None);

        Assert.Equal(AssetStatus.Failed, wrong.Status);
        Assert.Equal(AssetStatus.Succeeded, mended.Status);
    }

    [Fact]
    public async Task Written_off_it_stays_counted_and_the_shot_is_made_again()
    {
        await using GeminiBench bench = await LoseAsync();
        using (Studio studio = await bench.OpenAsync())
        {
            await new ResolveTake(studio).WriteOffAsync(await IdAsync(bench), CancellationToken.None);
        }

        ShotVideoResult result = Assert.Single(await bench.RunAsync(GeminiBench.Only(Shot)));

        Assert.Equal(AssetStatus.Succeeded, result.Status);
        Assert.Equal(2, bench.Submissions);
        Assert.Equal(new Spending(2 * GeminiBench.Price, 0, 0), await bench.SpendingAsync());
    }

    [Fact]
    public async Task It_counts_against_both_caps_until_it_is_settled()
    {
        await using GeminiBench bench = await LoseAsync();
        using (Studio studio = await bench.OpenAsync())
        {
            await studio.Ledger.SetBudgetAsync(bench.Bundle.StoryId, 2 * GeminiBench.Price, CancellationToken.None);
        }

        IReadOnlyList<ShotVideoResult> results = await bench.RunAsync();

        Assert.Equal(1, results.Count(static r => r.Status == AssetStatus.Succeeded));
        Assert.Equal("cap-story", Assert.Single(results, static r => r.Status == AssetStatus.Blocked).Error!.Code);
        Assert.Equal(2 * GeminiBench.Price, (await bench.SpendingAsync()).Committed);
    }

    [Fact]
    public async Task A_reset_in_the_middle_of_a_large_body_is_free_and_the_next_default_run_makes_it()
    {
        await using GeminiBench bench = await GeminiBench.StartAsync();
        foreach (string image in new[] { bench.Bundle.ModelSheet, bench.Bundle.Environment, bench.Bundle.KeyFrame("s1", 2) })
        {
            // Together more than the network holds before anybody reads, and no more than is sent as it is.
            string path = Path.Combine(bench.Assets, image);
            byte[] large = new byte[9 * 1024 * 1024 / 2];
            (await File.ReadAllBytesAsync(path)).CopyTo(large, 0);
            await File.WriteAllBytesAsync(path, large);
        }

        bench.Fake.Faults.Enqueue(Stage.Submit, new Fault.ResetBeforeBody());

        ShotVideoResult cut = Assert.Single(await bench.RunAsync(GeminiBench.Only(Shot)));
        Take take = (await bench.LatestAsync(Shot))!;
        ShotVideoResult next = Assert.Single(await bench.RunAsync(GeminiBench.Only(Shot)));

        Assert.Equal((AssetStatus.Failed, "cut-while-sending"), (cut.Status, cut.Error!.Code));
        Assert.Equal((TakeState.Failed, null), (take.State, take.SentAt));
        Assert.Equal(AssetStatus.Succeeded, next.Status);
        Assert.Equal(1, bench.Submissions);
        Assert.Equal(new Spending(GeminiBench.Price, 0, 0), await bench.SpendingAsync());
    }

    private static async Task<GeminiBench> LoseAsync()
    {
        GeminiBench bench = await GeminiBench.StartAsync();
        bench.Fake.Faults.Enqueue(Stage.Submit, new Fault.ResetAfterBody());
        ShotVideoResult lost = Assert.Single(await bench.RunAsync(GeminiBench.Only(Shot)));
        Assert.Equal(AssetStatus.Unknown, lost.Status);
        return bench;
    }

    private static async Task<string> IdAsync(GeminiBench bench) => (await bench.LatestAsync(Shot))!.Id;
}
