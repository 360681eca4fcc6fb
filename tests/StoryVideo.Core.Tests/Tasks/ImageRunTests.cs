using StoryVideo.Core.Tests.Support;
using StoryVideo.Ledger;
using StoryVideo.Providers;
using StoryVideo.Storage;
using StoryVideo.Stories;
using StoryVideo.Tasks;
using StoryVideo.Tasks.Takes;

namespace StoryVideo.Core.Tests.Tasks;

/// <summary>Model sheets, environment references and key frames: the same ledger, the same gate, the same way home as clips.</summary>
public abstract class ImageRunTests(StoreEngine engine) : StoreTests(engine)
{
    private const string Sheet = "model sheet mara";
    private const string Pond = "environment reference pond";

    private static readonly VisualReferenceRequest s_references = new() { ThrottleLimit = 1 };
    private static readonly ShotImageRequest s_keyFrames = new() { ThrottleLimit = 1 };

    private StudioBench? _bench;

    internal StudioBench Bench => _bench ?? throw new InvalidOperationException("The test has not begun.");

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _bench = new StudioBench(Folder, Store) { Bundle = new TestBundle { HasImages = false } };
        await _bench.ImportAsync();
    }

    [SkippableFact]
    public async Task Every_missing_image_is_made_and_its_path_stored_as_the_existing_system_spells_it()
    {
        Assert.Equal("Succeeded Succeeded", Statuses(await Bench.MakeAsync(s_references)));
        Assert.Equal("Succeeded Succeeded Succeeded", Statuses(await Bench.MakeAsync(s_keyFrames)));

        VisualDesign design = await Bench.DesignAsync();
        Assert.Equal(Bench.Bundle.ModelSheet, design.Characters[0].ImagePath);
        Assert.Equal("generated/" + Bench.Bundle.Environment, design.Environments[0].ImagePath);
        Assert.Equal(Bench.Bundle.KeyFrame("s1", 2), await Bench.KeyFramePathAsync("s1", 2));
        Assert.True(File.Exists(Bench.Asset(Bench.Bundle.ModelSheet)));
        Assert.True(File.Exists(Bench.Asset(Bench.Bundle.KeyFrame("s2", 1))));
        Assert.All(await Bench.TakesAsync(), static t => Assert.Equal((TakeState.Succeeded, true), (t.State, t.IsSelected)));
    }

    [SkippableFact]
    public async Task A_second_run_makes_nothing_again()
    {
        await Bench.MakeAsync(s_references);

        Assert.Equal("Skipped Skipped", Statuses(await Bench.MakeAsync(s_references)));
        Assert.Equal(2, Bench.Images.Calls.Count);
    }

    [SkippableFact]
    public async Task An_image_that_is_paid_keeps_its_path_when_the_next_one_fails()
    {
        Answer(Pond, new SubmitOutcome.Rejected(Error("request-refused")));

        Assert.Equal("Failed Succeeded", Statuses(await Bench.MakeAsync(s_references)));

        VisualDesign design = await Bench.DesignAsync();
        Assert.Equal(Bench.Bundle.ModelSheet, design.Characters[0].ImagePath);
        Assert.Null(design.Environments[0].ImagePath);
    }

    [SkippableFact]
    public async Task The_extension_follows_the_bytes_and_the_other_one_makes_room()
    {
        await Bench.MakeAsync(s_references);
        Bench.Images.IsJpeg = static _ => true;

        await Bench.MakeAsync(s_references with { Mode = RunMode.Override, Characters = ["mara"] });

        string jpeg = Bench.Bundle.ModelSheet.Replace(".png", ".jpg", StringComparison.Ordinal);
        Assert.Equal(jpeg, (await Bench.DesignAsync()).Characters[0].ImagePath);
        Assert.True(File.Exists(Bench.Asset(jpeg)));
        Assert.False(File.Exists(Bench.Asset(Bench.Bundle.ModelSheet)));
        Take earlier = (await Bench.TakesAsync("mara"))[0];
        Assert.False(earlier.IsSelected);
        Assert.True(File.Exists(Bench.Asset(earlier.File!.Path["generated/".Length..])));
    }

    [SkippableFact]
    public async Task An_earlier_image_can_be_selected_again()
    {
        await Bench.MakeAsync(s_references);
        Bench.Images.IsJpeg = static _ => true;
        await Bench.MakeAsync(s_references with { Mode = RunMode.Override, Characters = ["mara"] });
        Take first = (await Bench.TakesAsync("mara"))[0];

        using (Studio studio = await Bench.OpenAsync())
        {
            await new SelectTake(studio).RunAsync(first.Id, CancellationToken.None);
        }

        Assert.Equal(Bench.Bundle.ModelSheet, (await Bench.DesignAsync()).Characters[0].ImagePath);
        Assert.True(File.Exists(Bench.Asset(Bench.Bundle.ModelSheet)));
        Assert.False(File.Exists(Bench.Asset(Bench.Bundle.ModelSheet.Replace(".png", ".jpg", StringComparison.Ordinal))));
    }

    [SkippableFact]
    public async Task A_second_sheet_lies_beside_the_first_and_either_can_be_selected()
    {
        await Bench.MakeAsync(s_references);
        await Bench.MakeAsync(s_references with { Characters = ["m*"], Index = 2 });

        string second = Bench.Bundle.ModelSheet.Replace(".png", "-2.png", StringComparison.Ordinal);
        Assert.Equal(second, (await Bench.DesignAsync()).Characters[0].ImagePath);
        Take first = Assert.Single(await Bench.TakesAsync("mara"));
        Assert.Single(await Bench.TakesAsync("mara#2"));
        using (Studio studio = await Bench.OpenAsync())
        {
            await new SelectTake(studio).RunAsync(first.Id, CancellationToken.None);
        }

        Assert.Equal(Bench.Bundle.ModelSheet, (await Bench.DesignAsync()).Characters[0].ImagePath);
        Assert.True(File.Exists(Bench.Asset(second)));
    }

    [SkippableFact]
    public async Task A_name_that_no_design_has_is_refused()
    {
        RunRefusedException refused = await Assert.ThrowsAsync<RunRefusedException>(
            () => Bench.MakeAsync(s_references with { Characters = ["marra"] }));

        Assert.Equal("design-not-found", refused.Code);
        Assert.Contains("It has mara", refused.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Key_frames_without_their_references_are_found_all_at_once_before_any_call()
    {
        IReadOnlyList<AssetResult> results = await Bench.MakeAsync(s_keyFrames);

        Assert.Equal("Blocked Blocked Blocked", Statuses(results));
        Assert.All(results, static r => Assert.Contains(
            "New-VisualReferenceImage -Character 'mara' (storyvideo run create-visual-reference-image --character 'mara')",
            r.Error!.Message,
            StringComparison.Ordinal));
        Assert.Empty(Bench.Images.Calls);
    }

    [SkippableFact]
    public async Task References_go_along_with_a_key_frame_characters_first_and_the_prompt_is_silent()
    {
        await Bench.MakeAsync(s_references);
        await Bench.MakeAsync(s_keyFrames);

        ImageRequest request = Bench.Images.Requests.Last();
        Assert.Equal(
            $"{Bench.Bundle.ModelSheet} {Bench.Bundle.Environment}", string.Join(' ', request.References.Select(static r => r.AssetPath)));
        Assert.Contains("\"framingAndAngle\"", request.Prompt, StringComparison.Ordinal);
        Assert.DoesNotContain("audioAndNarrative", request.Prompt, StringComparison.Ordinal);
        Assert.DoesNotContain("image_path", request.Prompt, StringComparison.Ordinal);
        Assert.Equal("16:9", request.AspectRatio);
    }

    [SkippableFact]
    public async Task What_brings_nothing_is_tried_once_more_and_then_left()
    {
        Answer(Sheet, new SubmitOutcome.Empty(Error("text-instead-of-image")));

        IReadOnlyList<AssetResult> results = await Bench.MakeAsync(s_references with { Characters = ["mara"] });
        IReadOnlyList<AssetResult> again = await Bench.MakeAsync(s_references with { Characters = ["mara"] });

        Assert.Equal("Failed", Statuses(results));
        Assert.Equal("Failed", Statuses(again));
        Assert.Equal(2, Bench.Images.Calls.Count);
        Assert.Equal(0, results[0].SpentUsd);
        Assert.All(await Bench.TakesAsync("mara"), static t => Assert.Equal(TakeState.Failed, t.State));
    }

    [SkippableFact]
    public async Task What_is_withheld_is_not_tried_again()
    {
        Answer(Sheet, new SubmitOutcome.Filtered(Error("image-withheld")));

        Assert.Equal("Filtered", Statuses(await Bench.MakeAsync(s_references with { Characters = ["mara"] })));
        Assert.Equal("Filtered", Statuses(await Bench.MakeAsync(s_references with { Characters = ["mara"] })));
        Assert.Single(Bench.Images.Calls);
    }

    [SkippableFact]
    public async Task A_lost_answer_is_unknown_counts_against_the_cap_and_waits_to_be_written_off()
    {
        Answer(Sheet, new SubmitOutcome.Uncertain(Error("answer-lost")));

        Assert.Equal("Unknown", Statuses(await Bench.MakeAsync(s_references with { Characters = ["mara"] })));
        Assert.Equal("Unknown", Statuses(await Bench.MakeAsync(s_references with { Characters = ["mara"], Mode = RunMode.Override })));

        Assert.Single(Bench.Images.Calls);
        Take lost = Assert.Single(await Bench.TakesAsync("mara"));
        using Studio studio = await Bench.OpenAsync();
        Assert.Equal(0.134m, (await studio.Ledger.SumAsync(Bench.Bundle.StoryId, null, CancellationToken.None)).Unknown);
        ResolveTake resolve = new(studio);
        Assert.Equal("take-without-operation", (await Assert.ThrowsAsync<RunRefusedException>(
            () => resolve.AdoptAsync(lost.Id, "models/x/operations/y", CancellationToken.None))).Code);
        Assert.Equal("take-without-operation", (await Assert.ThrowsAsync<RunRefusedException>(
            () => resolve.FetchAsync(lost.Id, "https://example.org/x", CancellationToken.None))).Code);
        await resolve.WriteOffAsync(lost.Id, CancellationToken.None);
        Bench.Images = new ScriptedImages();
        Assert.Equal("Succeeded", Statuses(await Bench.MakeAsync(s_references with { Characters = ["mara"] })));
    }

    [SkippableFact]
    public async Task An_answer_that_holds_no_image_is_unknown()
    {
        Answer(Sheet, new SubmitOutcome.Answered("GIF89a"u8.ToArray()));

        AssetResult result = Assert.Single(await Bench.MakeAsync(s_references with { Characters = ["mara"] }));

        Assert.Equal((AssetStatus.Unknown, "not-an-image"), (result.Status, result.Error!.Code));
    }

    [SkippableFact]
    public async Task The_cap_holds_for_images_too()
    {
        IReadOnlyList<AssetResult> results = await Bench.MakeAsync(s_references with { MaximumCost = 0.2m });

        Assert.Equal("Blocked Succeeded", Statuses(results));
        Assert.Contains(results, static r => r.Error?.Code == "cap-run");
    }

    [SkippableFact]
    public async Task An_image_whose_run_ended_before_the_rename_is_brought_home_for_nothing()
    {
        // A folder stands where the file belongs: the image is in the ledger and cannot be given its name.
        Directory.CreateDirectory(Bench.Asset(Bench.Bundle.ModelSheet));
        AssetResult first = Assert.Single(await Bench.MakeAsync(s_references with { Characters = ["mara"] }));
        Directory.Delete(Bench.Asset(Bench.Bundle.ModelSheet));

        AssetResult second = Assert.Single(await Bench.MakeAsync(s_references with { Characters = ["mara"] }));

        Assert.Equal((AssetStatus.Failed, "disk"), (first.Status, first.Error!.Code));
        Assert.Equal((AssetStatus.Succeeded, true, 0m), (second.Status, second.IsAdopted, second.SpentUsd));
        Assert.Single(Bench.Images.Calls);
    }

    [SkippableFact]
    public async Task A_kept_image_that_has_vanished_is_told_and_made_again_only_when_asked()
    {
        Directory.CreateDirectory(Bench.Asset(Bench.Bundle.ModelSheet));
        await Bench.MakeAsync(s_references with { Characters = ["mara"] });
        Directory.Delete(Bench.Asset(Bench.Bundle.ModelSheet));
        Array.ForEach(Directory.GetFiles(Path.GetDirectoryName(Bench.Asset(Bench.Bundle.ModelSheet))!, ".*.part"), File.Delete);

        AssetResult gone = Assert.Single(await Bench.MakeAsync(s_references with { Characters = ["mara"] }));
        AssetResult left = Assert.Single(await Bench.MakeAsync(s_references with { Characters = ["mara"] }));
        AssetResult again = Assert.Single(await Bench.MakeAsync(s_references with { Characters = ["mara"], Mode = RunMode.Resume }));

        Assert.Equal("result-gone", gone.Error!.Code);
        Assert.Equal(AssetStatus.Failed, left.Status);
        Assert.Equal(AssetStatus.Succeeded, again.Status);
        Assert.Equal(2, Bench.Images.Calls.Count);
    }

    [SkippableFact]
    public async Task A_changed_design_makes_its_sheet_and_what_was_made_from_it_stale()
    {
        await Bench.MakeAsync(s_references);
        await Bench.MakeAsync(s_keyFrames);
        await Bench.ImportAsync(Bench.Bundle with { VisualDesign = Bench.Bundle.VisualDesign.Replace("Hero", "Villain", StringComparison.Ordinal) });

        IReadOnlyList<AssetResult> remade = await Bench.MakeAsync(s_references with { OnlyStale = true });
        IReadOnlyList<AssetResult> frames = await Bench.MakeAsync(s_keyFrames with { OnlyStale = true });
        IReadOnlyList<AssetResult> none = await Bench.MakeAsync(s_references with { OnlyStale = true });

        Assert.Equal("mara", Assert.Single(remade).Plan.Address);
        Assert.Equal(3, frames.Count);
        Assert.Empty(none);
    }

    private static string Statuses(IEnumerable<AssetResult> results) => string.Join(
        ' ', results.OrderBy(static r => r.Plan.Asset.Kind).ThenBy(static r => r.Plan.Address, StringComparer.Ordinal).Reverse().Select(static r => r.Status));

    private static ProviderError Error(string code) => new(code, $"It says {code}.", Charge.None);

    private void Answer(string title, SubmitOutcome outcome) =>
        Bench.Images.OnGenerate = t => Task.FromResult(t == title ? outcome : null);
}

public sealed class SqliteImageRunTests() : ImageRunTests(StoreEngine.Sqlite);

public sealed class PostgresImageRunTests() : ImageRunTests(StoreEngine.Postgres);
