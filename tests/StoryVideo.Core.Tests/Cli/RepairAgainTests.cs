using StoryVideo.Core.Tests.Support;
using StoryVideo.FakeGemini.Faults;
using StoryVideo.Ledger;
using StoryVideo.Storage;
using StoryVideo.Stories;
using StoryVideo.Tasks;
using StoryVideo.Tasks.Plans;
using StoryVideo.Tasks.Takes;

namespace StoryVideo.Core.Tests.Cli;

/// <summary>Mending that was interrupted, and mending again after the story, its clips or the operator's choice have changed.</summary>
public abstract class RepairAgainTests(StoreEngine engine) : StoreTests(engine)
{
    [SkippableTheory]
    [InlineData(0.85, "mended", 0.85, 2, 0)]
    [InlineData(0.3, "mended", 0.9, 3, 1)]
    public async Task A_correction_whose_run_ended_before_its_check_is_judged_before_anything_else(
        double late, string status, double score, int clips, int corrections)
    {
        await using CheckBench bench = await CheckBench.CheckedAsync(Store, 0.5, late, 0.9);
        await CorrectAsync(bench, RunGoal.Fetched);

        CommandResult dry = await bench.RunAsync("repair", "--dry-run");
        CommandResult result = await bench.RunAsync("repair");

        Assert.Contains("was not judged: it is judged first", dry.Out, StringComparison.Ordinal);
        Assert.Equal(($"s1#1 {status}", $"s1#1 {score}", $"s1#1 {corrections}", clips), (result.Shots("status"), result.Shots("score"), result.Shots("corrections"), bench.Clips));
    }

    [SkippableFact]
    public async Task A_correction_that_is_still_being_made_is_fetched_and_not_paid_again()
    {
        await using CheckBench bench = await CheckBench.CheckedAsync(Store, 0.5, 0.9);
        await CorrectAsync(bench, RunGoal.Submitted);

        CommandResult result = await bench.RunAsync("repair");

        Assert.Equal(("s1#1 mended", "s1#1 0.9", 2), (result.Shots("status"), result.Shots("score"), bench.Clips));
        Assert.True(result.Shot("s1#1").GetProperty("spentUsd").GetDecimal() < 0.1m);
    }

    [SkippableFact]
    public async Task A_second_correction_that_is_still_being_made_is_fetched_too()
    {
        await using CheckBench bench = await CheckBench.CheckedAsync(Store, 0.5, 0.6, 0.9);
        await CorrectAsync(bench, RunGoal.Fetched);
        (await bench.RunAsync("check")).Ends(0);
        await CorrectAsync(bench, RunGoal.Submitted);

        CommandResult result = await bench.RunAsync("repair");

        Assert.Equal(("s1#1 mended", "s1#1 0.9", 3), (result.Shots("status"), result.Shots("score"), bench.Clips));
    }

    [SkippableFact]
    public async Task Where_the_answer_to_a_check_was_lost_no_further_clip_is_paid_that_nobody_could_judge()
    {
        await using CheckBench bench = await CheckBench.CheckedAsync(Store, 0.5);
        bench.Service.Faults.Enqueue(Stage.Image, new Fault.ResetAfterBody());

        CommandResult first = await bench.RunAsync("repair");
        CommandResult dry = await bench.RunAsync("repair", "--dry-run");
        CommandResult second = await bench.RunAsync("repair");

        first.Ends(1);
        Assert.Equal(("s1#1 failed", "s1#1 failed", "s1#1 failed", 2), (first.Shots("status"), dry.Shots("status"), second.Shots("status"), bench.Clips));
        Assert.Contains("was lost and it may have been paid", second.Out, StringComparison.Ordinal);
        Assert.True((await bench.TakesAsync())[0].IsSelected);
    }

    [SkippableFact]
    public async Task No_correction_is_begun_that_the_cap_would_not_let_be_judged()
    {
        await using CheckBench bench = await CheckBench.CheckedAsync(Store, 0.5);

        CommandResult run = await bench.RunAsync("repair", "--max-cost", "3.20");
        (await bench.Cli.RunAsync("budget", "--story", "42", "--max-cost", "6.41")).Ends(0);
        CommandResult story = await bench.RunAsync("repair");

        run.Ends(1);
        story.Ends(1);
        Assert.Equal(("s1#1 stopped", "s1#1 stopped", 1), (run.Shots("status"), story.Shots("status"), bench.Clips));
        Assert.Contains("The story's cap of $6.41", story.Out, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_rehearsed_judge_who_has_looked_at_nothing_has_no_clip_paid()
    {
        await using CheckBench bench = await (await CheckBench.StartAsync(Store, 0.5)).WithClipAsync();
        (await bench.RunAsync("check", "--provider", "rehearsal")).Ends(0);

        CommandResult result = await bench.RunAsync("repair");

        Assert.Equal("s1#1 skipped", result.Shots("status"));
        Assert.Contains("has no score", result.Out, StringComparison.Ordinal);
        Assert.Equal(1, bench.Clips);
    }

    [SkippableFact]
    public async Task A_rehearsal_never_takes_the_place_of_what_was_paid_for()
    {
        await using CheckBench bench = await (await CheckBench.StartAsync(Store, 0)).WithPictures().WithClipAsync("--provider", "rehearsal");
        (await bench.RunAsync("check", "--provider", "rehearsal")).Ends(0);
        await bench.WithClipAsync();
        (await bench.RunAsync("check")).Ends(0);

        CommandResult rehearsed = await bench.RunAsync("repair", "--provider", "rehearsal");
        CommandResult paid = await bench.RunAsync("repair");

        Assert.Equal(("s1#1 skipped", "s1#1 kept"), (rehearsed.Shots("status"), paid.Shots("status")));
        Assert.Contains("a rehearsal cannot mend it", rehearsed.Out, StringComparison.Ordinal);
        Assert.Equal("gemini", (await bench.TakesAsync()).Single(static t => t.IsSelected).Provider);
    }

    [SkippableFact]
    public async Task A_rehearsal_is_mended_as_one_and_never_for_money()
    {
        await using CheckBench bench = await (await CheckBench.StartAsync(Store, 0)).WithPictures().WithClipAsync("--provider", "rehearsal");
        (await bench.RunAsync("check")).Ends(0);

        CommandResult paid = await bench.RunAsync("repair", "--provider", "gemini");
        CommandResult rehearsed = await bench.RunAsync("repair");

        Assert.Contains("its clip is a rehearsal", paid.Out, StringComparison.Ordinal);
        Assert.Equal(("s1#1 2", 0m), (rehearsed.Shots("corrections"), rehearsed.Shot("s1#1").GetProperty("spentUsd").GetDecimal()));
        Assert.Equal(0, bench.Clips);
    }

    [SkippableFact]
    public async Task A_clip_that_was_made_anew_may_be_corrected_anew()
    {
        await using CheckBench bench = await CheckBench.CheckedAsync(Store, 0.5, 0.4, 0.4, 0.6, 0.9);
        Assert.Equal("s1#1 kept", (await bench.RunAsync("repair")).Shots("status"));
        await bench.WithClipAsync("--mode", "override");
        (await bench.RunAsync("check")).Ends(0);

        CommandResult again = await bench.RunAsync("repair");

        Assert.Equal(("s1#1 mended", "s1#1 0.9", "s1#1 1", 5), (again.Shots("status"), again.Shots("score"), again.Shots("corrections"), bench.Clips));
    }

    [SkippableFact]
    public async Task A_better_take_that_is_there_is_selected_for_nothing()
    {
        await using CheckBench bench = await CheckBench.CheckedAsync(Store, 0.85, 0.5);
        await bench.WithClipAsync("--mode", "override");
        (await bench.RunAsync("check")).Ends(0);

        CommandResult dry = await bench.RunAsync("repair", "--dry-run");
        CommandResult result = await bench.RunAsync("repair");

        Assert.Contains("has 0.85 and is selected again, for nothing", dry.Out, StringComparison.Ordinal);
        Assert.Equal(("s1#1 mended", "s1#1 0.85", 2), (result.Shots("status"), result.Shots("score"), bench.Clips));
        Assert.Equal(0, result.Shot("s1#1").GetProperty("spentUsd").GetDecimal());
    }

    [SkippableFact]
    public async Task A_better_take_whose_file_is_gone_keeps_nothing_from_being_mended()
    {
        await using CheckBench bench = await CheckBench.CheckedAsync(Store, 0.85, 0.5, 0.82);
        await bench.WithClipAsync("--mode", "override");
        (await bench.RunAsync("check")).Ends(0);
        Directory.Delete(Path.Combine(bench.Folder, "takes"), recursive: true);

        Assert.Equal("s1#1 0.82", (await bench.RunAsync("repair")).Shots("score"));
    }

    [SkippableFact]
    public async Task A_clip_of_a_model_that_nobody_knows_any_more_is_mended_by_one_that_is_named()
    {
        await using CheckBench bench = await CheckBench.CheckedAsync(Store, 0.5, 0.9);
        await Store.ExecuteAsync("UPDATE storyvideo_takes SET model = 'long-gone' WHERE operation_name IS NOT NULL");

        CommandResult unnamed = await bench.RunAsync("repair");
        CommandResult named = await bench.RunAsync("repair", "--model", "veo-3.1-generate-preview");

        Assert.Equal(("s1#1 skipped", "s1#1 mended"), (unnamed.Shots("status"), named.Shots("status")));
        Assert.Contains("Another model can be named", unnamed.Out, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task An_operators_choice_that_is_good_enough_stands_beside_a_better_one()
    {
        await using CheckBench bench = await CheckBench.CheckedAsync(Store, 0.85, 0.95);
        await bench.WithClipAsync("--mode", "override");
        (await bench.RunAsync("check")).Ends(0);
        Take chosen = (await bench.TakesAsync())[0];
        using (Studio studio = await bench.Cli.OpenAsync(StoreAccess.Write))
        {
            await new SelectTake(studio).RunAsync(chosen.Id, CancellationToken.None);
        }

        Assert.Equal("s1#1 good", (await bench.RunAsync("repair")).Shots("status"));
        Assert.True((await bench.TakesAsync())[0].IsSelected);
    }

    [SkippableFact]
    public async Task A_score_that_was_given_before_a_model_sheet_changed_has_nothing_paid_and_selects_nothing()
    {
        await using CheckBench bench = await CheckBench.CheckedAsync(Store, 0.7, 0.5, 0.6, 0.6);
        bench.Cli.Folder.Write("public/generated/42/visuals/characters/rhea/character-model-sheet.png", [.. SampleFolder.Png, 9]);

        CommandResult outdated = await bench.RunAsync("repair");

        Assert.Equal(("s1#1 skipped", 1), (outdated.Shots("status"), bench.Clips));
        Assert.Contains("was given before this changed: model sheet rhea", outdated.Out, StringComparison.Ordinal);

        await bench.WithClipAsync("--mode", "override");
        (await bench.RunAsync("check")).Ends(0);

        // The first take is better by what it was held against, which is another sheet.
        Assert.Equal("s1#1 0.6", (await bench.RunAsync("repair")).Shots("score"));
        Assert.False((await bench.TakesAsync())[0].IsSelected);
    }

    /// <summary>What a run leaves behind that is killed once it has come so far with a correction.</summary>
    private static async Task CorrectAsync(CheckBench bench, RunGoal goal)
    {
        using Studio studio = await bench.Cli.OpenAsync(StoreAccess.Write);
        Take made = (await bench.TakesAsync()).Single(static t => t.IsSelected);
        ShotVideoRequest request = new()
        {
            Model = made.Model,
            Correction = "Keep the lamp yellow.",
            Mode = RunMode.Override,
            Goal = goal,
            Filter = new ShotFilter { Scenelets = ["s1"], Indexes = [new IndexRange(1, 1)] },
        };
        PlanShotVideos plans = new(studio, request);
        Story story = await new FindStories(studio).GetAsync("42", CancellationToken.None);
        List<PlannedAsset> planned = await plans.PlanAsync(story, CancellationToken.None).ToListAsync();
        ShotVideoResult result = await new CreateShotVideos(studio, request, plans).RunAsync(planned, CancellationToken.None).SingleAsync();
        Assert.Null(result.Error);
    }
}

public sealed class SqliteRepairAgainTests() : RepairAgainTests(StoreEngine.Sqlite);

public sealed class PostgresRepairAgainTests() : RepairAgainTests(StoreEngine.Postgres);
