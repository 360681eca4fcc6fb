namespace StoryVideo.Cutting.Mp4;

/// <summary>How H.264 pictures of a track are coded (ISO/IEC 14496-15, <c>avcC</c>).</summary>
internal sealed class AvcConfiguration
{
    private const int HighProfile = 100;

    private readonly byte _profile;
    private readonly byte _compatibility;
    private readonly byte _level;
    private readonly byte[] _tail;

    private AvcConfiguration(
        byte profile, byte compatibility, byte level, IReadOnlyList<byte[]> sequences, IReadOnlyList<byte[]> pictures, byte[] tail)
    {
        (_profile, _compatibility, _level, _tail) = (profile, compatibility, level, tail);
        Sequences = sequences;
        Pictures = pictures;
    }

    /// <summary>Sequence parameter sets.</summary>
    public IReadOnlyList<byte[]> Sequences { get; }

    /// <summary>Picture parameter sets.</summary>
    public IReadOnlyList<byte[]> Pictures { get; }

    /// <exception cref="InvalidDataException">It is cut short, or its pictures are not preceded by four-byte lengths.</exception>
    public static AvcConfiguration Parse(BoxContent box)
    {
        if ((box.Byte(4) & 3) != 3)
        {
            throw new InvalidDataException("its pictures are not preceded by four-byte lengths");
        }

        int at = 5;
        List<byte[]> sequences = ReadSets(box, ref at, 0x1F);
        List<byte[]> pictures = ReadSets(box, ref at, 0xFF);
        return new AvcConfiguration(box.Byte(1), box.Byte(2), box.Byte(3), sequences, pictures, box.Bytes[at..].ToArray());
    }

    /// <summary>Whether its pictures are of the common kind, 4:2:0 of eight bits, which every player takes.</summary>
    public bool IsPlain => Sequences.All(static s => s[1] < HighProfile || (Numbers(s, 4, 4) is [_, 1, 0, 0]));

    /// <summary>Whether a parameter set of this number is among its own.</summary>
    public bool Uses(int id) => Sequences.Any(s => Number(s, 4) == id) || Pictures.Any(p => Number(p, 1) == id);

    /// <summary>One configuration that decodes the pictures of both.</summary>
    /// <exception cref="InvalidDataException">Different parameter sets of theirs have one number.</exception>
    public AvcConfiguration With(AvcConfiguration other) => new(
        Math.Max(_profile, other._profile),
        (byte)(_compatibility & other._compatibility),
        Math.Max(_level, other._level),
        Union(Sequences, other.Sequences, 4),
        Union(Pictures, other.Pictures, 1),
        _profile >= HighProfile ? _tail : other._tail);

    public byte[] ToBytes()
    {
        using MemoryStream bytes = new();
        bytes.Write([1, _profile, _compatibility, _level, 0xFF, (byte)(0xE0 | Sequences.Count)]);
        WriteSets(bytes, Sequences);
        bytes.WriteByte((byte)Pictures.Count);
        WriteSets(bytes, Pictures);
        bytes.Write(_tail);
        return bytes.ToArray();
    }

    private static List<byte[]> ReadSets(BoxContent box, ref int at, int mask)
    {
        int count = box.Byte(at++) & mask;
        List<byte[]> sets = [];
        for (int i = 0; i < count; i++)
        {
            int length = box.UInt16(at);
            if (length < 2 || at + 2 + length > box.Bytes.Length)
            {
                throw new InvalidDataException("a parameter set is cut short");
            }

            sets.Add(box.Bytes.Slice(at + 2, length).ToArray());
            at += 2 + length;
        }

        return sets;
    }

    private static void WriteSets(MemoryStream bytes, IReadOnlyList<byte[]> sets)
    {
        foreach (byte[] set in sets)
        {
            bytes.Write([(byte)(set.Length >> 8), (byte)set.Length]);
            bytes.Write(set);
        }
    }

    private static List<byte[]> Union(IReadOnlyList<byte[]> own, IReadOnlyList<byte[]> others, int numberAt)
    {
        List<byte[]> all = [.. own];
        foreach (byte[] set in others.Where(o => !all.Exists(a => a.AsSpan().SequenceEqual(o))))
        {
            if (all.Exists(s => Number(s, numberAt) == Number(set, numberAt)))
            {
                throw new InvalidDataException("two different parameter sets have one number");
            }

            all.Add(set);
        }

        return all;
    }

    /// <summary>The Exp-Golomb number that begins at a byte (ITU-T H.264, 9.1).</summary>
    private static int Number(byte[] set, int at) => Numbers(set, at, 1)[0];

    private static int[] Numbers(byte[] set, int at, int count)
    {
        int bit = at * 8;
        int[] numbers = new int[count];
        for (int i = 0; i < count; i++)
        {
            numbers[i] = Read(set, ref bit);
        }

        return numbers;
    }

    private static int Read(byte[] set, ref int bit)
    {
        int zeros = 0;
        while (bit < set.Length * 8 && Bit(set, bit) == 0 && zeros < 16)
        {
            zeros++;
            bit++;
        }

        int value = 0;
        for (int i = 0; i <= zeros && bit < set.Length * 8; i++)
        {
            value = (value << 1) | Bit(set, bit++);
        }

        return value - 1;
    }

    private static int Bit(byte[] set, int bit) => (set[bit / 8] >> (7 - (bit % 8))) & 1;
}
