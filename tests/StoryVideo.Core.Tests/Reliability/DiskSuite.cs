using System.Diagnostics;
using StoryVideo.Core.Tests.Support;
using StoryVideo.FakeGemini;
using StoryVideo.FakeGemini.Faults;
using StoryVideo.Ledger;
using StoryVideo.Tasks;

namespace StoryVideo.Core.Tests.Reliability;

/// <summary>Disks that take nothing: clips wait at the provider, nothing further is ordered, and no operation's name is lost.</summary>
[Collection(nameof(Processes))]
public sealed class DiskSuite
{
    private const int Mebibyte = 1024 * 1024;

    private static readonly string[] s_run = ["run", "create-shot-video", "--throttle", "1"];

    [SkippableFact]
    public async Task A_full_disk_stops_the_run_and_its_clip_is_fetched_for_nothing_once_there_is_room()
    {
        await using LiveBench bench = await LiveBench.StartAsync(
            6, new FakeGeminiOptions { ClipLength = 4 * Mebibyte, GenerationTime = TimeSpan.FromSeconds(1) });
        await using SmallDisk disk = await SmallDisk.OverAsync(bench.Assets, "2m");

        CommandResult full = await RunAsync(bench);
        Take waiting = (await bench.TakesAsync())[0];
        int ordered = bench.Fake.Submissions.Count;
        await disk.RemountAsync("size=40m");
        CommandResult next = await RunAsync(bench);

        full.Ends(1, "failed", "blocked");
        Assert.Contains("waits at the provider", full.Out, StringComparison.Ordinal);
        Assert.Equal(TakeState.Generated, waiting.State);
        Assert.InRange(ordered, 1, 2);
        next.Ends(0, "6 succeeded");
        Assert.Equal(6, bench.Fake.Submissions.Count);
        Assert.Empty(Directory.EnumerateFiles(bench.Assets, "*.part", SearchOption.AllDirectories));
    }

    [SkippableFact]
    public async Task A_folder_that_becomes_read_only_keeps_its_clip_waiting()
    {
        await using LiveBench bench = await LiveBench.StartAsync(1);
        await using SmallDisk disk = await SmallDisk.OverAsync(bench.Assets, "20m");
        TaskCompletionSource release = new();
        bench.Fake.Faults.Enqueue(Stage.Poll, new Fault.Held(release.Task));
        using Process process = bench.Storyvideo(s_run);
        Task<CommandResult> running = LiveBench.EndAsync(process);
        await Eventually.HoldsAsync(() => bench.Fake.Operations.All is [{ Polls: > 0 }]);
        await disk.RemountAsync("ro");
        release.SetResult();

        (await running).Ends(1, "1 failed");
        Assert.Equal(TakeState.Generated, Assert.Single(await bench.TakesAsync()).State);
        await disk.RemountAsync("rw");
        (await RunAsync(bench)).Ends(0, "1 succeeded", "spent $0.00");
        Assert.Single(bench.Fake.Submissions);
    }

    [SkippableFact]
    public async Task A_folder_that_is_read_only_from_the_start_is_refused_before_anything_is_paid()
    {
        await using LiveBench bench = await LiveBench.StartAsync(1);
        await using SmallDisk disk = await SmallDisk.OverAsync(bench.Assets, "20m");
        await disk.RemountAsync("ro");

        (await RunAsync(bench)).Ends(3, "cannot be written", "Nothing was sent");
        Assert.Empty(bench.Fake.Submissions);
    }

    [Fact]
    public async Task A_folder_that_vanishes_during_a_download_keeps_its_clip_waiting()
    {
        await using GeminiBench bench = await GeminiBench.StartAsync();
        TaskCompletionSource release = new();
        bench.Fake.Faults.Enqueue(Stage.Download, new Fault.Held(release.Task));
        Task<IReadOnlyList<ShotVideoResult>> running = bench.BeginAsync(GeminiBench.Only("s1#1"));
        await bench.Fake.FirstRequestAsync(static r => r.Path.Contains("/files/", StringComparison.Ordinal));
        string folder = Path.GetDirectoryName(Path.Combine(bench.Assets, bench.Bundle.Clip("s1", 1)))!;
        Directory.Move(folder, folder + "-away");
        release.SetResult();

        ShotVideoResult lost = Assert.Single(await running);
        Take waiting = (await bench.LatestAsync("s1#1"))!;
        Directory.Delete(folder + "-away", recursive: true);
        await bench.ImportAsync(bench.Bundle);
        ShotVideoResult fetched = Assert.Single(await bench.RunAsync(GeminiBench.Only("s1#1")));

        Assert.Equal((AssetStatus.Failed, "disk"), (lost.Status, lost.Error!.Code));
        Assert.Equal(TakeState.Generated, waiting.State);
        Assert.Equal((AssetStatus.Succeeded, true), (fetched.Status, fetched.IsAdopted));
        Assert.Equal(1, bench.Submissions);
    }

    [SkippableFact]
    public async Task A_database_on_a_full_disk_stops_the_run_before_the_next_submission()
    {
        await using LiveBench bench = await LiveBench.StartAsync(3);
        await using SmallDisk disk = await SmallDisk.OverAsync(bench.Folder.FullPath, "20m");
        disk.Fill();

        CommandResult full = await RunAsync(bench);
        int ordered = bench.Fake.Submissions.Count;
        disk.MakeRoom();
        CommandResult next = await RunAsync(bench);

        Assert.NotEqual(0, full.Exit);
        Assert.Contains("database", full.Out + full.Err, StringComparison.Ordinal);
        Assert.Contains("full", full.Out + full.Err, StringComparison.Ordinal);
        Assert.Equal(0, ordered);
        next.Ends(0, "3 succeeded");
        Assert.Equal(3, bench.Fake.Submissions.Count);
    }

    [SkippableFact]
    public async Task An_operations_name_that_cannot_be_recorded_is_told_and_can_be_adopted()
    {
        await using LiveBench bench = await LiveBench.StartAsync(3);
        await using SmallDisk disk = await SmallDisk.OverAsync(bench.Folder.FullPath, "20m");
        TaskCompletionSource release = new();
        bench.Fake.Faults.Enqueue(Stage.Submit, new Fault.Held(release.Task));
        using Process process = bench.Storyvideo([.. s_run, "--json"]);
        Task<CommandResult> running = LiveBench.EndAsync(process);
        await Eventually.HoldsAsync(() => bench.Fake.Submissions.Count == 1);
        disk.Fill();
        release.SetResult();

        CommandResult full = await running;
        disk.MakeRoom();
        string operation = bench.Fake.Submissions[0].Operation;
        Take take = Assert.Single(await bench.TakesAsync());

        full.Ends(1, operation, $"storyvideo resolve {take.Id} --operation {operation}");
        Assert.Equal(operation, full.Shot(take.Asset.Name).GetProperty("operation").GetString());
        Assert.Equal("unknown", full.Shot(take.Asset.Name).GetProperty("status").GetString());
        Assert.Equal(2, full.Summary.GetProperty("blocked").GetInt32());
        Assert.Equal(TakeState.Unknown, take.State);
        using Process resolve = bench.Storyvideo("resolve", take.Id, "--operation", operation);
        (await LiveBench.EndAsync(resolve)).Ends(0);
        (await RunAsync(bench)).Ends(0, "3 succeeded", "spent $6.40");
        Assert.Equal(3, bench.Fake.Submissions.Count);
    }

    [Fact]
    public async Task A_database_that_is_away_for_a_moment_loses_nothing_and_the_run_submits_nothing_further()
    {
        await using GeminiBench bench = await GeminiBench.StartAsync();
        bench.Ledger = static ledger => new UnreliableLedger(ledger, TakeState.Submitted, failures: 2);

        IReadOnlyList<ShotVideoResult> results = await bench.RunAsync(GeminiBench.OneAtATime);

        Assert.Single(results, static r => r.Status == AssetStatus.Succeeded);
        Assert.Equal(2, results.Count(static r => r is { Status: AssetStatus.Blocked, Error.Code: "ledger-unwritable" }));
        Assert.Equal(1, bench.Submissions);
    }

    [Theory]
    [InlineData(TakeState.Generated)]
    [InlineData(TakeState.Succeeded)]
    public async Task What_cannot_be_recorded_later_is_fetched_by_the_next_run(TakeState state)
    {
        await using GeminiBench bench = await GeminiBench.StartAsync();
        bench.Ledger = ledger => new UnreliableLedger(ledger, state, failures: 100);
        ShotVideoResult unrecorded = Assert.Single(await bench.RunAsync(GeminiBench.Only("s1#1")));
        bench.Ledger = static ledger => ledger;

        ShotVideoResult next = Assert.Single(await bench.RunAsync(GeminiBench.Only("s1#1")));

        Assert.Equal((AssetStatus.Failed, "ledger-unwritable"), (unrecorded.Status, unrecorded.Error!.Code));
        Assert.Contains("nothing is paid twice", unrecorded.Error.Message, StringComparison.Ordinal);
        Assert.Equal((AssetStatus.Succeeded, true), (next.Status, next.IsAdopted));
        Assert.Equal(1, bench.Submissions);
    }

    [Fact]
    public async Task What_cannot_be_marked_is_not_sent()
    {
        await using GeminiBench bench = await GeminiBench.StartAsync();
        bench.Ledger = static ledger => new UnreliableLedger(ledger, TakeState.Submitting, failures: 100);
        IReadOnlyList<ShotVideoResult> unmarked = await bench.RunAsync(GeminiBench.OneAtATime);
        bench.Ledger = static ledger => ledger;

        Assert.All(unmarked, static r => Assert.Equal("ledger-unwritable", r.Error!.Code));
        Assert.Equal(0, bench.Submissions);
        Assert.All(await bench.RunAsync(), static r => Assert.Equal(AssetStatus.Succeeded, r.Status));
        Assert.Equal(3, bench.Submissions);
    }

    [Fact]
    public async Task A_log_that_takes_no_more_stops_no_paid_work()
    {
        await using CliBench bench = await CliBench.StartAsync();
        using FullLog log = new();
        bench.Cli.Log = log;

        (await bench.RunAsync()).Ends(0);

        Assert.True(log.Refused > 0);
        Assert.Equal(3, bench.Fake.Submissions.Count);
        bench.Cli.Log = null;
        (await bench.RunAsync()).Ends(0, "3 skipped");
    }

    private static async Task<CommandResult> RunAsync(LiveBench bench)
    {
        using Process process = bench.Storyvideo(s_run);
        return await LiveBench.EndAsync(process);
    }

    private sealed class FullLog : StringWriter
    {
        public int Refused { get; private set; }

        public override void WriteLine(string? value)
        {
            Refused++;
            throw new IOException("No space left on device");
        }
    }
}
