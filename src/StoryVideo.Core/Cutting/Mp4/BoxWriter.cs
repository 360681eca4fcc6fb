using System.Buffers.Binary;
using System.Text;

namespace StoryVideo.Cutting.Mp4;

/// <summary>Writes boxes into memory.</summary>
internal sealed class BoxWriter : IDisposable
{
    private readonly MemoryStream _bytes = new();

    /// <summary>A box, with what an action writes into it.</summary>
    public void Box(string type, Action body)
    {
        long start = _bytes.Position;
        UInt32(0);
        Text(type);
        body();
        long end = _bytes.Position;
        _bytes.Position = start;
        UInt32((uint)(end - start));
        _bytes.Position = end;
    }

    /// <summary>A box with version and flags.</summary>
    public void FullBox(string type, Action body, byte version = 0, uint flags = 0) => Box(type, () =>
    {
        UInt32(((uint)version << 24) | flags);
        body();
    });

    public void Text(string ascii) => _bytes.Write(Encoding.ASCII.GetBytes(ascii));

    public void Bytes(ReadOnlySpan<byte> bytes) => _bytes.Write(bytes);

    public void Zeros(int count) => _bytes.Write(new byte[count]);

    public void UInt16(int value)
    {
        Span<byte> bytes = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)value);
        _bytes.Write(bytes);
    }

    public void UInt32(long value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)value);
        _bytes.Write(bytes);
    }

    public void Int64(long value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        _bytes.Write(bytes);
    }

    public byte[] ToArray() => _bytes.ToArray();

    public void Dispose() => _bytes.Dispose();
}
