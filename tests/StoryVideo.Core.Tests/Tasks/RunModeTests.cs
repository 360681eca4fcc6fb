using StoryVideo.Core.Tests.Support;
using StoryVideo.Ledger;
using StoryVideo.Planning;
using StoryVideo.Providers;
using StoryVideo.Storage;
using StoryVideo.Stories;
using StoryVideo.Tasks;
using StoryVideo.Tasks.Plans;

namespace StoryVideo.Core.Tests.Tasks;

public abstract class RunModeTests(StoreEngine engine) : StudioTests(engine)
{
    private static readonly ShotVideoRequest s_resume = new() { Mode = RunMode.Resume };
    private static readonly ShotVideoRequest s_override = new() { Mode = RunMode.Override };

    [SkippableFact]
    public async Task A_run_makes_every_missing_clip_and_points_its_shot_at_it()
    {
        IReadOnlyList<ShotVideoResult> results = await Bench.RunAsync();

        Assert.Equal("Succeeded Succeeded Succeeded", Statuses(results));
        Assert.Equal(9.60m, results.Sum(static r => r.SpentUsd));
        ShotVideoResult first = results.Single(static r => r.Plan.Shot.Address.ToString() == "s1#1");
        Assert.Equal(Bench.Asset(Bench.Bundle.Clip("s1", 1)), first.File);
        Assert.Equal("generated/" + Bench.Bundle.Clip("s1", 1), await Bench.VideoPathAsync("s1", 1));
        Take take = Assert.Single(await Bench.TakesAsync("s1#1"));
        Assert.Equal((TakeState.Succeeded, true, 3.20m, first.TakeId), (take.State, take.IsSelected, take.CostUsd, take.Id));
        Assert.Equal(await AssetFolder.HashAsync(first.File!, default), take.File!.Sha256);
        Assert.Equal(new FileInfo(first.File!).Length, take.File.Bytes);
        Assert.DoesNotContain(Directory.EnumerateFiles(Path.GetDirectoryName(first.File!)!), static f => f.EndsWith(".part", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task A_second_run_skips_what_is_there_and_asks_the_provider_nothing()
    {
        await Bench.RunAsync();
        ResetProvider();

        IReadOnlyList<ShotVideoResult> results = await Bench.RunAsync();

        Assert.Equal("Skipped Skipped Skipped", Statuses(results));
        Assert.All(results, static r => Assert.NotNull(r.File));
        Assert.Equal(0, results.Sum(static r => r.SpentUsd));
        Assert.Empty(Provider.Submissions);
    }

    [SkippableFact]
    public async Task A_clip_that_is_gone_from_the_disk_is_made_again()
    {
        await Bench.RunAsync();
        File.Delete(Bench.Asset(Bench.Bundle.Clip("s1", 2)));

        Assert.Equal("Skipped Succeeded Skipped", Statuses(await Bench.RunAsync()));
    }

    [SkippableFact]
    public async Task A_clip_that_nobody_recorded_is_left_in_peace()
    {
        File.WriteAllBytes(Bench.Asset(Bench.Bundle.Clip("s1", 1)), TinyMp4.Of("by hand"));

        Assert.Equal("Skipped Succeeded Succeeded", Statuses(await Bench.RunAsync()));
        Assert.Equal("by hand", Bench.ClipText(Bench.Bundle.Clip("s1", 1)));
    }

    [SkippableFact]
    public async Task An_override_makes_new_takes_and_keeps_the_earlier_ones_under_their_names()
    {
        await Bench.RunAsync();
        Take first = Assert.Single(await Bench.TakesAsync("s1#1"));
        string earlier = Bench.ClipText(Bench.Bundle.Clip("s1", 1));

        Assert.Equal("Succeeded Succeeded Succeeded", Statuses(await Bench.RunAsync(s_override)));

        string kept = $"{Bench.Bundle.StoryId}/shots/s1/takes/{first.Id}.mp4";
        Assert.Equal(earlier, Bench.ClipText(kept));
        Assert.NotEqual(earlier, Bench.ClipText(Bench.Bundle.Clip("s1", 1)), StringComparer.Ordinal);
        IReadOnlyList<Take> takes = await Bench.TakesAsync("s1#1");
        Assert.Equal($"generated/{kept} generated/{Bench.Bundle.Clip("s1", 1)}", string.Join(' ', takes.Select(static t => t.File!.Path)));
        Assert.Equal((false, true), (takes[0].IsSelected, takes[1].IsSelected));
        Assert.Equal("generated/" + Bench.Bundle.Clip("s1", 1), await Bench.VideoPathAsync("s1", 1));
    }

    [SkippableFact]
    public async Task Three_overrides_keep_three_earlier_clips()
    {
        for (int run = 0; run < 4; run++)
        {
            await Bench.RunAsync(s_override with { Filter = new ShotFilter { Scenelets = ["s2"] } });
        }

        foreach (Take take in await Bench.TakesAsync("s2#1"))
        {
            Assert.True(AssetPath.TryParse(take.File!.Path, out AssetPath? path, out _));
            Assert.Equal(take.File.Sha256, await AssetFolder.HashAsync(Bench.Asset(path.Value), default));
        }

        Assert.Equal(4, (await Bench.TakesAsync("s2#1")).Select(static t => t.File!.Sha256).Distinct(StringComparer.Ordinal).Count());
    }

    [SkippableFact]
    public async Task An_override_over_a_file_of_unknown_origin_keeps_it_too()
    {
        File.WriteAllBytes(Bench.Asset(Bench.Bundle.Clip("s1", 1)), TinyMp4.Of("by hand"));

        await Bench.RunAsync(s_override);

        string kept = Assert.Single(Directory.EnumerateFiles(Bench.Asset($"{Bench.Bundle.StoryId}/shots/s1/takes")));
        Assert.Contains("by hand", await File.ReadAllTextAsync(kept), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task An_override_that_is_filtered_leaves_the_earlier_clip_where_it_was()
    {
        await Bench.RunAsync();
        string earlier = Bench.ClipText(Bench.Bundle.Clip("s1", 1));
        Poll("s1#1", new PollOutcome.Filtered(ScriptedProvider.Error("filtered")));

        await Bench.RunAsync(s_override);

        Assert.Equal(earlier, Bench.ClipText(Bench.Bundle.Clip("s1", 1)));
        Assert.True((await Bench.TakesAsync("s1#1"))[0].IsSelected);
    }

    [SkippableFact]
    public async Task A_filtered_shot_is_left_in_default_and_tried_in_resume()
    {
        Poll("s1#1", new PollOutcome.Filtered(ScriptedProvider.Error("filtered", "Withheld for its violence.")));
        ShotVideoResult filtered = await Bench.RunOneAsync("s1#1");
        Assert.Equal((AssetStatus.Filtered, "filtered", 0m), (filtered.Status, filtered.Error!.Code, filtered.SpentUsd));
        ResetProvider();

        ShotVideoResult left = await Bench.RunOneAsync("s1#1");
        Assert.Equal(AssetStatus.Filtered, left.Status);
        Assert.Contains("Withheld for its violence.", left.Error!.Message, StringComparison.Ordinal);
        Assert.Contains("--mode resume", left.Error.Message, StringComparison.Ordinal);
        Assert.Empty(Provider.Submissions);

        Assert.Equal("Succeeded Skipped Skipped", Statuses(await Bench.RunAsync(s_resume)));
        Assert.Equal("filtered succeeded", await StatesAsync("s1#1"));
    }

    [SkippableFact]
    public async Task A_rejected_shot_is_left_in_default_until_it_changes()
    {
        Submit("s1#1", new SubmitOutcome.Rejected(ScriptedProvider.Error("invalid-request")));
        Assert.Equal("Failed Succeeded Succeeded", Statuses(await Bench.RunAsync()));
        ResetProvider();
        Assert.Equal("Failed Skipped Skipped", Statuses(await Bench.RunAsync()));
        Assert.Empty(Provider.Submissions);

        await Bench.ImportAsync(Changed("s1", 1));

        Assert.Equal("Succeeded Skipped Skipped", Statuses(await Bench.RunAsync()));
    }

    [SkippableFact]
    public async Task What_failed_for_the_runs_sake_is_tried_again_in_default()
    {
        Submit("s1#1", new SubmitOutcome.RunStopped(ScriptedProvider.Error("quota-day")));
        Assert.Equal("Blocked", (await Bench.RunOneAsync("s1#1")).Status.ToString());
        ResetProvider();

        Assert.Equal(AssetStatus.Succeeded, (await Bench.RunOneAsync("s1#1")).Status);
    }

    [SkippableFact]
    public async Task An_unknown_take_blocks_its_shot_in_every_mode_and_counts_as_spent()
    {
        Submit("s1#1", new SubmitOutcome.Uncertain(ScriptedProvider.Error("answer-lost")));
        ShotVideoResult lost = await Bench.RunOneAsync("s1#1");
        Assert.Equal((AssetStatus.Unknown, 3.20m), (lost.Status, lost.SpentUsd));
        ResetProvider();

        foreach (ShotVideoRequest request in new[] { new ShotVideoRequest(), s_resume, s_override with { Filter = new ShotFilter { Indexes = [new IndexRange(1, 1)], Scenelets = ["s1"] } } })
        {
            ShotVideoResult blocked = await Bench.RunOneAsync("s1#1", request);
            Assert.Equal((AssetStatus.Unknown, "take-unknown", lost.TakeId), (blocked.Status, blocked.Error!.Code, blocked.TakeId));
            Assert.Contains("storyvideo resolve", blocked.Error.Message, StringComparison.Ordinal);
        }

        Assert.Empty(Provider.Submissions);
        Assert.Equal("unknown", await StatesAsync("s1#1"));
    }

    [SkippableFact]
    public async Task A_rehearsed_clip_is_replaced_by_a_paid_run_and_kept()
    {
        ScriptedProvider paid = Provider;
        Bench.Provider = new ScriptedProvider { Name = "rehearsal" };
        IReadOnlyList<ShotVideoResult> rehearsed = await Bench.RunAsync(new ShotVideoRequest { Provider = "rehearsal" });
        Assert.Equal(0, rehearsed.Sum(static r => r.SpentUsd));
        Assert.All(rehearsed, static r => Assert.Equal(3.20m, r.EstimatedCost));
        Assert.All(await Bench.StatesAsync(), static s => Assert.Equal("rehearsed", s.State));
        Assert.Equal("Skipped Skipped Skipped", Statuses(await Bench.RunAsync(new ShotVideoRequest { Provider = "rehearsal" })));
        string clip = Bench.ClipText(Bench.Bundle.Clip("s1", 1));
        Bench.Provider = paid;

        Assert.Equal("Succeeded Succeeded Succeeded", Statuses(await Bench.RunAsync()));

        Take rehearsal = (await Bench.TakesAsync("s1#1"))[0];
        Assert.Equal(clip, Bench.ClipText($"{Bench.Bundle.StoryId}/shots/s1/takes/{rehearsal.Id}.mp4"));
        Assert.All(await Bench.StatesAsync(), static s => Assert.Equal("done", s.State));
        Bench.Provider = new ScriptedProvider { Name = "rehearsal" };
        Assert.Equal("Skipped Skipped Skipped", Statuses(await Bench.RunAsync(new ShotVideoRequest { Provider = "rehearsal" })));
    }

    [SkippableFact]
    public async Task A_rehearsal_whose_clip_has_the_same_bytes_leaves_no_draft_and_two_files()
    {
        Bench.Provider = new ScriptedProvider
        {
            Name = "rehearsal",
            OnDownload = static async (_, stream) =>
            {
                await stream.WriteAsync(TinyMp4.Of("always the same"));
                return new DownloadOutcome.Completed(stream.Length);
            },
        };
        ShotVideoRequest request = s_override with { Provider = "rehearsal", Filter = new ShotFilter { Scenelets = ["s2"] } };

        await Bench.RunAsync(request);
        await Bench.RunAsync(request);

        string folder = Bench.Asset($"{Bench.Bundle.StoryId}/shots/s2");
        Assert.Equal(2, Directory.EnumerateFiles(folder, "*.mp4", SearchOption.AllDirectories).Count());
        Assert.Empty(Directory.EnumerateFiles(folder, ".*", SearchOption.AllDirectories));
        Assert.Equal(2, (await Bench.TakesAsync("s2#1")).Select(static t => t.File!.Path).Distinct(StringComparer.Ordinal).Count());
    }

    [SkippableFact]
    public async Task Filters_target_shots_and_the_others_are_not_told_of()
    {
        ShotVideoRequest request = new() { Filter = new ShotFilter { Scenelets = ["the pond"], Indexes = [new IndexRange(2, 9)] } };

        ShotVideoResult only = Assert.Single(await Bench.RunAsync(request));

        Assert.Equal("s1#2", only.Plan.Shot.Address.ToString());
        Assert.Equal("s1#1 s2#1", string.Join(' ', (await Bench.RunAsync(new ShotVideoRequest { OnlyMissing = true }))
            .Select(static r => r.Plan.Shot.Address.ToString()).Order(StringComparer.Ordinal)));
    }

    [SkippableFact]
    public async Task A_dry_run_needs_no_provider_and_changes_nothing()
    {
        Bench.Provider = null!;
        string before = await SnapshotAsync();

        IReadOnlyList<PlannedAsset> plans = await Bench.PlanAsync(new ShotVideoRequest { IsDryRun = true });

        Assert.All(plans, static p => Assert.Equal(AssetAction.Make, p.Action));
        Assert.Equal(9.60m, plans.Sum(static p => p.Charge));
        Assert.Equal(before, await SnapshotAsync());
        Assert.Empty(await Bench.TakesAsync());
    }

    [SkippableFact]
    public async Task Without_a_key_a_paid_run_says_what_to_set_and_how_to_rehearse()
    {
        Bench.Provider = null!;

        RunRefusedException refused = await Assert.ThrowsAsync<RunRefusedException>(() => Bench.RunAsync());

        Assert.Equal("key-missing", refused.Code);
        Assert.Contains("GOOGLE_API_KEY", refused.Message, StringComparison.Ordinal);
        Assert.Contains("--provider rehearsal", refused.Message, StringComparison.Ordinal);
        Assert.Empty(await Bench.TakesAsync());
    }

    [SkippableFact]
    public async Task A_model_that_the_service_does_not_offer_is_refused_before_anything_is_reserved()
    {
        Provider.Availability = new ModelAvailability.NotOffered(ScriptedProvider.Error("model-not-found", "It is retired."));

        RunRefusedException refused = await Assert.ThrowsAsync<RunRefusedException>(() => Bench.RunAsync());

        Assert.Equal(("model-not-found", "It is retired. The catalog names gemini-omni-1.1-flash as its successor."), (refused.Code, refused.Message));
        Assert.Empty(await Bench.TakesAsync());
        Assert.Empty(Provider.Submissions);
    }

    [SkippableFact]
    public async Task A_shot_with_an_error_is_blocked_and_its_siblings_are_made()
    {
        await Bench.ImportAsync(Bench.Bundle with
        {
            Payload = static (scenelet, index) => index == 2
                ? """{"referencedDesigns": {"characters": ["nobody", "noone"], "environments": []}}"""
                : new TestBundle().Payload(scenelet, index),
        });

        IReadOnlyList<ShotVideoResult> results = await Bench.RunAsync();

        Assert.Equal("Succeeded Blocked Succeeded", Statuses(results));
        ShotVideoResult blocked = results.Single(static r => r.Status == AssetStatus.Blocked);
        Assert.Equal("design-unknown", blocked.Error!.Code);
        Assert.Contains("'nobody', 'noone'", blocked.Error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s1#2", Provider.Submissions, StringComparer.Ordinal);
    }

    [SkippableFact]
    public async Task A_shot_whose_clip_would_leave_the_folder_is_blocked_before_it_is_paid()
    {
        await Bench.ImportAsync(Bench.Bundle with { HasImages = true, Scenelets = [("s3", null, 1)] });
        Directory.Delete(Bench.Asset($"{Bench.Bundle.StoryId}/shots/s3"), recursive: true);
        Directory.CreateSymbolicLink(Bench.Asset($"{Bench.Bundle.StoryId}/shots/s3"), Folder.FullPath);
        Folder.Write("shot-1_key_frame.png", TinyPng.Of("x"));

        ShotVideoResult blocked = await Bench.RunOneAsync("s3#1", new ShotVideoRequest { ExcludeKeyFrame = true });

        Assert.Equal((AssetStatus.Blocked, "output-refused"), (blocked.Status, blocked.Error!.Code));
        Assert.DoesNotContain("s3#1", Provider.Submissions, StringComparer.Ordinal);
    }

    private protected TestBundle Changed(string scenelet, int index) => Bench.Bundle with
    {
        Payload = (s, i) => (s, i) == (scenelet, index)
            ? """{"framingAndAngle": "close", "referencedDesigns": {"characters": ["mara"], "environments": ["pond"]}}"""
            : new TestBundle().Payload(s, i),
    };

    private async Task<string> SnapshotAsync()
    {
        string files = string.Join('\n', Directory.EnumerateFileSystemEntries(Folder.FullPath, "*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(static f => $"{f} {File.GetLastWriteTimeUtc(f):O}"));
        return files + await Store.ScalarAsync<long>("SELECT count(*) FROM storyvideo_takes");
    }
}

public sealed class SqliteRunModeTests() : RunModeTests(StoreEngine.Sqlite);

public sealed class PostgresRunModeTests() : RunModeTests(StoreEngine.Postgres);
