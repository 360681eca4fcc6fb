using StoryVideo.Core.Tests.Support;
using StoryVideo.Media;

namespace StoryVideo.Core.Tests.Media;

public sealed class ImageTypeTests
{
    [Fact]
    public void A_PNG_is_known_by_its_first_eight_bytes()
    {
        byte[] png = TinyPng.Of("x");

        Assert.Equal("image/png", ImageType.Of(png.AsSpan(0, ImageType.HeaderLength)));
        Assert.Null(ImageType.Of(png.AsSpan(0, ImageType.HeaderLength - 1)));
    }

    [Theory]
    [InlineData("FFD8FFE000104A46", "image/jpeg")]
    [InlineData("FFD8FFE1", "image/jpeg")]
    [InlineData("FFD8", null)]
    [InlineData("", null)]
    [InlineData("474946383961", null)]
    [InlineData("52494646", null)]
    [InlineData("89504E470D0A1A0B", null)]
    [InlineData("0089504E470D0A1A0A", null)]
    public void Other_bytes_are_a_JPEG_or_nothing_that_is_sent(string hex, string? type) =>
        Assert.Equal(type, ImageType.Of(Convert.FromHexString(hex)));
}
