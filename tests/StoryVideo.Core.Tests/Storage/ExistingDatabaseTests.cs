using StoryVideo.Core.Tests.Support;
using StoryVideo.Ledger;
using StoryVideo.Planning;
using StoryVideo.Storage;
using StoryVideo.Tasks;
using StoryVideo.Tasks.Plans;

namespace StoryVideo.Core.Tests.Storage;

/// <summary>StoryVideo on the PostgreSQL database of the system that its first users come from.</summary>
public sealed class ExistingDatabaseTests() : StoreTests(StoreEngine.Postgres)
{
    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nothing_is_added_but_the_path_of_clips_and_tables_of_our_own(bool hasVideoPath)
    {
        await Store.ExecuteAsync(StoryTreeSchema.Tables(hasVideoPath) + StoryTreeSchema.Story);
        IReadOnlyList<string> before = await Store.QueryAsync<string>(StoryTreeSchema.Catalog);

        (await Store.OpenAsync()).Dispose();

        IReadOnlyList<string> after = await Store.QueryAsync<string>(StoryTreeSchema.Catalog);
        Assert.Empty(before.Except(after, StringComparer.Ordinal));
        string[] added = [.. after.Except(before, StringComparer.Ordinal).Where(static l => !l.Contains("storyvideo_", StringComparison.Ordinal))];
        Assert.Equal(hasVideoPath ? [] : ["column shots video_file_path text f "], added);
    }

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_is_read_and_planned_without_a_write(bool hasVideoPath)
    {
        StudioBench bench = await PrepareAsync(hasVideoPath);
        IReadOnlyList<string> before = await Store.QueryAsync<string>(StoryTreeSchema.Catalog);

        IReadOnlyList<PlannedAsset> plans = await bench.PlanAsync(new ShotVideoRequest { IsDryRun = true });
        IReadOnlyList<ShotState> states = await bench.StatesAsync();

        Assert.Equal("scenelet-1#1 scenelet-1#2", string.Join(' ', plans.Select(static p => p.Plan.Address)));
        Assert.All(plans, static p => Assert.Equal(
            $"character-model-sheet.png environment-reference.png shot-{p.Plan.Asset.ShotIndex}_key_frame.png",
            string.Join(' ', p.Plan.References.Select(static r => Path.GetFileName(r.Path)))));
        Assert.All(plans, static p => Assert.Equal(AssetAction.Make, p.Action));
        Assert.All(states, static s => Assert.Equal("missing", s.State));
        Assert.Equal(before, await Store.QueryAsync<string>(StoryTreeSchema.Catalog));
    }

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_run_makes_clips_and_points_its_rows_at_them(bool hasVideoPath)
    {
        StudioBench bench = await PrepareAsync(hasVideoPath);

        IReadOnlyList<ShotVideoResult> results = await bench.RunAsync();

        Assert.All(results, static r => Assert.Equal(AssetStatus.Succeeded, r.Status));
        Assert.Equal(
            $"generated/{StoryTreeSchema.StoryId}/shots/scenelet-1/shot-2.mp4", await bench.VideoPathAsync("scenelet-1", 2));
        Assert.True(await Store.ScalarAsync<bool>("SELECT bool_and(updated_at > created_at) FROM shots"));
    }

    [SkippableFact]
    public async Task An_import_updates_what_is_there_and_adds_the_rest()
    {
        StudioBench bench = await PrepareAsync(hasVideoPath: true);
        await Store.ExecuteAsync("UPDATE shots SET video_file_path = 'generated/kept.mp4', audio_file_path = 'generated/a.wav'");
        TestBundle bundle = new() { Title = "The Paper Ship", Scenelets = [("scenelet-1", null, 3), ("scenelet-2", "The Sea", 1)] };

        ImportSummary summary = await bench.ImportAsync(bundle);

        Assert.Equal((4, 2), (summary.Shots, summary.NewShots));
        Assert.Equal("THE PAPER SHIP", await Store.ScalarAsync<string>("SELECT display_name_upper FROM stories"));
        Assert.Equal("a boat", await Store.ScalarAsync<string>("SELECT initial_prompt FROM stories"));
        Assert.Equal(2, await Store.ScalarAsync<long>(
            "SELECT count(*) FROM shots WHERE video_file_path = 'generated/kept.mp4' AND audio_file_path = 'generated/a.wav'"));
        Assert.Equal("the pond", await Store.ScalarAsync<string>(
            "SELECT content ->> 'scene' FROM scenelets WHERE id = '11111111-2222-3333-4444-555555555555'"));
        Assert.Equal(3, await Store.ScalarAsync<long>(
            "SELECT count(*) FROM shots WHERE scenelet_ref = '11111111-2222-3333-4444-555555555555'"));
        Assert.Equal("wide scenelet-1 1", await Store.ScalarAsync<string>(
            "SELECT storyboard_payload ->> 'framingAndAngle' FROM shots WHERE scenelet_id = 'scenelet-1' AND shot_index = 1"));
    }

    [SkippableFact]
    public async Task A_story_whose_id_is_no_UUID_is_refused_before_anything_is_copied()
    {
        StudioBench bench = await PrepareAsync(hasVideoPath: true);

        StoreException refused = await Assert.ThrowsAsync<StoreException>(() => bench.ImportAsync(new TestBundle { StoryId = "42" }));

        Assert.Contains("by UUID", refused.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(bench.Asset("42")));
        Assert.Equal(1, await Store.ScalarAsync<long>("SELECT count(*) FROM stories"));
    }

    [SkippableFact]
    public async Task A_story_id_that_is_no_UUID_names_no_story()
    {
        StudioBench bench = await PrepareAsync(hasVideoPath: true);
        using StoryDatabase database = await Store.OpenAsync(StoreAccess.Read);

        Assert.Null(await new StoryRecords(database).ReadAsync("42", CancellationToken.None));
        using Studio studio = await bench.OpenAsync(StoreAccess.Read);
        RunRefusedException refused = await Assert.ThrowsAsync<RunRefusedException>(
            () => new FindStories(studio).GetAsync("42", CancellationToken.None));
        Assert.Contains("'The Paper Boat'", refused.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Takes_of_its_shots_are_selected_in_the_transaction_that_sets_their_path()
    {
        StudioBench bench = await PrepareAsync(hasVideoPath: true);

        await bench.RunAsync();

        Take take = Assert.Single(await bench.TakesAsync("scenelet-1#1"));
        Assert.True(take.IsSelected);
        Assert.Equal(take.File!.Path, await bench.VideoPathAsync("scenelet-1", 1));
    }

    private async Task<StudioBench> PrepareAsync(bool hasVideoPath)
    {
        await Store.ExecuteAsync(StoryTreeSchema.Tables(hasVideoPath) + StoryTreeSchema.Story);
        StudioBench bench = new(Folder, Store) { Bundle = new TestBundle { Scenelets = [("scenelet-1", null, 2)] } };
        Assert.Equal(StoryTreeSchema.StoryId, bench.Bundle.StoryId);
        bench.WriteAssets();
        return bench;
    }
}
