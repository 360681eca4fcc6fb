using System.Diagnostics;
using StoryVideo.Core.Tests.Providers;
using StoryVideo.FakeGemini;
using StoryVideo.Ledger;
using StoryVideo.Storage;
using StoryVideo.Tasks;
using StoryVideo.Tasks.Takes;

namespace StoryVideo.Core.Tests.Reliability;

/// <summary>
/// Processes that have speech or checks made are killed at every step. No operation is left to ask for: what was not recorded is unknown,
/// what was is there, and nothing is asked for twice unless the operator says so.
/// </summary>
[Collection(nameof(Processes))]
public sealed class CrashOfContentTests
{
    private static readonly (string Step, TakeState? After, int Made)[] s_steps =
    [
        ("before-reserve", null, 0), ("after-reserve", TakeState.Failed, 0), ("before-mark", TakeState.Failed, 0), ("after-mark", TakeState.Unknown, 0),
        ("before-verified", TakeState.Unknown, 1), ("after-verified", TakeState.Succeeded, 1), ("before-succeeded", TakeState.Succeeded, 1),
        ("after-succeeded", TakeState.Succeeded, 1),
    ];

    [SkippableTheory]
    [InlineData("speech")]
    [InlineData("check")]
    public async Task A_kill_at_any_step_pays_nothing_twice_and_loses_nothing_that_was_recorded(string kind)
    {
        await using LiveBench bench = await LiveBench.StartAsync(1, new FakeGeminiOptions { MarksClips = true });
        if (kind == "check")
        {
            _ = RehearsalBench.NeedFfmpeg();
            Assert.Equal(0, await RunAsync(bench, "clip", RunMode.Default));
        }

        Assert.Equal(0, await RunAsync(bench, kind, RunMode.Default));
        foreach ((string step, TakeState? after, int made) in s_steps)
        {
            (int takes, int answers) = ((await TakesAsync(bench, kind)).Count, Made(bench));

            Assert.Equal(137, await RunAsync(bench, kind, RunMode.Override, step));
            int exit = await RunAsync(bench, kind, RunMode.Default);

            IReadOnlyList<Take> now = await TakesAsync(bench, kind);
            Assert.Equal((step, takes + (after is null ? 0 : 1)), (step, now.Count));
            Assert.Equal((step, after ?? TakeState.Succeeded, made), (step, now[^1].State, Made(bench) - answers));
            Assert.Equal((step, after == TakeState.Unknown ? 1 : 0), (step, exit));
            if (after == TakeState.Unknown)
            {
                using Studio studio = await bench.OpenAsync();
                await new ResolveTake(studio).WriteOffAsync(now[^1].Id, CancellationToken.None);
            }
        }

        foreach (Take take in (await TakesAsync(bench, kind)).Where(static t => t.State == TakeState.Succeeded))
        {
            string file = Path.Combine(bench.Assets, take.File!.Path["generated/".Length..]);
            Assert.Equal(take.File.Sha256, await AssetFolder.HashAsync(file, CancellationToken.None));
        }
    }

    private static int Made(LiveBench bench) => bench.Fake.Speeches.All.Count + bench.Fake.Verdicts.All.Count;

    private static async Task<IReadOnlyList<Take>> TakesAsync(LiveBench bench, string kind)
    {
        using Studio studio = await bench.OpenAsync(StoreAccess.Read);
        TakeFilter filter = new() { StoryId = bench.Bundle.StoryId, Kind = kind == "check" ? AssetKind.Check : AssetKind.Audio };
        return await studio.Ledger.ReadAsync(filter, CancellationToken.None).ToListAsync();
    }

    private static async Task<int> RunAsync(LiveBench bench, string kind, RunMode mode, string step = "")
    {
        using Process process = bench.Run(throttle: 1, mode, step, kind: kind);
        return (await LiveBench.EndAsync(process)).Exit;
    }
}
