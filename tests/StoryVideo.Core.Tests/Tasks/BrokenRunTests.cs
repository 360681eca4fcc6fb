using StoryVideo.Core.Tests.Support;
using StoryVideo.Ledger;
using StoryVideo.Planning;
using StoryVideo.Providers;
using StoryVideo.Storage;
using StoryVideo.Tasks;

namespace StoryVideo.Core.Tests.Tasks;

/// <summary>Runs that break at every step, and the runs after them: nothing is submitted twice and no clip is lost.</summary>
public abstract class BrokenRunTests(StoreEngine engine) : StudioTests(engine)
{
    /// <summary>Longer than any provider here keeps a clip.</summary>
    private static readonly TimeSpan s_kept = TimeSpan.FromHours(49);

    private static readonly ShotVideoRequest s_resume = new() { Mode = RunMode.Resume };

    [SkippableFact]
    public async Task A_submission_that_throws_leaves_an_unknown_take_and_stops_no_sibling()
    {
        Provider.OnSubmit = static s => s == "s1#1" ? throw new IOException("the line broke") : Task.FromResult<SubmitOutcome?>(null);

        IReadOnlyList<ShotVideoResult> results = await Bench.RunAsync();

        Assert.Equal("Unknown Succeeded Succeeded", Statuses(results));
        Assert.Equal("unknown", await StatesAsync("s1#1"));
        ShotVideoResult broken = results.Single(static r => r.Status == AssetStatus.Unknown);
        Assert.Equal(3.20m, broken.SpentUsd);
        Assert.Contains("the line broke", broken.Error!.Message, StringComparison.Ordinal);
        ResetProvider();
        Assert.Equal("Unknown Skipped Skipped", Statuses(await Bench.RunAsync(s_resume)));
        Assert.Empty(Provider.Submissions);
    }

    [SkippableFact]
    public async Task A_rehearsal_that_throws_has_cost_nothing_and_is_tried_again()
    {
        ShotVideoRequest rehearsal = new() { Provider = "rehearsal" };
        Bench.Provider = new ScriptedProvider { Name = "rehearsal", OnSubmit = static _ => throw new IOException("broken") };
        Assert.Equal("Failed Failed Failed", Statuses(await Bench.RunAsync(rehearsal)));

        Bench.Provider = new ScriptedProvider { Name = "rehearsal" };
        Assert.Equal("Succeeded Succeeded Succeeded", Statuses(await Bench.RunAsync(rehearsal)));
    }

    [SkippableTheory]
    [InlineData(RunMode.Default)]
    [InlineData(RunMode.Resume)]
    [InlineData(RunMode.Override)]
    public async Task A_poll_that_throws_leaves_its_operation_to_the_next_run(RunMode mode)
    {
        Provider.OnPoll = static s => s == "s1#1" ? throw new IOException("the line broke") : Task.FromResult<PollOutcome?>(null);
        ShotVideoResult broken = await Bench.RunOneAsync("s1#1");
        Assert.Equal((AssetStatus.Failed, "unexpected", 3.20m), (broken.Status, broken.Error!.Code, broken.SpentUsd));
        Assert.NotNull(broken.TakeId);
        Assert.NotNull(broken.Operation);

        await FinishAsync(broken, mode);
    }

    [SkippableFact]
    public async Task A_service_that_cannot_be_reached_is_asked_until_the_deadline_and_adopted_later()
    {
        Poll("s1#1", new PollOutcome.Unreachable(ScriptedProvider.Error("unreachable")));
        DateTimeOffset started = Bench.Time.GetUtcNow();

        ShotVideoResult broken = await Bench.RunOneAsync("s1#1");

        Assert.Equal((AssetStatus.Failed, "unreachable"), (broken.Status, broken.Error!.Code));
        Assert.InRange(Bench.Time.GetUtcNow() - started, TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(25));
        await FinishAsync(broken, RunMode.Default);
    }

    [SkippableFact]
    public async Task An_operation_that_never_ends_is_left_at_the_deadline_and_adopted_later()
    {
        Bench.Variables["STORYVIDEO_POLL_INTERVAL"] = "30";
        Poll("s1#1", new PollOutcome.Running());

        ShotVideoResult broken = await Bench.RunOneAsync("s1#1");

        Assert.Equal((AssetStatus.Failed, "still-running"), (broken.Status, broken.Error!.Code));
        Assert.Equal(41, Provider.Polls.Count(static p => p.Contains("s1#1", StringComparison.Ordinal)));
        await FinishAsync(broken, RunMode.Default);
    }

    [SkippableFact]
    public async Task A_download_that_throws_leaves_the_clip_to_the_next_run()
    {
        Provider.OnDownload = static (s, _) => s == "s1#1" ? throw new InvalidOperationException("broken") : Task.FromResult<DownloadOutcome?>(null);
        ShotVideoResult broken = await Bench.RunOneAsync("s1#1");
        Assert.Equal((AssetStatus.Failed, 3.20m), (broken.Status, broken.SpentUsd));
        Assert.Equal("generated", await StatesAsync("s1#1"));

        await FinishAsync(broken, RunMode.Default, polls: 0);
    }

    [SkippableTheory]
    [InlineData("")]
    [InlineData("<html>not today</html>")]
    [InlineData("cut short")]
    public async Task What_is_no_whole_clip_is_thrown_away_and_fetched_again(string content)
    {
        byte[] bytes = content == "cut short" ? TinyMp4.Of("a clip")[..^3] : System.Text.Encoding.UTF8.GetBytes(content);
        Provider.OnDownload = async (s, stream) =>
        {
            if (s != "s1#1")
            {
                return null;
            }

            await stream.WriteAsync(bytes);
            return new DownloadOutcome.Completed(bytes.Length);
        };

        ShotVideoResult broken = await Bench.RunOneAsync("s1#1");

        Assert.Equal((AssetStatus.Failed, "not-a-video"), (broken.Status, broken.Error!.Code));
        Assert.False(File.Exists(Bench.Asset(Bench.Bundle.Clip("s1", 1))));
        Assert.Empty(Directory.EnumerateFiles(Bench.Asset($"{Bench.Bundle.StoryId}/shots/s1"), ".*"));
        Assert.Null(await Bench.VideoPathAsync("s1", 1));
        await FinishAsync(broken, RunMode.Default, polls: 0);
    }

    [SkippableFact]
    public async Task A_download_that_is_interrupted_is_fetched_by_the_next_run()
    {
        Download("s1#1", new DownloadOutcome.Interrupted(ScriptedProvider.Error("interrupted")));
        ShotVideoResult broken = await Bench.RunOneAsync("s1#1");
        Assert.Equal("interrupted", broken.Error!.Code);

        await FinishAsync(broken, RunMode.Default, polls: 0);
    }

    [SkippableFact]
    public async Task A_clip_that_is_not_given_out_after_its_time_of_keeping_has_expired_and_was_paid()
    {
        Download("s1#1", new DownloadOutcome.Refused(ScriptedProvider.Error("clip-gone")));

        ShotVideoResult early = await Bench.RunOneAsync("s1#1");

        Assert.Equal((AssetStatus.Failed, "clip-gone", 3.20m), (early.Status, early.Error!.Code, early.SpentUsd));
        Assert.Equal("generated", await StatesAsync("s1#1"));
        Bench.Time.Advance(s_kept);
        Assert.Equal(AssetStatus.Failed, (await Bench.RunOneAsync("s1#1")).Status);
        Assert.Equal("expired", await StatesAsync("s1#1"));
        ResetProvider();
        Assert.Equal("Failed Skipped Skipped", Statuses(await Bench.RunAsync()));
        Assert.Equal("Succeeded Skipped Skipped", Statuses(await Bench.RunAsync(s_resume)));
    }

    [SkippableFact]
    public async Task An_operation_that_is_gone_expires_after_its_time_of_keeping_and_one_with_an_error_has_failed()
    {
        Provider.OnPoll = static s => Task.FromResult<PollOutcome?>(s switch
        {
            "s1#1" => new PollOutcome.Gone(ScriptedProvider.Error("gone")),
            "s1#2" => new PollOutcome.Failed(ScriptedProvider.Error("internal")),
            _ => null,
        });

        IReadOnlyList<ShotVideoResult> results = await Bench.RunAsync();

        Assert.Equal("Failed Failed Succeeded", Statuses(results));
        Assert.Equal("submitted", await StatesAsync("s1#1"));
        Assert.Equal("failed", await StatesAsync("s1#2"));
        Bench.Time.Advance(s_kept);
        await Bench.RunOneAsync("s1#1");
        Assert.Equal("expired", await StatesAsync("s1#1"));
        Assert.Equal(6.40m, results.Sum(static r => r.SpentUsd));
    }

    [SkippableFact]
    public async Task A_folder_that_cannot_be_written_leaves_the_clip_at_the_provider()
    {
        // A file where the folder should be stops root too, who may write anywhere.
        string folder = Bench.Asset($"{Bench.Bundle.StoryId}/shots/s1");
        Directory.Move(folder, folder + "-away");
        await File.WriteAllTextAsync(folder, "in the way");
        ShotVideoRequest request = new() { ExcludeKeyFrame = true };

        ShotVideoResult broken = await Bench.RunOneAsync("s1#1", request);

        Assert.Equal((AssetStatus.Failed, "disk", 3.20m), (broken.Status, broken.Error!.Code, broken.SpentUsd));
        Assert.Contains("fetching is free", broken.Error.Message, StringComparison.Ordinal);
        Assert.Equal("generated", await StatesAsync("s1#1"));
        File.Delete(folder);
        Directory.Move(folder + "-away", folder);
        await FinishAsync(broken, RunMode.Default, polls: 0, request);
    }

    [SkippableFact]
    public async Task A_full_disk_leaves_the_clip_at_the_provider()
    {
        Provider.OnDownload = static (s, _) => s == "s1#1" ? throw new IOException("No space left on device") : Task.FromResult<DownloadOutcome?>(null);

        ShotVideoResult broken = await Bench.RunOneAsync("s1#1");

        Assert.Equal("disk", broken.Error!.Code);
        Assert.Contains("No space left on device", broken.Error.Message, StringComparison.Ordinal);
        await FinishAsync(broken, RunMode.Default, polls: 0);
    }

    [SkippableFact]
    public async Task A_clip_that_was_fetched_and_not_yet_named_is_published_without_fetching_it_again()
    {
        await Bench.RunAsync();
        await RewindAsync(publish: false);
        ResetProvider();

        ShotVideoResult result = await Bench.RunOneAsync("s1#1");

        Assert.Equal((AssetStatus.Succeeded, true), (result.Status, result.IsAdopted));
        Assert.True(File.Exists(result.File));
        Assert.Empty(Provider.Downloads);
    }

    [SkippableFact]
    public async Task A_clip_that_was_named_and_not_yet_recorded_is_recorded_without_fetching_it_again()
    {
        await Bench.RunAsync();
        await RewindAsync(publish: true);
        ResetProvider();

        ShotVideoResult result = await Bench.RunOneAsync("s1#1");

        Assert.Equal(AssetStatus.Succeeded, result.Status);
        Assert.Empty(Provider.Downloads);
        Assert.Equal("generated/" + Bench.Bundle.Clip("s1", 1), await Bench.VideoPathAsync("s1", 1));
    }

    [SkippableFact]
    public async Task An_override_that_ended_between_keeping_the_earlier_clip_and_recording_it_is_put_right()
    {
        await Bench.RunAsync();
        Take first = Assert.Single(await Bench.TakesAsync("s1#1"));
        Download("s1#1", new DownloadOutcome.Interrupted(ScriptedProvider.Error("interrupted")));
        await Bench.RunAsync(new ShotVideoRequest { Mode = RunMode.Override });
        string kept = $"{Bench.Bundle.StoryId}/shots/s1/takes/{first.Id}.mp4";
        Directory.CreateDirectory(Path.GetDirectoryName(Bench.Asset(kept))!);
        File.Move(Bench.Asset(Bench.Bundle.Clip("s1", 1)), Bench.Asset(kept));
        ResetProvider();

        Assert.Equal("Succeeded Skipped Skipped", Statuses(await Bench.RunAsync()));

        IReadOnlyList<Take> takes = await Bench.TakesAsync("s1#1");
        Assert.Equal($"generated/{kept}", takes[0].File!.Path);
        Assert.Equal(takes[0].File!.Sha256, await AssetFolder.HashAsync(Bench.Asset(kept), default));
        Assert.Equal(takes[1].File!.Sha256, await AssetFolder.HashAsync(Bench.Asset(Bench.Bundle.Clip("s1", 1)), default));
    }

    [SkippableFact]
    public async Task A_request_that_has_changed_blocks_an_unfinished_take_in_default_and_is_adopted_in_resume()
    {
        Poll("s1#1", new PollOutcome.Unreachable(ScriptedProvider.Error("unreachable")));
        await Bench.RunAsync();
        ResetProvider();
        await Bench.ImportAsync(Bench.Bundle with { VisualDesign = Bench.Bundle.VisualDesign.Replace("Hero", "Villain", StringComparison.Ordinal) });

        ShotVideoResult blocked = await Bench.RunOneAsync("s1#1");

        Assert.Equal((AssetStatus.Blocked, "take-unfinished"), (blocked.Status, blocked.Error!.Code));
        Assert.Contains("character mara", blocked.Error.Message, StringComparison.Ordinal);
        Assert.Contains("--mode resume", blocked.Error.Message, StringComparison.Ordinal);
        Assert.Empty(Provider.Polls);

        ShotVideoResult adopted = await Bench.RunOneAsync("s1#1", s_resume);

        Assert.Equal((AssetStatus.Succeeded, true, 0m), (adopted.Status, adopted.IsAdopted, adopted.SpentUsd));
        Assert.Contains(adopted.Findings, static f => f.Code == "take-changed" && f.Message.Contains("character mara", StringComparison.Ordinal));
        Assert.Empty(Provider.Submissions);
        Assert.Contains("character mara", (await Bench.StatesAsync())[0].Changes, StringComparer.Ordinal);
    }

    [SkippableTheory]
    [InlineData(RunMode.Default)]
    [InlineData(RunMode.Resume)]
    [InlineData(RunMode.Override)]
    public async Task A_take_that_is_unfinished_at_one_provider_is_never_asked_of_another(RunMode mode)
    {
        Poll("s1#1", new PollOutcome.Unreachable(ScriptedProvider.Error("unreachable")));
        ShotVideoResult broken = await Bench.RunOneAsync("s1#1");
        Bench.Provider = new ScriptedProvider
        {
            Name = "rehearsal",
            OnPoll = static _ => Task.FromResult<PollOutcome?>(new PollOutcome.Gone(ScriptedProvider.Error("operation-unknown"))),
        };

        ShotVideoResult blocked = await Bench.RunOneAsync("s1#1", new ShotVideoRequest { Provider = "rehearsal", Mode = mode });

        Assert.Equal((AssetStatus.Blocked, "take-unfinished"), (blocked.Status, blocked.Error!.Code));
        Assert.Contains("--provider gemini", blocked.Error.Message, StringComparison.Ordinal);
        Assert.Equal("submitted", await StatesAsync("s1#1"));
        Bench.Provider = new ScriptedProvider();
        Assert.Equal(broken.TakeId, (await Bench.RunOneAsync("s1#1")).TakeId);
    }

    [SkippableFact]
    public async Task A_take_of_another_living_process_is_left_to_it()
    {
        await ReserveElsewhereAsync(new TakeOwner("another-machine", 1, 1), TakeState.Submitted);

        ShotVideoResult blocked = await Bench.RunOneAsync("s1#1");

        Assert.Equal((AssetStatus.Blocked, "take-busy"), (blocked.Status, blocked.Error!.Code));
        Assert.DoesNotContain("s1#1", Provider.Submissions, StringComparer.Ordinal);

        // A machine that has not been heard of for a quarter of an hour is believed gone.
        Bench.Time.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal((AssetStatus.Blocked, "take-unfinished"), await OutcomeAsync());
        Assert.Equal(AssetStatus.Succeeded, (await Bench.RunOneAsync("s1#1", s_resume)).Status);
        Assert.DoesNotContain("s1#1", Provider.Submissions, StringComparer.Ordinal);

        async Task<(AssetStatus, string)> OutcomeAsync()
        {
            ShotVideoResult result = await Bench.RunOneAsync("s1#1");
            return (result.Status, result.Error!.Code);
        }
    }

    [SkippableTheory]
    [InlineData(3.20, TakeState.Unknown)]
    [InlineData(0, TakeState.Failed)]
    public async Task A_take_whose_process_ended_before_the_answer_is_unknown_unless_it_was_free(double cost, TakeState expected)
    {
        await ReserveElsewhereAsync(Dead(), TakeState.Submitting, (decimal)cost, isSent: true);

        ShotVideoResult result = await Bench.RunOneAsync("s1#1");

        Assert.Equal(expected, (await Bench.TakesAsync("s1#1"))[0].State);
        Assert.Equal("process-ended", (await Bench.TakesAsync("s1#1"))[0].Error!.Code);
        Assert.Equal(expected == TakeState.Unknown ? AssetStatus.Unknown : AssetStatus.Succeeded, result.Status);
    }

    [SkippableFact]
    public async Task A_take_whose_process_ended_before_its_request_had_left_cost_nothing_and_is_made()
    {
        await ReserveElsewhereAsync(Dead(), TakeState.Submitting);

        ShotVideoResult result = await Bench.RunOneAsync("s1#1");

        Assert.Equal((AssetStatus.Succeeded, 3.20m), (result.Status, result.SpentUsd));
        Assert.Equal("failed succeeded", await StatesAsync("s1#1"));
    }

    [SkippableFact]
    public async Task A_dry_run_settles_nothing()
    {
        await ReserveElsewhereAsync(Dead(), TakeState.Submitting, isSent: true);

        PlannedAsset plan = (await Bench.PlanAsync(new ShotVideoRequest { IsDryRun = true }))[0];

        Assert.Equal(AssetAction.Block, plan.Action);
        Assert.Equal("submitting", await StatesAsync("s1#1"));
    }

    [SkippableFact]
    public async Task A_reference_that_vanished_since_the_plan_fails_its_shot_before_anything_is_reserved()
    {
        using Studio studio = await Bench.OpenAsync();
        PlanShotVideos plans = new(studio, new ShotVideoRequest());
        List<PlannedAsset> shots = await Bench.PlanAsync(studio, plans);
        File.Delete(Bench.Asset(Bench.Bundle.KeyFrame("s1", 1)));

        List<ShotVideoResult> results = await new CreateShotVideos(studio, new ShotVideoRequest(), plans)
            .RunAsync(shots, CancellationToken.None).ToListAsync();

        Assert.Equal("Failed Succeeded Succeeded", Statuses(results));
        Assert.Empty(await Bench.TakesAsync("s1#1"));
    }

    private static TakeOwner Dead() => new(Environment.MachineName.Replace('/', '_'), int.MaxValue, 1);

    /// <summary>A run by another process: fetches the clip of a broken-off shot and submits nothing.</summary>
    private async Task FinishAsync(ShotVideoResult broken, RunMode mode, int polls = 1, ShotVideoRequest? request = null)
    {
        ResetProvider();

        ShotVideoResult result = await Bench.RunOneAsync("s1#1", (request ?? new ShotVideoRequest()) with { Mode = mode });

        Assert.Equal((AssetStatus.Succeeded, true, 0m), (result.Status, result.IsAdopted, result.SpentUsd));
        Assert.Equal((broken.TakeId, broken.Operation), (result.TakeId, result.Operation));
        Assert.DoesNotContain("s1#1", Provider.Submissions, StringComparer.Ordinal);
        Assert.Equal(polls, Provider.Polls.Count(static p => p.Contains("s1#1", StringComparison.Ordinal)));
        Assert.Equal("succeeded", await StatesAsync("s1#1"));
        Assert.Equal("generated/" + Bench.Bundle.Clip("s1", 1), await Bench.VideoPathAsync("s1", 1));
    }

    /// <summary>Puts the first shot back to where its clip is on disk and the ledger does not know of its end.</summary>
    private async Task RewindAsync(bool publish)
    {
        Take take = Assert.Single(await Bench.TakesAsync("s1#1"));
        await Store.ExecuteAsync("UPDATE storyvideo_takes SET state = 'generated', selected = 0 WHERE take_id = @Id", new { take.Id });
        await Store.ExecuteAsync("UPDATE shots SET video_file_path = NULL WHERE scenelet_id = 's1' AND shot_index = 1");
        if (!publish)
        {
            string clip = Bench.Asset(Bench.Bundle.Clip("s1", 1));
            File.Move(clip, Path.Combine(Path.GetDirectoryName(clip)!, $".shot-1.mp4.{take.Id}.part"));
        }
    }

    private async Task ReserveElsewhereAsync(TakeOwner owner, TakeState state, decimal cost = 3.20m, bool isSent = false)
    {
        using Studio studio = await Bench.OpenAsync();
        ReserveOutcome outcome = await studio.Ledger.ReserveAsync(
            new TakeReservation
            {
                Asset = AssetKey.Video(Bench.Bundle.StoryId, "s1", 1),
                Provider = "gemini",
                Model = "veo-3.1-generate-preview",
                Parameters = new Dictionary<string, string>(StringComparer.Ordinal),
                Fingerprint = TakeFingerprint.Of([]),
                CostUsd = cost,
                RunId = "elsewhere",
                Owner = owner,
            },
            CancellationToken.None);
        string takeId = Assert.IsType<ReserveOutcome.Reserved>(outcome).Take.Id;
        if (isSent)
        {
            await studio.Ledger.MarkSentAsync(takeId, CancellationToken.None);
        }

        if (state == TakeState.Submitted)
        {
            await studio.Ledger.MoveAsync(
                takeId, state, new() { OperationName = "operations/s1#1/0" }, CancellationToken.None);
        }
    }
}

public sealed class SqliteBrokenRunTests() : BrokenRunTests(StoreEngine.Sqlite);

public sealed class PostgresBrokenRunTests() : BrokenRunTests(StoreEngine.Postgres);
