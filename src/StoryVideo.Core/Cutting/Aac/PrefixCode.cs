namespace StoryVideo.Cutting.Aac;

/// <summary>
/// A canonical prefix code: codes of one length follow each other, and longer ones go on where shorter ones end. So it is told by
/// how many codes there are of each length.
/// </summary>
internal sealed class PrefixCode
{
    private const int QuickLength = 9;
    private const int LengthBits = 5;

    // By the first bits: the code's number and length; 0 where it is longer.
    private readonly ushort[] _quick = new ushort[1 << QuickLength];
    private readonly List<(int Length, uint First, uint End, int Number)> _runs = [];

    /// <param name="counts">Lengths in bits, rising, and how many codes there are of each.</param>
    public PrefixCode(IEnumerable<(int Length, int Count)> counts)
    {
        uint next = 0;
        int number = 0;
        int before = 0;
        foreach ((int length, int count) in counts)
        {
            next <<= length - before;
            before = length;
            _runs.Add((length, next, next + (uint)count, number));
            for (int i = 0; i < count && length <= QuickLength; i++)
            {
                int free = QuickLength - length;
                _quick.AsSpan((int)(next + i) << free, 1 << free).Fill((ushort)(((number + i) << LengthBits) | length));
            }

            next += (uint)count;
            number += count;
        }

        Count = number;
        if (next != 1u << before)
        {
            throw new ArgumentException("The lengths make no whole code.", nameof(counts));
        }
    }

    /// <summary>How many codes there are.</summary>
    public int Count { get; }

    /// <summary>The number of the next code, by length and then by value.</summary>
    public int Read(ref BitReader bits)
    {
        int quick = _quick[bits.Peek(QuickLength)];
        if (quick != 0)
        {
            bits.Skip(quick & ((1 << LengthBits) - 1));
            return quick >> LengthBits;
        }

        foreach ((int length, uint first, uint end, int number) in _runs)
        {
            uint code = bits.Peek(length);
            if (code < end)
            {
                bits.Skip(length);
                return number + (int)(code - first);
            }
        }

        throw new InvalidOperationException("A whole code has a number for all bits.");
    }
}
