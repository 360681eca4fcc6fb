using StoryVideo.Core.Tests.Support;
using StoryVideo.Importing;
using StoryVideo.Storage;
using StoryVideo.Stories;
using StoryVideo.Tasks;

namespace StoryVideo.Core.Tests.Tasks;

public abstract class ImportStoryTests(StoreEngine engine) : StoreTests(engine)
{
    private StudioBench Bench => field ??= new StudioBench(Folder, Store);

    [SkippableFact]
    public async Task A_bundle_comes_in_with_its_shots_and_files()
    {
        ImportSummary summary = await Bench.ImportAsync();

        Assert.Equal((2, 3, 3, 5, 0, 0), (summary.Scenelets, summary.Shots, summary.NewShots, summary.FilesCopied, summary.FilesReplaced, summary.ClipsKept));
        Assert.Equal(TinyPng.Of("first" + Bench.Bundle.KeyFrame("s1", 2)), await File.ReadAllBytesAsync(Bench.Asset(Bench.Bundle.KeyFrame("s1", 2))));
        Story story = await ReadAsync();
        Assert.Equal(("The Paper Boat", 3), (story.DisplayName, (await Bench.StatesAsync()).Count));
        Assert.Contains("\"zeta\": 1.50, \"alpha\": 1e2", story.VisualDesignDocument, StringComparison.Ordinal);
        Assert.Equal(Bench.Bundle.Payload("s1", 2), (await Bench.StatesAsync())[1].Shot.StoryboardPayload);
        Assert.Equal("The Pond", (await Bench.StatesAsync())[0].Shot.SceneletLabel);
    }

    [SkippableFact]
    public async Task The_same_bundle_again_changes_nothing()
    {
        await Bench.ImportAsync();
        Story before = await ReadAsync();

        ImportSummary again = await Bench.ImportAsync();

        Assert.Equal((3, 0, 0, 0), (again.Shots, again.NewShots, again.FilesCopied, again.FilesReplaced));
        Assert.Equal(before, await ReadAsync());
    }

    [SkippableFact]
    public async Task A_second_import_updates_and_loses_no_path_no_take_no_file_and_no_shot()
    {
        await Bench.ImportAsync();
        await Bench.RunAsync();
        string clips = await Bench.VideoPathAsync("s1", 1) + await Bench.VideoPathAsync("s2", 1);
        byte[] keyFrame = await File.ReadAllBytesAsync(Bench.Asset(Bench.Bundle.KeyFrame("s1", 1)));

        ImportSummary summary = await Bench.ImportAsync(Bench.Bundle with
        {
            Title = "The Paper Ship",
            Scenelets = [("s1", "The Lake", 1)],
            ImageSeed = "second",
            VisualDesign = Bench.Bundle.VisualDesign.Replace("Hero", "Captain", StringComparison.Ordinal),
        });

        Assert.Equal((1, 0, 3, 3), (summary.Shots, summary.NewShots, summary.FilesCopied, summary.FilesReplaced));
        Assert.Equal(clips, await Bench.VideoPathAsync("s1", 1) + await Bench.VideoPathAsync("s2", 1));
        Assert.Equal(3, (await Bench.TakesAsync()).Count);
        Assert.All(await Bench.StatesAsync(), static s => Assert.Equal("stale", s.State));
        Assert.Equal("The Lake", (await Bench.StatesAsync())[0].Shot.SceneletLabel);
        Story story = await ReadAsync();
        Assert.Equal("The Paper Ship", story.DisplayName);
        Assert.Contains("Captain", story.VisualDesignDocument, StringComparison.Ordinal);
        string kept = Assert.Single(Directory.EnumerateFiles(Bench.Asset($"{Bench.Bundle.StoryId}/shots/s1/takes"), "imported-over-*"));
        Assert.Equal(keyFrame, await File.ReadAllBytesAsync(kept));
        Assert.All(await Bench.TakesAsync(), t => Assert.True(File.Exists(Bench.Asset(t.File!.Path["generated/".Length..]))));
    }

    [SkippableFact]
    public async Task Image_paths_that_a_newer_document_lacks_are_carried_over()
    {
        await Bench.ImportAsync();

        await Bench.ImportAsync(Bench.Bundle with { HasImages = false });

        VisualDesign design = VisualDesign.Parse((await ReadAsync()).VisualDesignDocument!);
        Assert.Equal(Bench.Bundle.ModelSheet, design.Find(DesignKind.Character, "mara")!.ImagePath);
        Assert.Equal("generated/" + Bench.Bundle.Environment, design.Find(DesignKind.Environment, "pond")!.ImagePath);
        Assert.Equal(Bench.Bundle.KeyFrame("s1", 1), (await Bench.StatesAsync())[0].Shot.KeyFrameImagePath);
        Assert.Contains("1.50", (await ReadAsync()).VisualDesignDocument, StringComparison.Ordinal);
        Assert.Contains("1e2", (await ReadAsync()).VisualDesignDocument, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_clip_that_the_ledger_knows_is_not_replaced_by_one_of_a_bundle()
    {
        await Bench.ImportAsync();
        await Bench.RunAsync();
        string clip = Bench.ClipText(Bench.Bundle.Clip("s1", 1));
        string bundle = Bench.Bundle.WriteTo(Folder);
        await File.WriteAllBytesAsync(Path.Combine(bundle, "generated", Bench.Bundle.Clip("s1", 1)), TinyMp4.Of("another"));

        using Studio studio = await Bench.OpenAsync();
        ImportSummary summary = await new ImportStory(studio).RunAsync(bundle, CancellationToken.None);

        Assert.Equal(1, summary.ClipsKept);
        Assert.Equal(clip, Bench.ClipText(Bench.Bundle.Clip("s1", 1)));
    }

    [SkippableFact]
    public async Task A_bad_bundle_is_refused_whole_and_every_problem_is_told()
    {
        await Bench.ImportAsync();
        Story before = await ReadAsync();
        TestBundle bad = Bench.Bundle with
        {
            Title = "Other",
            ImageSeed = "second",
            More = static (_, index) => index == 1 ? ", \"videoFilePath\": \"../../etc/passwd\"" : ", \"audioFilePath\": 7",
        };

        ImportException refused = await Assert.ThrowsAsync<ImportException>(() => Bench.ImportAsync(bad));

        Assert.Equal(
            "$.shots[0].videoFilePath $.shots[1].audioFilePath $.shots[2].videoFilePath",
            string.Join(' ', refused.Problems.Select(static p => p.JsonPath)));
        Assert.Equal(before, await ReadAsync());
        Assert.False(Directory.Exists(Bench.Asset($"{Bench.Bundle.StoryId}/shots/s1/takes")));
    }

    [SkippableFact]
    public async Task A_bundle_that_lies_where_the_assets_are_is_not_copied_onto_itself()
    {
        string bundle = Bench.Bundle.WriteTo(Folder);
        using Studio studio = await Studio.OpenAsync(
            Bench.Settings with { Assets = Path.Combine(bundle, "generated") }, StoreAccess.Write, Bench.Time, CancellationToken.None);

        ImportSummary summary = await new ImportStory(studio).RunAsync(Path.Combine(bundle, "story.json"), CancellationToken.None);

        Assert.Equal((3, 0), (summary.NewShots, summary.FilesCopied));
        Assert.True(studio.Assets.Exists(AssetPath.Of(Bench.Bundle.ModelSheet)));
    }

    [SkippableFact]
    public async Task A_story_may_have_any_text_as_its_id()
    {
        ImportSummary summary = await Bench.ImportAsync(new TestBundle { StoryId = "La barque, n° 2" });

        Assert.Equal("La barque, n° 2", summary.StoryId);
        Assert.Equal(3, (await Bench.RunAsync()).Count(static r => r.Status == AssetStatus.Succeeded));
        Assert.Equal("generated/La barque, n° 2/shots/s1/shot-1.mp4", await Bench.VideoPathAsync("s1", 1));
    }

    private async Task<Story> ReadAsync()
    {
        using Studio studio = await Bench.OpenAsync(StoreAccess.Read);
        return await new FindStories(studio).GetAsync(Bench.Bundle.StoryId, CancellationToken.None);
    }
}

public sealed class SqliteImportStoryTests() : ImportStoryTests(StoreEngine.Sqlite);

public sealed class PostgresImportStoryTests() : ImportStoryTests(StoreEngine.Postgres);
