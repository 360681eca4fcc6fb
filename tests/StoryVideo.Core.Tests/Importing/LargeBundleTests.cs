using System.Globalization;
using StoryVideo.Importing;
using StoryVideo.Stories;

namespace StoryVideo.Core.Tests.Importing;

[Collection(MeasuredAlone.Name)]
public sealed class LargeBundleTests
{
    private const int Shots = 100_000;
    private const int ShotsPerScenelet = 100;

    [Fact]
    public async Task A_hundred_thousand_shots_are_streamed_in_bounded_memory()
    {
        using BundleOnDisk disk = new("");
        await WriteAsync(disk.File);
        Assert.True(new FileInfo(disk.File).Length > 60_000_000);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        StoryBundle bundle = await StoryBundle.OpenAsync(disk.Folder);
        Assert.Equal((Shots, Shots / ShotsPerScenelet), (bundle.ShotCount, bundle.Scenelets.Count));

        int count = 0;
        long most = 0;
        await foreach (StoryShot shot in bundle.ReadShotsAsync())
        {
            Assert.Equal((count % ShotsPerScenelet) + 1, shot.ShotIndex);
            if (++count % 10_000 == 0)
            {
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
            }
        }

        Assert.Equal(Shots, count);
        // A few bytes a shot are remembered to find those that appear twice; the shots themselves are not.
        Assert.InRange(most, long.MinValue, 20_000_000);
    }

    [Fact]
    public async Task A_value_larger_than_any_buffer_is_read_whole()
    {
        string line = new('x', 3_000_000);
        IReadOnlyList<StoryShot> shots = await BundleOnDisk.ShotsAsync(BundleOnDisk.With("wide", line));
        Assert.Equal($$"""{ "framing": "{{line}}" }""", shots[0].StoryboardPayload);
    }

    [Fact]
    public async Task A_value_without_end_does_not_fill_the_memory()
    {
        byte[] json = new byte[70 * 1024 * 1024];
        Array.Fill(json, (byte)'x');
        "{\"displayName\":\""u8.CopyTo(json);
        using BundleOnDisk disk = new(json);
        ImportException e = await Assert.ThrowsAsync<ImportException>(() => StoryBundle.OpenAsync(disk.Folder));
        Assert.Equal("$.displayName is larger than 64 MiB.", Assert.Single(e.Problems).ToString());
    }

    [Fact]
    public async Task A_hundred_thousand_unknown_scenelets_are_refused_without_delay()
    {
        IEnumerable<string> shots = Enumerable.Range(0, Shots).Select(static n =>
            $$$"""{"sceneletId":"s{{{n}}}","shotIndex":1,"storyboardPayload":{} }""");
        IReadOnlyList<ImportProblem> problems = await BundleOnDisk.ProblemsAsync(
            $$"""{"storyId":"x","displayName":"D","visualDesignDocument":{},"scenelets":[{"id":"a"}],"shots":[{{string.Join(',', shots)}}]}""");
        Assert.Equal(10_001, problems.Count);
    }

    private static async Task WriteAsync(string path)
    {
        string filler = new('w', 480);
        await using StreamWriter file = new(path);
        await file.WriteAsync("""{"storyId":"long","displayName":"Long","visualDesignDocument":{},"shots":[""");
        for (int shot = 0; shot < Shots; shot++)
        {
            await file.WriteAsync(string.Create(
                CultureInfo.InvariantCulture,
                $$$"""
                {{{(shot == 0 ? "" : ",")}}}
                {"sceneletId":"s{{{shot / ShotsPerScenelet}}}","shotIndex":{{{(shot % ShotsPerScenelet) + 1}}},
                "storyboardPayload":{"framing":"{{{filler}}}","referencedDesigns":{"characters":["rhea"],"environments":["tower"]} } }
                """));
        }

        await file.WriteAsync("]}");
    }
}
