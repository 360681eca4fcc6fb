using System.Buffers.Binary;

namespace StoryVideo.Media;

/// <summary>
/// Reads the boxes of an MP4 file (ISO/IEC 14496-12), enough to tell a whole clip from an error page, an empty file or a
/// broken download. Decodes nothing.
/// </summary>
public static class Mp4File
{
    /// <param name="file">Seekable; read from its start.</param>
    public static Mp4Inspection Inspect(Stream file)
    {
        if (file.Length == 0)
        {
            return new Mp4Inspection("the file is empty", 0);
        }

        bool hasMedia = false;
        double? duration = null;
        for (long position = 0; position < file.Length;)
        {
            if (Mp4Box.Read(file, position) is not { } box)
            {
                return Broken(position == 0 ? "it is no MP4 file" : "it is cut short");
            }

            if (position == 0 && box.Type != "ftyp")
            {
                return Broken("it is no MP4 file");
            }

            if (box.End > file.Length)
            {
                return Broken("it is cut short");
            }

            hasMedia |= box.Type == "mdat" && box.End > box.Body;
            duration = box.Type == "moov" ? MovieDuration(file, box) : duration;
            position = box.End;
        }

        return duration is not > 0 ? Broken("it has no movie header")
            : !hasMedia ? Broken("it holds no media")
            : new Mp4Inspection(null, duration.Value);
    }

    private static Mp4Inspection Broken(string problem) => new(problem, 0);

    private static double? MovieDuration(Stream file, Mp4Box movie)
    {
        for (long position = movie.Body; position < movie.End;)
        {
            if (Mp4Box.Read(file, position) is not { } box || box.End > movie.End)
            {
                return null;
            }

            if (box.Type == "mvhd")
            {
                return HeaderDuration(file, box);
            }

            position = box.End;
        }

        return null;
    }

    private static double? HeaderDuration(Stream file, Mp4Box header)
    {
        Span<byte> bytes = stackalloc byte[32];
        if (header.End - header.Body < bytes.Length || !Mp4Box.ReadBytes(file, header.Body, bytes))
        {
            return null;
        }

        bool isLong = bytes[0] == 1;
        uint scale = BinaryPrimitives.ReadUInt32BigEndian(bytes[(isLong ? 20 : 12)..]);
        double length = isLong
            ? BinaryPrimitives.ReadUInt64BigEndian(bytes[24..])
            : BinaryPrimitives.ReadUInt32BigEndian(bytes[16..]);
        return scale == 0 ? null : length / scale;
    }
}
