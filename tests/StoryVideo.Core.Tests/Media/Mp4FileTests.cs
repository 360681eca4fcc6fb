using System.Buffers.Binary;
using System.Text;
using StoryVideo.Core.Tests.Support;
using StoryVideo.Media;

namespace StoryVideo.Core.Tests.Media;

public sealed class Mp4FileTests
{
    private static readonly byte[] s_type = TinyMp4.Box("ftyp", "isom\0\0\0\0isom"u8);
    private static readonly byte[] s_media = TinyMp4.Box("mdat", "media"u8);

    [Fact]
    public void The_stub_clip_is_whole_and_eight_seconds_long()
    {
        using FileStream file = File.OpenRead(Path.Combine(TestPaths.Fixtures, "stub-clip.mp4"));

        Mp4Inspection clip = Mp4File.Inspect(file);

        Assert.True(clip.IsWhole, clip.Problem);
        Assert.Equal(8, clip.DurationSeconds, 0.1);
    }

    [Theory]
    [InlineData(1u)]
    [InlineData(8u)]
    [InlineData(600u)]
    public void A_clip_is_as_long_as_its_movie_header_says(uint seconds) =>
        Assert.Equal(new Mp4Inspection(null, seconds), Inspect(TinyMp4.Of("media", seconds)));

    [Fact]
    public void The_movie_may_come_after_the_media_and_other_boxes_anywhere() => Assert.True(
        Inspect([.. s_type, .. TinyMp4.Box("free", []), .. s_media, .. TinyMp4.Box("uuid", [1, 2, 3]), .. TinyMp4.Movie(8)]).IsWhole);

    [Fact]
    public void A_movie_header_of_version_1_is_read()
    {
        byte[] header = new byte[112];
        header[0] = 1;
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(20), 24_000);
        BinaryPrimitives.WriteUInt64BigEndian(header.AsSpan(24), 24_000 * 6);

        Assert.Equal(6, Inspect([.. s_type, .. TinyMp4.Box("moov", TinyMp4.Box("mvhd", header)), .. s_media]).DurationSeconds);
    }

    [Fact]
    public void Boxes_may_have_long_sizes_and_the_last_one_none()
    {
        byte[] large = new byte[16 + 5];
        BinaryPrimitives.WriteUInt32BigEndian(large, 1);
        Encoding.ASCII.GetBytes("mdat", large.AsSpan(4));
        BinaryPrimitives.WriteInt64BigEndian(large.AsSpan(8), large.Length);
        Assert.True(Inspect([.. s_type, .. TinyMp4.Movie(8), .. large]).IsWhole);

        byte[] open = [.. s_media];
        BinaryPrimitives.WriteUInt32BigEndian(open, 0);
        Assert.True(Inspect([.. s_type, .. TinyMp4.Movie(8), .. open]).IsWhole);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html><body>403</body></html>")]
    [InlineData("{\"error\": {\"code\": 404}}")]
    [InlineData("abc")]
    public void What_is_no_clip_at_all_is_told_so(string content) =>
        Assert.Equal(content.Length == 0 ? "the file is empty" : "it is no MP4 file", Inspect(Encoding.UTF8.GetBytes(content)).Problem);

    [Fact]
    public void A_clip_that_ends_anywhere_before_its_end_is_not_whole()
    {
        byte[] whole = [.. s_type, .. s_media, .. TinyMp4.Movie(8)];
        for (int length = 0; length < whole.Length; length++)
        {
            Assert.False(Inspect(whole[..length]).IsWhole, $"{length} of {whole.Length} bytes");
        }

        Assert.True(Inspect(whole).IsWhole);
    }

    [Fact]
    public void A_clip_without_media_length_or_header_is_not_whole()
    {
        Assert.Equal("it holds no media", Inspect([.. s_type, .. TinyMp4.Movie(8)]).Problem);
        Assert.Equal("it holds no media", Inspect([.. s_type, .. TinyMp4.Movie(8), .. TinyMp4.Box("mdat", [])]).Problem);
        Assert.Equal("it has no movie header", Inspect([.. s_type, .. s_media]).Problem);
        Assert.Equal("it has no movie header", Inspect([.. s_type, .. s_media, .. TinyMp4.Movie(0)]).Problem);
        Assert.Equal("it has no movie header", Inspect([.. s_type, .. s_media, .. TinyMp4.Box("moov", TinyMp4.Box("mvhd", new byte[8]))]).Problem);
        Assert.Equal("it has no movie header", Inspect([.. s_type, .. s_media, .. TinyMp4.Box("moov", TinyMp4.Box("mvhd", new byte[100]))]).Problem);
    }

    [Theory]
    [InlineData(2u)]
    [InlineData(7u)]
    [InlineData(uint.MaxValue)]
    public void A_box_of_an_impossible_size_ends_the_reading(uint size)
    {
        byte[] box = [.. s_media];
        BinaryPrimitives.WriteUInt32BigEndian(box, size);

        Assert.Equal("it is cut short", Inspect([.. s_type, .. TinyMp4.Movie(8), .. box]).Problem);
    }

    [Theory]
    [InlineData(0L)]
    [InlineData(15L)]
    [InlineData(-1L)]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    public void A_long_size_that_is_impossible_ends_the_reading(long size)
    {
        byte[] box = new byte[32];
        BinaryPrimitives.WriteUInt32BigEndian(box, 1);
        Encoding.ASCII.GetBytes("mdat", box.AsSpan(4));
        BinaryPrimitives.WriteInt64BigEndian(box.AsSpan(8), size);

        Assert.Equal("it is cut short", Inspect([.. s_type, .. TinyMp4.Movie(8), .. box]).Problem);
    }

    private static Mp4Inspection Inspect(byte[] bytes) => Mp4File.Inspect(new MemoryStream(bytes));
}
