using StoryVideo.Catalog;
using StoryVideo.Providers.Rehearsal;

namespace StoryVideo.Core.Tests.Providers;

public sealed class FrameSizeTests
{
    [Theory]
    [InlineData("16:9", "720p", 1280, 720)]
    [InlineData("16:9", "1080p", 1920, 1080)]
    [InlineData("16:9", "4k", 3840, 2160)]
    [InlineData("16:9", "480p", 852, 480)]
    [InlineData("9:16", "1080p", 1080, 1920)]
    [InlineData("1:1", "720p", 720, 720)]
    public void The_resolution_is_the_shorter_side(string aspect, string resolution, int width, int height)
    {
        Assert.True(FrameSize.TryParse(new VideoFormat(aspect, resolution, 8), out FrameSize? size, out _));
        Assert.Equal(new FrameSize(width, height), size);
    }

    [Theory]
    [InlineData("16:9", "1080p", 0)]
    [InlineData("16:9", "1080p", 61)]
    [InlineData("16x9", "1080p", 8)]
    [InlineData("0:9", "1080p", 8)]
    [InlineData("100:1", "1080p", 8)]
    [InlineData("16:9:1", "1080p", 8)]
    [InlineData("16:9", "99999p", 8)]
    [InlineData("16:9", "-720p", 8)]
    [InlineData("16:9", "p", 8)]
    [InlineData("", "", 8)]
    public void A_format_that_cannot_be_rendered_is_refused_with_a_reason(string aspect, string resolution, int seconds)
    {
        Assert.False(FrameSize.TryParse(new VideoFormat(aspect, resolution, seconds), out _, out string? problem));
        Assert.NotEmpty(problem);
    }
}
