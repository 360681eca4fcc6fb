using System.Buffers.Binary;
using System.Text;

namespace StoryVideo.Core.Tests.Support;

/// <summary>The smallest files that count as a whole clip: a type, a movie header and some media.</summary>
internal static class TinyMp4
{
    /// <param name="media">What the clip holds; every text makes other bytes.</param>
    /// <param name="seconds">Length by the movie header.</param>
    public static byte[] Of(string media, uint seconds = 8) =>
        [.. Box("ftyp", "isom\0\0\0\0isom"u8), .. Movie(seconds), .. Box("mdat", Encoding.UTF8.GetBytes(media))];

    public static byte[] Movie(uint seconds) => Box("moov", Box("mvhd", Header(seconds)));

    public static byte[] Box(string type, ReadOnlySpan<byte> body)
    {
        byte[] box = new byte[8 + body.Length];
        BinaryPrimitives.WriteInt32BigEndian(box, box.Length);
        Encoding.ASCII.GetBytes(type, box.AsSpan(4));
        body.CopyTo(box.AsSpan(8));
        return box;
    }

    /// <summary>A movie header of version 0 with 1000 ticks a second.</summary>
    public static byte[] Header(uint seconds)
    {
        byte[] header = new byte[100];
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(12), 1000);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(16), seconds * 1000);
        return header;
    }
}
