using StoryVideo.Core.Tests.Media;
using StoryVideo.Cutting;
using StoryVideo.Cutting.Inspection;

namespace StoryVideo.Core.Tests.Cutting;

/// <summary>Stills out of clips.</summary>
public sealed class FrameExtractorTests : IDisposable
{
    private readonly CutBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [SkippableFact]
    public async Task First_last_and_evenly_spaced_frames_are_taken()
    {
        CutEntry clip = await _bench.ClipAsync(1);

        IReadOnlyList<(int Frame, string Path)> frames = await new FrameExtractor(_bench.Ffmpeg).ExtractAsync(
            clip.File!, 5, (place, of) => _bench.PathOf($"frames/{place}-{of}.png"), CancellationToken.None);

        Assert.Equal([0, 12, 24, 35, 47], frames.Select(static f => f.Frame));

        // Frames of the clip grow brighter by four each.
        int[] greys = [.. await Task.WhenAll(frames.Select(static async f => (int)(await Ffprobe.GreyFrameAsync(f.Path, 0, 1, 1))[0]))];
        Assert.InRange(greys[4] - greys[0], 4 * 47 * 0.9, 4 * 47 * 1.3);
        Assert.Equal(0.5, (double)(greys[2] - greys[0]) / (greys[4] - greys[0]), 0.05);
    }

    [SkippableFact]
    public async Task The_last_frame_is_found_where_sound_outlasts_picture()
    {
        CutEntry clip = await _bench.ClipAsync(1);
        await _bench.RunAsync(["-i", clip.File!, "-f", "lavfi", "-t", "3", "-i", "sine", "-map", "0:v", "-map", "1:a", "-c:v", "copy", "-c:a", "aac", _bench.PathOf("long.mp4")]);

        IReadOnlyList<(int Frame, string Path)> frames = await new FrameExtractor(_bench.Ffmpeg).ExtractAsync(
            _bench.PathOf("long.mp4"), 2, (place, _) => _bench.PathOf($"{place}.png"), CancellationToken.None);

        Assert.Equal([0, 47], frames.Select(static f => f.Frame));
        Assert.All(frames, static f => Assert.True(new FileInfo(f.Path).Length > 0));
    }

    [Theory]
    [InlineData(192, 1, "0")]
    [InlineData(192, 2, "0 191")]
    [InlineData(192, 3, "0 96 191")]
    [InlineData(2, 5, "0 1")]
    [InlineData(1, 3, "0")]
    public void Frames_are_spread_from_the_first_to_the_last_and_each_is_taken_once(int frames, int count, string numbers) =>
        Assert.Equal(numbers, string.Join(' ', FrameExtractor.Spread(frames, count)));

    [SkippableFact]
    public async Task A_clip_that_cannot_be_decoded_is_refused()
    {
        await File.WriteAllTextAsync(_bench.PathOf("page.mp4"), "no clip");

        CutException e = await Assert.ThrowsAsync<CutException>(() => new FrameExtractor(_bench.Ffmpeg).ExtractAsync(
            _bench.PathOf("page.mp4"), 2, (place, _) => _bench.PathOf($"{place}.png"), CancellationToken.None));

        Assert.Equal("clip-unreadable", e.Code);
    }
}
