using System.Buffers.Binary;

namespace StoryVideo.Cutting.Aac;

/// <summary>
/// Reads bits, the highest of a byte first. Beyond the end there are zeros, and <see cref="IsBeyondEnd"/> tells: whoever reads
/// looks once, when all is read.
/// </summary>
/// <param name="bytes">What is read.</param>
internal ref struct BitReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>Bits that were read or passed over.</summary>
    public int Position { get; private set; }

    public readonly bool IsBeyondEnd => Position > _bytes.Length * 8;

    /// <summary>The next bits, which stay to be read; 32 at most.</summary>
    public readonly uint Peek(int count)
    {
        int at = Position >> 3;
        ulong next;
        if (at + sizeof(ulong) <= _bytes.Length)
        {
            next = BinaryPrimitives.ReadUInt64BigEndian(_bytes[at..]);
        }
        else
        {
            next = 0;
            for (int i = 0; i < sizeof(ulong); i++)
            {
                next = (next << 8) | (at + i < _bytes.Length ? _bytes[at + i] : 0u);
            }
        }

        return (uint)((next << (Position & 7)) >> (64 - count));
    }

    public uint Read(int count)
    {
        uint value = Peek(count);
        Position += count;
        return value;
    }

    public bool ReadFlag() => Read(1) == 1;

    public void Skip(int count) => Position += count;

    /// <summary>Passes over what is left of a byte.</summary>
    public void Align() => Position = (Position + 7) & ~7;
}
