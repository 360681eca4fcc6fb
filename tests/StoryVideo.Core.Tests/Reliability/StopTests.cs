using System.Diagnostics;
using StoryVideo.Core.Tests.Support;
using StoryVideo.FakeGemini;
using StoryVideo.FakeGemini.Faults;
using StoryVideo.FakeGemini.Generation;
using StoryVideo.Ledger;

namespace StoryVideo.Core.Tests.Reliability;

/// <summary>Ctrl+C and SIGTERM to the real program, wherever it is: nothing new is sent, what is in flight stays adoptable.</summary>
[Collection(nameof(Processes))]
public sealed class StopTests
{
    private const int Cancelled = 130;

    /// <summary>Issue: promptly, also while a submission hangs.</summary>
    private static readonly TimeSpan s_promptly = TimeSpan.FromSeconds(10);

    private static readonly string[] s_run = ["run", "create-shot-video", "--throttle", "1"];

    [SkippableTheory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task While_a_clip_is_made(string signal)
    {
        SkipOnWindows();
        await using LiveBench bench = await LiveBench.StartAsync(3);
        bench.Fake.Operations.EndWith(new GenerationResult.Never());
        using Process process = bench.Storyvideo(s_run);

        CommandResult stopped = await StopAsync(process, signal, () => bench.Fake.Operations.All is [{ Polls: > 0 }]);

        stopped.Ends(Cancelled, "1 paid operation goes on at the provider", "The same command fetches", "Cancelled");
        Take take = Assert.Single(await bench.TakesAsync());
        Assert.Equal((TakeState.Submitted, ""), (take.State, take.Owner));
        Assert.Single(bench.Fake.Submissions);
    }

    [SkippableFact]
    public async Task While_the_answer_to_a_submission_is_on_its_way_the_answer_is_still_taken()
    {
        SkipOnWindows();
        await using LiveBench bench = await LiveBench.StartAsync(3);
        TaskCompletionSource release = new();
        bench.Fake.Faults.Enqueue(Stage.Submit, new Fault.Held(release.Task));
        using Process process = bench.Storyvideo(s_run);
        Task<CommandResult> stopping = StopAsync(process, "INT", () => bench.Fake.Submissions.Count == 1);
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
        release.SetResult();

        (await stopping).Ends(Cancelled, "1 paid operation goes on");
        Take take = Assert.Single(await bench.TakesAsync());
        Assert.Equal((TakeState.Submitted, bench.Fake.Submissions[0].Operation), (take.State, take.OperationName));
    }

    [SkippableFact]
    public async Task While_a_submission_hangs_it_ends_promptly_and_says_what_may_have_been_paid()
    {
        SkipOnWindows();
        await using LiveBench bench = await LiveBench.StartAsync(3);
        bench.Fake.Faults.Enqueue(Stage.Submit, new Fault.NoAnswer());
        using Process process = bench.Storyvideo(s_run);

        CommandResult stopped = await StopAsync(process, "TERM", () => bench.Fake.Submissions.Count == 1);

        stopped.Ends(Cancelled, "Nothing is in flight", "1 unknown take of this story may have been paid ($3.20)", "storyvideo resolve");
        Assert.Equal(TakeState.Unknown, Assert.Single(await bench.TakesAsync()).State);
        Assert.Single(bench.Fake.Submissions);
    }

    [SkippableFact]
    public async Task While_a_clip_is_fetched_it_stays_to_be_fetched()
    {
        SkipOnWindows();
        await using LiveBench bench = await LiveBench.StartAsync(1);
        bench.Fake.Faults.Enqueue(Stage.Download, new Fault.Slow(TimeSpan.FromMinutes(1)));
        using Process process = bench.Storyvideo(s_run);

        CommandResult stopped = await StopAsync(process, "INT", () => bench.Fake.Operations.All is [{ Downloads: 1 }]);

        stopped.Ends(Cancelled, "1 paid operation goes on");
        Assert.Equal(TakeState.Generated, Assert.Single(await bench.TakesAsync()).State);
        bench.Fake.Faults.Clear();
        using Process next = bench.Storyvideo(s_run);
        (await LiveBench.EndAsync(next)).Ends(0, "1 succeeded", "spent $0.00");
        Assert.Single(bench.Fake.Submissions);
    }

    [SkippableFact]
    public async Task While_all_shots_wait_for_a_quota()
    {
        SkipOnWindows();
        await using LiveBench bench = await LiveBench.StartAsync(3);
        bench.Fake.Faults.Always(Stage.Submit, new Fault.Reply(GoogleAnswers.QuotaPerMinute("1000s")));
        using Process process = bench.Storyvideo(s_run);

        CommandResult stopped = await StopAsync(
            process, "INT", () => bench.Fake.Requests.Any(static r => r.Method == "POST"));

        stopped.Ends(Cancelled, "Nothing is in flight", "The same command goes on");
        Assert.All(await bench.TakesAsync(), static t => Assert.Equal(TakeState.Failed, t.State));
        Assert.Empty(bench.Fake.Submissions);
    }

    [SkippableFact]
    public async Task A_second_signal_ends_the_program_at_once()
    {
        SkipOnWindows();
        await using LiveBench bench = await LiveBench.StartAsync(1);
        bench.Fake.Faults.Enqueue(Stage.Submit, new Fault.NoAnswer());
        using Process process = bench.Storyvideo(s_run);
        Task output = process.StandardOutput.ReadToEndAsync();
        await Eventually.HoldsAsync(() => bench.Fake.Submissions.Count == 1);
        await SignalAsync(process, "INT");
        string? said;
        do
        {
            said = await process.StandardError.ReadLineAsync();
        }
        while (said?.Contains("A second signal", StringComparison.Ordinal) == false);

        long began = Stopwatch.GetTimestamp();
        await SignalAsync(process, "INT");
        await Task.WhenAll(output, process.StandardError.ReadToEndAsync(), process.WaitForExitAsync());

        Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, s_promptly);
        Assert.NotEqual(0, process.ExitCode);
        Assert.Equal(TakeState.Unknown, Assert.Single(await bench.TakesAsync()).State);
    }

    private static async Task<CommandResult> StopAsync(Process process, string signal, Func<bool> when)
    {
        Task<CommandResult> ended = LiveBench.EndAsync(process);
        await Eventually.HoldsAsync(() => when() || process.HasExited);
        await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        long began = Stopwatch.GetTimestamp();
        await SignalAsync(process, signal);
        CommandResult result = await ended;
        Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, s_promptly);
        return result;
    }

    private static async Task SignalAsync(Process process, string signal)
    {
        using Process kill = Process.Start("kill", ["-" + signal, process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    private static void SkipOnWindows() => Skip.If(OperatingSystem.IsWindows(), "Windows has no SIGINT and SIGTERM to send.");
}
