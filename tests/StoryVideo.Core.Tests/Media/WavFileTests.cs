using StoryVideo.Media;

namespace StoryVideo.Core.Tests.Media;

/// <summary>Sound without a header gets one of 44 bytes; sound with one is read as it is.</summary>
public sealed class WavFileTests
{
    private static readonly WavFile s_second = new(24_000, 1, new byte[48_000]);

    [Fact]
    public void The_header_is_44_bytes_and_says_what_follows()
    {
        byte[] file = s_second.ToBytes();

        Assert.Equal(44 + 48_000, file.Length);
        Assert.Equal(
            "52494646 A4BB0000 57415645 666D7420 10000000 0100 0100 C05D0000 80BB0000 0200 1000 64617461 80BB0000".Replace(" ", "", StringComparison.Ordinal),
            Convert.ToHexString(file.AsSpan(0, 44)));
    }

    [Fact]
    public void What_was_written_is_read_again()
    {
        WavFile? read = WavFile.Read(s_second.ToBytes(), out string? problem);

        Assert.Null(problem);
        Assert.Equal((24_000, 1, 48_000, 1.0), (read!.Rate, read.Channels, read.Samples.Length, read.Seconds));
    }

    [Fact]
    public void Chunks_of_others_are_passed_over()
    {
        byte[] plain = s_second.ToBytes();
        byte[] file = [.. plain[..36], .. "LIST"u8, 3, 0, 0, 0, 1, 2, 3, 0, .. plain[36..]];

        Assert.Equal(1, WavFile.Read(file, out _)!.Seconds);
    }

    [Fact]
    public void Sounds_of_one_kind_are_joined_in_order()
    {
        WavFile joined = WavFile.Join([new(8000, 1, new byte[] { 1, 1 }), new(8000, 1, new byte[] { 2, 2 })])!;

        Assert.Equal([1, 1, 2, 2], joined.Samples.ToArray());
        Assert.Null(WavFile.Join([new(8000, 1, new byte[2]), new(16_000, 1, new byte[2])]));
    }

    [Theory]
    [InlineData("", "it is no WAV file")]
    [InlineData("RIFF....AVI ", "it is no WAV file")]
    [InlineData("RIFF....WAVE", "it holds no sound")]
    [InlineData("RIFF....WAVEdata\u0004\0\0\0....", "its samples are not of 16 bits")]
    public void What_is_none_is_refused_in_words(string text, string why)
    {
        Assert.Null(WavFile.Read(System.Text.Encoding.Latin1.GetBytes(text), out string? problem));
        Assert.Equal(why, problem);
    }

    [Fact]
    public void A_file_that_breaks_off_is_refused()
    {
        Assert.Null(WavFile.Read(s_second.ToBytes().AsMemory(0, 1000), out string? problem));
        Assert.Equal("it breaks off in its samples", problem);
    }
}
