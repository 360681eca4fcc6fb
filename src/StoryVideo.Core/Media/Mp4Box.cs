using System.Buffers.Binary;
using System.Text;

namespace StoryVideo.Media;

/// <summary>A box of an MP4 file (ISO/IEC 14496-12): what it is called, and where its body begins and ends.</summary>
internal readonly record struct Mp4Box(string Type, long Body, long End)
{
    private const int SmallHeader = 8;

    /// <summary>The box that begins at a position; null where none does.</summary>
    public static Mp4Box? Read(Stream file, long position)
    {
        Span<byte> header = stackalloc byte[16];
        if (!ReadBytes(file, position, header[..SmallHeader]))
        {
            return null;
        }

        long size = BinaryPrimitives.ReadUInt32BigEndian(header);
        long body = position + SmallHeader;
        if (size == 1)
        {
            if (!ReadBytes(file, position, header))
            {
                return null;
            }

            size = BinaryPrimitives.ReadInt64BigEndian(header[SmallHeader..]);
            body = position + header.Length;
        }
        else if (size == 0)
        {
            size = file.Length - position;
        }

        long end = position + size;
        return end < body ? null : new Mp4Box(Encoding.ASCII.GetString(header.Slice(4, 4)), body, end);
    }

    /// <summary>Fills a span from a position; false where the file ends before.</summary>
    public static bool ReadBytes(Stream file, long position, Span<byte> bytes)
    {
        file.Position = position;
        return file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length;
    }
}
