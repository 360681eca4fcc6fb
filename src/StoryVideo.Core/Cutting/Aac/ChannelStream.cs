namespace StoryVideo.Cutting.Aac;

/// <summary>Reads what a frame holds of one channel (ISO/IEC 14496-3, <c>individual_channel_stream</c>).</summary>
internal static class ChannelStream
{
    private const int Reserved = 12;
    private const int Noise = 13;
    private const int FirstNoiseLength = 9;

    /// <param name="bits">Where the channel begins.</param>
    /// <param name="common">The windows that it shares with the other; null where it has its own.</param>
    /// <exception cref="InvalidDataException">It is another kind of AAC, or damaged.</exception>
    public static FrameGains Read(ref BitReader bits, WindowInfo? common)
    {
        int position = bits.Position;
        int gain = (int)bits.Read(8);
        WindowInfo windows = common ?? WindowInfo.Read(ref bits);
        Span<byte> books = stackalloc byte[windows.Groups.Count * windows.Bands];
        ReadSections(ref bits, windows, books);
        FrameGains range = ReadScaleFactors(ref bits, gain, books);
        SkipPulses(ref bits, windows);
        SkipNoiseShaping(ref bits, windows);
        if (bits.ReadFlag())
        {
            throw new InvalidDataException("its sound has gain control, which AAC-LC has not");
        }

        SkipLines(ref bits, windows, books);
        return range with { Marks = range.Highest == 0 || position > ushort.MaxValue ? 0 : (uint)position };
    }

    private static void ReadSections(ref BitReader bits, WindowInfo windows, scoped Span<byte> books)
    {
        int length = windows.IsShort ? 3 : 5;
        int more = (1 << length) - 1;
        for (int group = 0; group < windows.Groups.Count; group++)
        {
            Span<byte> own = books.Slice(group * windows.Bands, windows.Bands);
            for (int band = 0; band < own.Length;)
            {
                byte book = (byte)bits.Read(4);
                int end = band;
                int step;
                do
                {
                    step = (int)bits.Read(length);
                    end += step;
                }
                while (step == more && end <= own.Length);

                if (book == Reserved || end > own.Length || bits.IsBeyondEnd)
                {
                    throw new InvalidDataException("a frame of its sound is damaged");
                }

                own[band..end].Fill(book);
                band = end;
            }
        }
    }

    private static FrameGains ReadScaleFactors(ref BitReader bits, int gain, scoped ReadOnlySpan<byte> books)
    {
        int factor = gain;
        (int lowest, int highest) = (255, 0);
        bool isNoisy = false;
        foreach (byte book in books)
        {
            if (book == 0)
            {
                continue;
            }

            if (book == Noise && !isNoisy)
            {
                // The first is told by itself, counted from the gain; so it rises with it.
                isNoisy = true;
                bits.Skip(FirstNoiseLength);
                (lowest, highest) = (Math.Min(lowest, gain), Math.Max(highest, gain));
                continue;
            }

            int step = ScaleFactorCode.Read(ref bits);
            if (book < Reserved)
            {
                factor += step;
                (lowest, highest) = (Math.Min(lowest, Math.Min(gain, factor)), Math.Max(highest, Math.Max(gain, factor)));
            }
        }

        return lowest is >= 0 and <= 255 && highest is >= 0 and <= 255
            ? new FrameGains(0, (byte)lowest, (byte)highest)
            : throw new InvalidDataException("a frame of its sound is damaged");
    }

    private static void SkipPulses(ref BitReader bits, WindowInfo windows)
    {
        if (!bits.ReadFlag())
        {
            return;
        }

        if (windows.IsShort)
        {
            throw new InvalidDataException("a frame of its sound is damaged");
        }

        int pulses = (int)bits.Read(2) + 1;
        bits.Skip(6 + (pulses * 9));
    }

    private static void SkipNoiseShaping(ref BitReader bits, WindowInfo windows)
    {
        if (!bits.ReadFlag())
        {
            return;
        }

        (int countLength, int rangeLength, int orderLength) = windows.IsShort ? (1, 4, 3) : (2, 6, 5);
        for (int window = 0; window < windows.WindowCount; window++)
        {
            int filters = (int)bits.Read(countLength);
            int resolution = filters > 0 ? (int)bits.Read(1) + 3 : 0;
            for (; filters > 0; filters--)
            {
                bits.Skip(rangeLength);
                int order = (int)bits.Read(orderLength);
                if (order > 0)
                {
                    bits.Skip(1);
                    int compressed = (int)bits.Read(1);
                    bits.Skip(order * (resolution - compressed));
                }
            }
        }
    }

    private static void SkipLines(ref BitReader bits, WindowInfo windows, scoped ReadOnlySpan<byte> books)
    {
        ReadOnlySpan<short> offsets = windows.Offsets;
        for (int group = 0; group < windows.Groups.Count; group++)
        {
            ReadOnlySpan<byte> own = books.Slice(group * windows.Bands, windows.Bands);
            for (int band = 0; band < own.Length; band++)
            {
                if (own[band] is > 0 and < Reserved)
                {
                    int lines = (offsets[band + 1] - offsets[band]) * windows.Groups[group];
                    SpectralCode.All[own[band] - 1].Skip(ref bits, lines);
                }
            }

            if (bits.IsBeyondEnd)
            {
                throw new InvalidDataException("a frame of its sound is damaged");
            }
        }
    }
}
