using System.Text.Json;
using StoryVideo.Core.Tests.Support;
using StoryVideo.FakeGemini;
using StoryVideo.FakeGemini.Faults;
using StoryVideo.Storage;

namespace StoryVideo.Core.Tests.Cli;

/// <summary>Checks of clips from the command line: the free ones first, then the judge.</summary>
public abstract class CheckTests(StoreEngine engine) : StoreTests(engine)
{
    [SkippableFact]
    public async Task A_judge_sees_three_frames_and_all_references_and_its_verdict_is_kept()
    {
        await using CheckBench bench = await (await CheckBench.StartAsync(Store, 0.62)).WithClipAsync();

        CommandResult result = await bench.RunAsync("check");

        result.Ends(0, "1 check to make: $0.0");
        Assert.Equal(
            ["first frame:", "middle frame:", "last frame:", "model sheet of rhea:", "environment reference of studio:"],
            Assert.Single(bench.Service.Verdicts.All).Titles,
            StringComparer.Ordinal);
        JsonElement shot = result.Shot("s1#1");
        Assert.Equal(("succeeded", 0.62, "Keep the lamp yellow."), (
            shot.GetProperty("status").GetString(), shot.GetProperty("score").GetDouble(), shot.GetProperty("fixPrompt").GetString()));
        Assert.True(File.Exists(Path.Combine(bench.Folder, "shot-1_check.json")));
        Assert.True(result.Summary.GetProperty("spentUsd").GetDecimal() is > 0.01m and < 0.05m);
    }

    [SkippableFact]
    public async Task A_clip_that_was_checked_is_not_checked_again_and_another_clip_is()
    {
        await using CheckBench bench = await (await CheckBench.StartAsync(Store, 0.9)).WithClipAsync();
        (await bench.RunAsync("check")).Ends(0);

        CommandResult again = await bench.RunAsync("check");

        Assert.Equal(("s1#1 skipped", 1), (again.Shots("status"), bench.Checks));
        Assert.Equal("s1#1 0.9", again.Shots("score"));

        await bench.WithClipAsync("--mode", "override");
        Assert.Equal(("s1#1 succeeded", 2), ((await bench.RunAsync("check")).Shots("status"), bench.Checks));
    }

    [SkippableFact]
    public async Task A_clip_that_comes_back_has_its_check_back()
    {
        await using CheckBench bench = await (await CheckBench.StartAsync(Store, 0.5, 0.9)).WithClipAsync();
        (await bench.RunAsync("check")).Ends(0);
        byte[] first = await File.ReadAllBytesAsync(bench.Clip);
        await bench.WithClipAsync("--mode", "override");
        (await bench.RunAsync("check")).Ends(0);

        await File.WriteAllBytesAsync(bench.Clip, first);

        Assert.Equal(("s1#1 0.5", 2), ((await bench.RunAsync("check")).Shots("score"), bench.Checks));
    }

    [SkippableFact]
    public async Task A_clip_that_does_not_open_is_never_shown_to_a_judge()
    {
        await using CheckBench bench = await (await CheckBench.StartAsync(Store, 0.9)).WithClipAsync();
        await File.WriteAllTextAsync(bench.Clip, "this is no clip");

        CommandResult result = await bench.RunAsync("check");

        result.Ends(1);
        Assert.Contains("No judge was asked and nothing was charged.", result.Shot("s1#1").GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal((0, 0m), (bench.Checks, result.Summary.GetProperty("spentUsd").GetDecimal()));
    }

    [SkippableFact]
    public async Task What_the_free_checks_find_is_told_beside_the_verdict()
    {
        await using CheckBench bench = await (await CheckBench.StartAsync(Store, 0.9)).WithClipAsync();

        CommandResult result = await bench.RunAsync("check");

        // The pretended service makes one second of 320×180, whatever was ordered.
        string[] codes = [.. result.Shot("s1#1").GetProperty("findings").EnumerateArray().Select(static f => f.GetProperty("code").GetString()!)];
        Assert.Contains("clip-duration", codes, StringComparer.Ordinal);
        Assert.Contains("clip-size", codes, StringComparer.Ordinal);
    }

    [SkippableFact]
    public async Task An_answer_that_is_no_verdict_is_counted_and_asked_for_again_only_where_that_is_asked_for()
    {
        await using CheckBench bench = await (await CheckBench.StartAsync(Store, 0.9)).WithClipAsync();
        bench.Service.Faults.Enqueue(Stage.Image, ImageAnswers.Candidate("MAX_TOKENS", new System.Text.Json.Nodes.JsonObject { ["text"] = "{ \"score\": 0." }));

        CommandResult first = await bench.RunAsync("check");
        CommandResult second = await bench.RunAsync("check");
        CommandResult third = await bench.RunAsync("check", "--mode", "resume");

        Assert.Equal("s1#1 ", first.Shots("score"));
        Assert.Contains("verdict-unusable", first.Out, StringComparison.Ordinal);
        Assert.True(first.Summary.GetProperty("spentUsd").GetDecimal() > 0);
        second.Ends(1);
        Assert.Equal(("s1#1 failed", 0m), (second.Shots("status"), second.Summary.GetProperty("spentUsd").GetDecimal()));
        Assert.Equal(("s1#1 0.9", 1), (third.Shots("score"), bench.Checks));
    }

    [SkippableFact]
    public async Task A_lost_answer_is_never_sent_again()
    {
        await using CheckBench bench = await (await CheckBench.StartAsync(Store, 0.9)).WithClipAsync();
        bench.Service.Faults.Enqueue(Stage.Image, new Fault.ResetAfterBody());

        (await bench.RunAsync("check")).Ends(1, "--write-off");

        Assert.Equal(("s1#1 unknown", 1), ((await bench.RunAsync("check")).Shots("status"), bench.Checks));
    }

    [SkippableFact]
    public async Task A_dry_run_prices_it_and_asks_nobody_and_the_cap_holds()
    {
        await using CheckBench bench = await (await CheckBench.StartAsync(Store, 0.9)).WithClipAsync();
        int requests = bench.Service.Requests.Count;

        CommandResult dry = await bench.RunAsync("check", "--dry-run");
        CommandResult capped = await bench.RunAsync("check", "--max-cost", "0.001");

        Assert.Equal("s1#1 planned", dry.Shots("status"));
        Assert.True(dry.Summary.GetProperty("estimatedCostUsd").GetDecimal() > 0.01m);
        capped.Ends(3);
        Assert.Equal(0, bench.Checks);
        Assert.Equal(1, bench.Service.Requests.Count - requests);
    }

    [SkippableFact]
    public async Task A_shot_without_a_clip_is_left_out_in_words()
    {
        await using CheckBench bench = await CheckBench.StartAsync(Store, 0.9);

        CommandResult result = await bench.RunAsync("check");

        result.Ends(0, "it has no clip to check yet");
        Assert.Equal(("s1#1 skipped", 0), (result.Shots("status"), bench.Checks));
    }

    [SkippableFact]
    public async Task A_rehearsed_judge_is_free_and_always_says_the_same_of_the_same_clip()
    {
        await using CheckBench bench = await (await CheckBench.StartAsync(Store, 0.9)).WithClipAsync();

        CommandResult first = await bench.RunAsync("check", "--provider", "rehearsal");
        CommandResult second = await bench.RunAsync("check", "--provider", "rehearsal", "--mode", "override");

        Assert.Equal(0, first.Summary.GetProperty("spentUsd").GetDecimal());
        Assert.Equal(first.Shots("score"), second.Shots("score"));
        Assert.Equal(0, bench.Checks);
        Assert.Equal("s1#1 0.9", (await bench.RunAsync("check")).Shots("score"));
    }

    [SkippableFact]
    public async Task Without_ffmpeg_nothing_is_checked_and_nothing_charged()
    {
        using CommandLine cli = await CommandLine.WithStoryAsync(store: Store);
        (await cli.RunAsync("run", "create-shot-video", "--provider", "rehearsal")).Ends(0);

        (await cli.RunAsync("check", "--provider", "rehearsal")).Ends(3, "Clips cannot be checked without ffmpeg", "nothing was charged");
    }

    [SkippableFact]
    public async Task The_report_has_the_worst_clip_first_with_what_the_shot_has_cost()
    {
        await using CheckBench bench = await CheckBench.StartAsync(Store, 0.9, 0.4);
        (await bench.Cli.RunAsync("run", "create-shot-video", "--scenelet", "s1")).Ends(0);
        (await bench.Cli.RunAsync("check", "--shot", "1", "--scenelet", "s1")).Ends(0);
        (await bench.Cli.RunAsync("check", "--shot", "2")).Ends(0);

        CommandResult report = await bench.Cli.RunAsync("report", "--json");
        CommandResult table = await bench.Cli.RunAsync("report");

        Assert.Equal("s1#2 s1#1 s2#1", report.Addresses());
        Assert.Equal("s1#1 0.9, s1#2 0.4, s2#1 ", report.Shots("score"));
        Assert.InRange(report.Shot("s1#2").GetProperty("costUsd").GetDecimal(), 3.21m, 3.25m);
        Assert.Equal("gemini/gemini-3.8-flash", report.Shot("s1#2").GetProperty("judge").GetString());
        Assert.Equal("it has no clip", report.Shot("s2#1").GetProperty("note").GetString());
        Assert.Matches(@"(?m)^s1#2 +0\.40 +\$3\.2\d+ +1 +The lamp changes its colour\.", table.Out);
    }
}

public sealed class SqliteCheckTests() : CheckTests(StoreEngine.Sqlite);

public sealed class PostgresCheckTests() : CheckTests(StoreEngine.Postgres);
