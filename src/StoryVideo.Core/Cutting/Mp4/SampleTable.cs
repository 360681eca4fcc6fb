namespace StoryVideo.Cutting.Mp4;

/// <summary>Where each sample of a track lies, how long it is and when it is shown; in decoding order.</summary>
internal sealed class SampleTable
{
    private const int MostSamples = 10_000_000;

    private SampleTable(long[] offsets, int[] sizes)
    {
        Offsets = offsets;
        Sizes = sizes;
        DecodeTimes = new long[sizes.Length];
        CompositionOffsets = new int[sizes.Length];
        IsSync = new bool[sizes.Length];
    }

    public int Count => Sizes.Length;

    /// <summary>Positions in the file.</summary>
    public long[] Offsets { get; }

    /// <summary>In bytes.</summary>
    public int[] Sizes { get; }

    /// <summary>In the track's time scale.</summary>
    public long[] DecodeTimes { get; }

    /// <summary>From decoding to showing, in the track's time scale.</summary>
    public int[] CompositionOffsets { get; }

    /// <summary>Whether decoding may begin there.</summary>
    public bool[] IsSync { get; }

    /// <summary>Whether every sample but the last is shown equally long.</summary>
    public bool IsEven { get; private set; }

    /// <summary>How long the first sample is shown, in the track's time scale.</summary>
    public long Step { get; private set; }

    /// <exception cref="InvalidDataException">The table contradicts itself.</exception>
    public static SampleTable Read(BoxContent table)
    {
        int[] sizes = ReadSizes(table.Get("stsz"));
        SampleTable samples = new(ReadOffsets(table, sizes), sizes);
        samples.ReadTimes(table.Get("stts"));
        samples.ReadCompositionOffsets(table.Find("ctts"));
        samples.ReadSync(table.Find("stss"));
        return samples;
    }

    private static int[] ReadSizes(BoxContent box)
    {
        uint all = box.UInt32(4);
        uint declared = box.UInt32(8);
        if (declared > MostSamples)
        {
            throw new InvalidDataException("stsz declares too many samples");
        }

        int[] sizes = new int[all > 0 ? (int)declared : box.Count(8, 4)];
        for (int i = 0; i < sizes.Length; i++)
        {
            uint size = all > 0 ? all : box.UInt32(12 + (4 * i));
            sizes[i] = size <= int.MaxValue ? (int)size : throw new InvalidDataException("a sample is too long");
        }

        return sizes;
    }

    private static long[] ReadOffsets(BoxContent table, int[] sizes)
    {
        long[] chunks = ReadChunks(table);
        BoxContent map = table.Get("stsc");
        int entries = map.Count(4, 12);
        long[] offsets = new long[sizes.Length];
        int sample = 0;
        int entry = 0;
        for (int chunk = 0; chunk < chunks.Length && sample < sizes.Length && entries > 0; chunk++)
        {
            while (entry + 1 < entries && map.UInt32(8 + (12 * (entry + 1))) <= chunk + 1)
            {
                entry++;
            }

            if (map.UInt32(8 + (12 * entry) + 8) != 1)
            {
                throw new InvalidDataException("it has more than one sample description");
            }

            long position = chunks[chunk];
            for (uint n = map.UInt32(8 + (12 * entry) + 4); n > 0 && sample < sizes.Length; n--)
            {
                offsets[sample] = position;
                position += sizes[sample++];
            }
        }

        return sample == sizes.Length ? offsets : throw new InvalidDataException("its chunks do not hold all samples");
    }

    private static long[] ReadChunks(BoxContent table)
    {
        if (table.Find("stco") is { } small)
        {
            long[] chunks = new long[small.Count(4, 4)];
            for (int i = 0; i < chunks.Length; i++)
            {
                chunks[i] = small.UInt32(8 + (4 * i));
            }

            return chunks;
        }

        BoxContent large = table.Get("co64");
        long[] wide = new long[large.Count(4, 8)];
        for (int i = 0; i < wide.Length; i++)
        {
            wide[i] = large.Int64(8 + (8 * i));
        }

        return wide;
    }

    private void ReadTimes(BoxContent box)
    {
        long time = 0;
        int sample = 0;
        int entries = box.Count(4, 8);
        IsEven = true;
        for (int entry = 0; entry < entries; entry++)
        {
            uint count = box.UInt32(8 + (8 * entry));
            uint delta = box.UInt32(12 + (8 * entry));
            Step = sample == 0 ? delta : Step;
            for (; count > 0 && sample < Count; count--)
            {
                IsEven &= delta == Step || sample == Count - 1;
                DecodeTimes[sample++] = time;
                time += delta;
            }
        }

        if (sample < Count)
        {
            throw new InvalidDataException("stts does not time all samples");
        }
    }

    private void ReadCompositionOffsets(BoxContent? box)
    {
        if (box is not { } table)
        {
            return;
        }

        int sample = 0;
        int entries = table.Count(4, 8);
        for (int entry = 0; entry < entries; entry++)
        {
            int offset = unchecked((int)table.UInt32(12 + (8 * entry)));
            for (uint count = table.UInt32(8 + (8 * entry)); count > 0 && sample < Count; count--)
            {
                CompositionOffsets[sample++] = offset;
            }
        }
    }

    private void ReadSync(BoxContent? box)
    {
        if (box is not { } table)
        {
            Array.Fill(IsSync, true);
            return;
        }

        int entries = table.Count(4, 4);
        for (int entry = 0; entry < entries; entry++)
        {
            uint sample = table.UInt32(8 + (4 * entry));
            if (sample >= 1 && sample <= Count)
            {
                IsSync[sample - 1] = true;
            }
        }
    }
}
