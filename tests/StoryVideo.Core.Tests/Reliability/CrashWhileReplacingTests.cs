using System.Diagnostics;
using StoryVideo.FakeGemini;
using StoryVideo.Ledger;
using StoryVideo.Storage;
using StoryVideo.Tasks;

namespace StoryVideo.Core.Tests.Reliability;

/// <summary>Processes that replace a clip are killed at every step: the old clip is kept, under its own name.</summary>
[Collection(nameof(Processes))]
public sealed class CrashWhileReplacingTests
{
    private static readonly string[] s_steps =
        ["after-verified", "before-keep-earlier", "after-keep-earlier", "before-succeeded", "after-succeeded"];

    [Fact]
    public async Task An_override_that_is_killed_anywhere_keeps_every_clip_that_was_ever_paid_for()
    {
        await using LiveBench bench = await LiveBench.StartAsync(1, new FakeGeminiOptions { MarksClips = true });
        await RunAsync(bench, RunMode.Default, "");
        foreach (string step in s_steps)
        {
            Assert.Equal(137, await RunAsync(bench, RunMode.Override, step));
            Assert.Equal(0, await RunAsync(bench, RunMode.Default, ""));
        }

        IReadOnlyList<Take> takes = await bench.TakesAsync();
        Assert.Equal(1 + s_steps.Length, takes.Count);
        Assert.Equal(takes.Count, bench.Fake.Submissions.Count);
        Assert.True(takes[^1].IsSelected);
        foreach (Take take in takes)
        {
            string file = Path.Combine(bench.Assets, take.File!.Path["generated/".Length..]);
            Assert.Equal(Clip.Of(0, 8, take.OperationName), await File.ReadAllBytesAsync(file));
            Assert.Equal(take.File.Sha256, await AssetFolder.HashAsync(file, CancellationToken.None));
        }
    }

    private static async Task<int> RunAsync(LiveBench bench, RunMode mode, string step)
    {
        using Process process = bench.Run(throttle: 1, mode, step);
        return (await LiveBench.EndAsync(process)).Exit;
    }
}
