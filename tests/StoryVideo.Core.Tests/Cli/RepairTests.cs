using StoryVideo.Core.Tests.Support;
using StoryVideo.FakeGemini;
using StoryVideo.FakeGemini.Faults;
using StoryVideo.Ledger;
using StoryVideo.Storage;
using StoryVideo.Stories;
using StoryVideo.Tasks;
using StoryVideo.Tasks.Checks;

namespace StoryVideo.Core.Tests.Cli;

/// <summary>Mending of clips from the command line: the best of all takes is kept, and every take stays.</summary>
public abstract class RepairTests(StoreEngine engine) : StoreTests(engine)
{
    [SkippableFact]
    public async Task A_clip_with_a_good_score_is_left_as_it_is()
    {
        await using CheckBench bench = await CheckBench.CheckedAsync(Store, 0.8);

        CommandResult result = await bench.RunAsync("repair");

        result.Ends(0, "Spent $0.00.");
        Assert.Equal(("s1#1 good", 1), (result.Shots("status"), bench.Clips));
    }

    [SkippableFact]
    public async Task A_poor_clip_is_corrected_with_the_judges_words_until_it_is_good()
    {
        await using CheckBench bench = await CheckBench.CheckedAsync(Store, 0.5, 0.85);

        CommandResult result = await bench.RunAsync("repair");

        result.Ends(0);
        Assert.Equal(("s1#1 mended", "s1#1 0.85", "s1#1 1"), (result.Shots("status"), result.Shots("score"), result.Shots("corrections")));
        Assert.Equal((2, 2), (bench.Clips, bench.Checks));
        Assert.Contains("Keep the lamp yellow.", bench.Service.Submissions[1].Prompt, StringComparison.Ordinal);
        Assert.InRange(result.Shot("s1#1").GetProperty("spentUsd").GetDecimal(), 3.2m, 3.3m);
        Assert.Single(Directory.GetFiles(Path.Combine(bench.Folder, "takes"), "*.mp4"));
    }

    [SkippableFact]
    public async Task At_most_two_corrections_are_made_and_never_more_by_another_run()
    {
        await using CheckBench bench = await CheckBench.CheckedAsync(Store, 0.5, 0.6, 0.7);

        CommandResult first = await bench.RunAsync("repair");
        CommandResult second = await bench.RunAsync("repair");

        Assert.Equal(("s1#1 mended", "s1#1 0.7", 3), (first.Shots("status"), first.Shots("score"), bench.Clips));
        Assert.Equal("s1#1 skipped", second.Shots("status"));
        Assert.Contains("it has had its 2 corrections", second.Out, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task The_best_take_is_kept_and_not_the_last()
    {
        await using CheckBench bench = await CheckBench.CheckedAsync(Store, 0.6, 0.7, 0.3);
        byte[] before = await File.ReadAllBytesAsync(bench.Clip);

        CommandResult result = await bench.RunAsync("repair");

        Assert.Equal(("s1#1 mended", "s1#1 0.7"), (result.Shots("status"), result.Shots("score")));
        IReadOnlyList<Take> takes = await bench.TakesAsync();
        Assert.Equal((3, takes[1].Id), (takes.Count, takes.Single(static t => t.IsSelected).Id));
        Assert.NotEqual(before, await File.ReadAllBytesAsync(bench.Clip));
        Assert.Equal(2, Directory.GetFiles(Path.Combine(bench.Folder, "takes"), "*.mp4").Length);
    }

    [SkippableFact]
    public async Task A_better_take_is_never_replaced()
    {
        await using CheckBench bench = await CheckBench.CheckedAsync(Store, 0.6, 0.2, 0.3);
        byte[] before = await File.ReadAllBytesAsync(bench.Clip);

        CommandResult result = await bench.RunAsync("repair");

        Assert.Equal(("s1#1 kept", "s1#1 0.6"), (result.Shots("status"), result.Shots("score")));
        Assert.Equal(before, await File.ReadAllBytesAsync(bench.Clip));
    }

    [SkippableFact]
    public async Task A_take_that_cannot_be_judged_replaces_nothing()
    {
        await using CheckBench bench = await CheckBench.CheckedAsync(Store, 0.6);
        byte[] before = await File.ReadAllBytesAsync(bench.Clip);
        bench.Service.Faults.Enqueue(Stage.Image, ImageAnswers.Text("I cannot say."));

        CommandResult result = await bench.RunAsync("repair");

        result.Ends(1);
        Assert.Equal("s1#1 failed", result.Shots("status"));
        Assert.Equal(before, await File.ReadAllBytesAsync(bench.Clip));
        Assert.Equal(2, (await bench.TakesAsync()).Count);
    }

    [SkippableFact]
    public async Task The_cap_stops_it_before_the_correction_that_would_pass_it()
    {
        await using CheckBench bench = await CheckBench.CheckedAsync(Store, 0.5, 0.6);

        CommandResult result = await bench.RunAsync("repair", "--max-cost", "4");

        result.Ends(1);
        Assert.Equal(("s1#1 stopped", "s1#1 0.6", 2), (result.Shots("status"), result.Shots("score"), bench.Clips));
        Assert.True(result.Shot("s1#1").GetProperty("spentUsd").GetDecimal() < 4);
    }

    [SkippableTheory]
    [InlineData(0.49, "mended", 2)]
    [InlineData(0.5, "good", 1)]
    public async Task A_longer_clip_gets_one_new_take_under_half_the_score(double score, string status, int clips)
    {
        await using CheckBench bench = await CheckBench.StartAsync(Store, score, 0.7);
        (await bench.RunAsync("run", "create-shot-video", "--model", "gemini-omni-1.1-flash", "--duration", "10", "--resolution", "720p")).Ends(0);
        (await bench.RunAsync("check")).Ends(0);

        CommandResult result = await bench.RunAsync("repair");

        Assert.Equal(($"s1#1 {status}", clips), (result.Shots("status"), bench.Clips));
    }

    [SkippableFact]
    public async Task A_dry_run_prices_all_corrections_and_asks_nobody()
    {
        await using CheckBench bench = await CheckBench.CheckedAsync(Store, 0.5);
        int requests = bench.Service.Requests.Count;

        CommandResult dry = await bench.RunAsync("repair", "--dry-run");

        dry.Ends(0, "1 clip to mend: at most $6.4");
        Assert.Equal(("s1#1 planned", "s1#1 2"), (dry.Shots("status"), dry.Shots("corrections")));
        Assert.InRange(dry.Shot("s1#1").GetProperty("estimatedCostUsd").GetDecimal(), 6.4m, 6.5m);
        Assert.Equal(requests, bench.Service.Requests.Count);
    }

    [SkippableFact]
    public async Task A_clip_without_a_score_or_without_a_take_is_left_alone_in_words()
    {
        await using CheckBench bench = await (await CheckBench.StartAsync(Store, 0.5)).WithClipAsync();

        Assert.Contains("has no score", (await bench.RunAsync("repair")).Out, StringComparison.Ordinal);
        await File.WriteAllBytesAsync(bench.Clip, Clip.Of(0, 8, "somebody else's"));
        Assert.Contains("was not made here", (await bench.RunAsync("repair")).Out, StringComparison.Ordinal);
        File.Delete(bench.Clip);
        Assert.Contains("it has no clip", (await bench.RunAsync("repair")).Out, StringComparison.Ordinal);
        Assert.Equal(1, bench.Clips);
    }

    [SkippableFact]
    public async Task A_clip_that_is_withheld_ends_it_and_the_earlier_stays()
    {
        await using CheckBench bench = await CheckBench.CheckedAsync(Store, 0.5);
        bench.Service.Operations.EndWith(new FakeGemini.Generation.GenerationResult.Filtered(1, "Withheld. Support codes: 15236754"));

        CommandResult result = await bench.RunAsync("repair");

        result.Ends(1);
        Assert.Equal(("s1#1 failed", "s1#1 0.5"), (result.Shots("status"), result.Shots("score")));
        Assert.True((await bench.TakesAsync())[0].IsSelected);
    }

    [SkippableFact]
    public async Task Where_the_provider_can_edit_a_clip_it_is_edited_and_not_made_anew()
    {
        await using CheckBench bench = await CheckBench.StartAsync(Store, 0.5, 0.9);
        bench.Cli.Variables["XAI_API_KEY"] = "key";
        bench.Cli.Variables["XAI_BASE_URL"] = bench.Service.BaseUrl + "/v1";
        (await bench.RunAsync("run", "create-shot-video", "--provider", "grok", "--resolution", "720p")).Ends(0);
        (await bench.RunAsync("check")).Ends(0);

        CommandResult result = await bench.RunAsync("repair");

        result.Ends(0);
        Assert.Equal(("s1#1 mended", "s1#1 0.9"), (result.Shots("status"), result.Shots("score")));
        Assert.Single(bench.Service.Requests, static r => r.Path.EndsWith("/videos/edits", StringComparison.Ordinal));
        Assert.Single(bench.Service.Requests, static r => r.Path.EndsWith("/videos/generations", StringComparison.Ordinal));
    }

    [SkippableTheory]
    [InlineData("grok")]
    [InlineData(null)]
    public async Task The_key_that_is_given_is_that_of_the_clips_provider_and_the_judge_never_sees_it(string? provider)
    {
        const string Given = "SENTINEL-0";
        await using CheckBench bench = await CheckBench.StartAsync(Store, 0.5, 0.9);
        await using FakeGeminiServer clips = await FakeGeminiServer.StartAsync(new FakeGeminiOptions { Key = Given, MarksClips = true });
        bench.Cli.Variables["XAI_API_KEY"] = Given;
        bench.Cli.Variables["XAI_BASE_URL"] = clips.BaseUrl + "/v1";
        (await bench.RunAsync("run", "create-shot-video", "--provider", "grok", "--resolution", "720p")).Ends(0);
        (await bench.RunAsync("check")).Ends(0);
        bench.Cli.Variables.Remove("XAI_API_KEY");

        using Studio studio = await bench.Cli.OpenAsync(StoreAccess.Write, Given);
        Story story = await new FindStories(studio).GetAsync(null, CancellationToken.None);
        StoryShot shot = await studio.Stories.ReadShotsAsync(story, static s => s.Id == "s1", CancellationToken.None).FirstAsync(static s => s.ShotIndex == 1);
        ShotRepair repair = await new RepairShots(studio, new ShotRepairRequest { Provider = provider }).RunAsync(shot, CancellationToken.None);

        Assert.Equal((RepairStatus.Mended, 2), (repair.Status, bench.Checks));
        Assert.Contains(clips.Requests, static r => r.Bearer == Given && r.Path.EndsWith("/videos/edits", StringComparison.Ordinal));
        Assert.DoesNotContain(bench.Service.Requests, static r => r.Headers.Values.Any(static v => v.Contains("SENTINEL", StringComparison.Ordinal)));
    }
}

public sealed class SqliteRepairTests() : RepairTests(StoreEngine.Sqlite);

public sealed class PostgresRepairTests() : RepairTests(StoreEngine.Postgres);
