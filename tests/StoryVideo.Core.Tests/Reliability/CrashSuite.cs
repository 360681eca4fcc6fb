using System.Diagnostics;
using StoryVideo.Core.Tests.Support;
using StoryVideo.FakeGemini;
using StoryVideo.FakeGemini.Faults;
using Xunit.Abstractions;

namespace StoryVideo.Core.Tests.Reliability;

/// <summary>
/// Processes that run over one story of 50 shots are killed at every step, and two at a time at random moments, more than 200
/// times, until repeated default runs and an operator who settles what is unknown have finished it.
/// </summary>
[Collection(nameof(Processes))]
public sealed class CrashSuite(ITestOutputHelper output)
{
    private const int Shots = 50;
    private const int Kills = 204;
    private const int RoundsOfSteps = 3;
    private const int KillsElsewhere = 40;
    private const int ShotsElsewhere = 24;
    private const int RunsBetweenSettlements = 10;
    private const int LongestLife = 200;

    /// <summary>Every commit of a shot's way, before and after it, and the middle of what lies between.</summary>
    private static readonly string[] s_steps =
    [
        "before-reserve", "after-reserve", "before-mark", "after-mark", "awaiting-answer", "before-submitted", "after-submitted",
        "before-claim", "after-claim", "before-generated", "after-generated", "half-download", "before-verified", "after-verified",
        "before-succeeded", "after-succeeded",
    ];

    /// <summary>Those at which nothing further has reached the provider: they hold the story back until the kills have caught up.</summary>
    private static readonly string[] s_early = ["before-reserve", "after-reserve", "before-mark"];

    // A process that never comes to its step is killed wherever it is by then.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    [Fact]
    public Task Two_hundred_kills_pay_nothing_twice_and_lose_no_clip() => HoldsAsync(PaidService.Veo, Kills, Shots);

    // The ledger and the order of its commits are the same everywhere: here every step is killed once and the rest at random.
    [Theory]
    [InlineData("Omni on the Gemini API")]
    [InlineData("Veo on Vertex AI")]
    [InlineData("Grok Imagine")]
    public Task A_kill_at_every_step_is_as_harmless_on_every_other_service(string service) =>
        HoldsAsync(PaidService.Of(service), KillsElsewhere, ShotsElsewhere);

    private async Task HoldsAsync(PaidService model, int kills, int shots)
    {
        long began = Stopwatch.GetTimestamp();
        FakeGeminiOptions service = new() { GenerationTime = TimeSpan.FromMilliseconds(60), MarksClips = true, KeepBodies = false };
        await using LiveBench bench = await LiveBench.StartAsync(shots, service, model: model);
        CrashOperator settling = new(bench);

        await KillAsync(bench, settling, kills, shots);
        Assert.All(s_steps, step => Assert.InRange(settling.KillsAt(step), 1, kills));
        string left = await settling.UnfinishedAsync();
        for (int runs = 0; left.Length > 0; runs++)
        {
            using Process process = bench.Run(throttle: 4);
            CommandResult ended = await LiveBench.EndAsync(process);
            Assert.True(runs < 10, $"It is never finished: {left}. {ended.Out} {ended.Err}");
            await settling.SettleAsync();
            left = await settling.UnfinishedAsync();
        }

        await settling.HoldsAsync();
        output.WriteLine($"{Stopwatch.GetElapsedTime(began).TotalSeconds:0} s: {settling}");
        ReliabilityPage.Keep("crash", settling.ToString());
    }

    private static async Task KillAsync(LiveBench bench, CrashOperator settling, int kills, int shots)
    {
        Random random = new(20261120);
        int steps = 0;
        for (int run = 1; settling.Kills < kills; run++)
        {
            Assert.InRange(run, 1, 2 * kills);
            bool isAhead = bench.Fake.Submissions.Count > (settling.Kills + 8) * (shots - 4) / kills;
            if (isAhead)
            {
                await KillAtAsync(bench, settling, s_early[run % s_early.Length]);
            }
            else if (steps < RoundsOfSteps * s_steps.Length)
            {
                // In this order each leaves behind what the next one needs.
                await KillAtAsync(bench, settling, s_steps[steps++ % s_steps.Length]);
            }
            else
            {
                await Task.WhenAll(
                    KillWithinAsync(bench, settling, random.Next(LongestLife)),
                    KillWithinAsync(bench, settling, random.Next(LongestLife)));
            }

            if (run % RunsBetweenSettlements == 0 || settling.Kills >= kills)
            {
                await settling.SettleAsync();
            }
        }
    }

    private static async Task KillAtAsync(LiveBench bench, CrashOperator settling, string step)
    {
        if (step == "awaiting-answer")
        {
            // The provider takes a submission on and says nothing: whoever sent it waits until it is killed.
            bench.Fake.Faults.Enqueue(Stage.Submit, new Fault.NoAnswer());
        }

        // How long a process takes to start is the machine's affair: its patience begins with its run.
        int before = bench.Fake.Submissions.Count;
        using Process process = bench.Run(throttle: 1, point: step);
        await process.StandardOutput.ReadLineAsync();
        Task ended = LiveBench.EndAsync(process);
        if (await Task.WhenAny(ended, Task.Delay(s_patience, TimeProvider.System)) == ended)
        {
            settling.Ended(process, step);
            return;
        }

        bench.Fake.Faults.Clear();
        process.Kill();
        await ended;

        // On a busy machine its patience may end before its submission has come in: then no answer was awaited yet.
        settling.Ended(process, step == "awaiting-answer" && bench.Fake.Submissions.Count > before ? step : "random");
    }

    private static async Task KillWithinAsync(LiveBench bench, CrashOperator settling, int milliseconds)
    {
        using Process process = bench.Run(throttle: 2);
        await process.StandardOutput.ReadLineAsync();
        await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), TimeProvider.System);
        process.Kill();
        await process.WaitForExitAsync();
        settling.Ended(process, "random");
    }
}
