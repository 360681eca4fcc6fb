namespace StoryVideo.Cutting.Aac;

/// <summary>
/// Reads a coded frame of AAC-LC, stereo at 48 kHz, as far as is needed to know where its gains stand (ISO/IEC 14496-3, 4.4.2). All
/// that is louder or softer by whole steps is the same frame with other gains: nothing is decoded and nothing coded again.
/// </summary>
internal static class AacFrame
{
    /// <summary>Samples of each channel.</summary>
    public const int Samples = 1024;

    /// <summary>By how much one step of gain is louder, in dB: a factor of the fourth root of two.</summary>
    public const double Step = 1.505149978319906;

    private const int PairElement = 1;
    private const int DataElement = 4;
    private const int FillElement = 6;
    private const int End = 7;

    /// <summary>A frame without a single line: it sounds like nothing.</summary>
    public static ReadOnlyMemory<byte> Silent { get; } = new byte[] { 0x21, 0x10, 0x04, 0x60, 0x8C, 0x1C };

    /// <exception cref="InvalidDataException">It is another kind of AAC, or damaged.</exception>
    public static FrameGains Read(ReadOnlySpan<byte> frame)
    {
        BitReader bits = new(frame);
        FrameGains? gains = null;
        for (uint element = bits.Read(3); element != End; element = bits.Read(3))
        {
            switch (element)
            {
                case PairElement when gains is null:
                    gains = ReadPair(ref bits);
                    break;
                case DataElement:
                    SkipData(ref bits);
                    break;
                case FillElement:
                    SkipFill(ref bits);
                    break;
                default:
                    throw new InvalidDataException("its sound is not plain stereo");
            }
        }

        return gains is { } found && !bits.IsBeyondEnd ? found : throw new InvalidDataException("a frame of its sound is damaged");
    }

    private static FrameGains ReadPair(ref BitReader bits)
    {
        bits.Skip(4);
        WindowInfo? common = null;
        if (bits.ReadFlag())
        {
            common = WindowInfo.Read(ref bits);
            uint mask = bits.Read(2);
            bits.Skip(mask == 1 ? common.Groups.Count * common.Bands : 0);
            if (mask == 3)
            {
                throw new InvalidDataException("a frame of its sound is damaged");
            }
        }

        FrameGains left = ChannelStream.Read(ref bits, common);
        FrameGains right = ChannelStream.Read(ref bits, common);
        return new FrameGains(
            (left.Marks << 16) | right.Marks, Math.Min(left.Lowest, right.Lowest), Math.Max(left.Highest, right.Highest));
    }

    private static void SkipData(ref BitReader bits)
    {
        bits.Skip(4);
        bool isAligned = bits.ReadFlag();
        int count = (int)bits.Read(8);
        count += count == 255 ? (int)bits.Read(8) : 0;
        if (isAligned)
        {
            bits.Align();
        }

        bits.Skip(count * 8);
    }

    // What widens the band (SBR) hides in here, and doubles the rate of what is heard.
    private static void SkipFill(ref BitReader bits)
    {
        int count = (int)bits.Read(4);
        count += count == 15 ? (int)bits.Read(8) - 1 : 0;
        if (count > 0 && bits.Peek(4) is 0xD or 0xE)
        {
            throw new InvalidDataException("its sound is HE-AAC");
        }

        bits.Skip(count * 8);
    }
}
