using System.Buffers.Binary;
using System.Text;

namespace StoryVideo.Cutting.Mp4;

/// <summary>A box that has been read into memory. Every access is checked: sizes and counts come from files of others.</summary>
/// <param name="Type">Its four letters.</param>
/// <param name="Bytes">Its body.</param>
internal readonly record struct BoxContent(string Type, ReadOnlyMemory<byte> Bytes)
{
    private const int Header = 8;

    /// <summary>The boxes that lie in its body from an offset on.</summary>
    /// <exception cref="InvalidDataException">One of them is longer than what holds it.</exception>
    public IEnumerable<BoxContent> Children(int offset = 0)
    {
        for (int at = offset; at + Header <= Bytes.Length;)
        {
            uint size = BinaryPrimitives.ReadUInt32BigEndian(Bytes.Span[at..]);
            if (size < Header || size > Bytes.Length - at)
            {
                throw new InvalidDataException($"a box in {Type} is longer than it");
            }

            yield return new BoxContent(
                Encoding.ASCII.GetString(Bytes.Span.Slice(at + 4, 4)), Bytes.Slice(at + Header, (int)size - Header));
            at += (int)size;
        }
    }

    /// <summary>The first child of this name; null where there is none.</summary>
    public BoxContent? Find(string type, int offset = 0)
    {
        foreach (BoxContent child in Children(offset))
        {
            if (child.Type == type)
            {
                return child;
            }
        }

        return null;
    }

    /// <exception cref="InvalidDataException">There is none.</exception>
    public BoxContent Get(string type) => Find(type) ?? throw new InvalidDataException($"{Type} has no {type}");

    /// <exception cref="InvalidDataException">The body ends before.</exception>
    public byte Byte(int at) => Slice(at, 1)[0];

    /// <inheritdoc cref="Byte"/>
    public ushort UInt16(int at) => BinaryPrimitives.ReadUInt16BigEndian(Slice(at, 2));

    /// <inheritdoc cref="Byte"/>
    public uint UInt32(int at) => BinaryPrimitives.ReadUInt32BigEndian(Slice(at, 4));

    /// <inheritdoc cref="Byte"/>
    public long Int64(int at) => BinaryPrimitives.ReadInt64BigEndian(Slice(at, 8));

    /// <summary>How many entries a table declares at an offset, checked against the room that they need.</summary>
    public int Count(int at, int entryLength)
    {
        uint count = UInt32(at);
        return count <= (Bytes.Length - at - 4) / entryLength
            ? (int)count
            : throw new InvalidDataException($"{Type} declares more entries than it holds");
    }

    private ReadOnlySpan<byte> Slice(int at, int length) =>
        at + length <= Bytes.Length ? Bytes.Span.Slice(at, length) : throw new InvalidDataException($"{Type} is cut short");
}
