using System.Buffers.Binary;
using System.Security.Cryptography;
using StoryVideo.Media;

namespace StoryVideo.Cutting.Mp4;

/// <summary>What the index of an MP4 file tells; read in a millisecond, and without decoding anything.</summary>
/// <param name="Tracks">In the file's order.</param>
/// <param name="Identity">
/// Lower-case hex that changes with the content: SHA-256 over the index, which holds the length of every coded frame, the length of
/// the file, and its first and last bytes.
/// </param>
internal sealed record Mp4Movie(IReadOnlyList<Mp4Track> Tracks, string Identity)
{
    private const int LongestIndex = 64 * 1024 * 1024;
    private const int Ends = 16 * 1024;

    /// <exception cref="InvalidDataException">It is no MP4 file, or its index cannot be read.</exception>
    public static Mp4Movie Read(Stream file)
    {
        for (long position = 0; position < file.Length;)
        {
            if (Mp4Box.Read(file, position) is not { } box || box.End > file.Length || (position == 0 && box.Type != "ftyp"))
            {
                throw new InvalidDataException(position == 0 ? "it is no MP4 file" : "it is cut short");
            }

            if (box.Type == "moov")
            {
                return Read(file, box);
            }

            position = box.End;
        }

        throw new InvalidDataException("it has no movie header");
    }

    private static Mp4Movie Read(Stream file, Mp4Box box)
    {
        if (box.End - box.Body > LongestIndex)
        {
            throw new InvalidDataException("its index is too long");
        }

        byte[] bytes = new byte[box.End - box.Body];
        if (!Mp4Box.ReadBytes(file, box.Body, bytes))
        {
            throw new InvalidDataException("it is cut short");
        }

        BoxContent movie = new("moov", bytes);
        BoxContent header = movie.Get("mvhd");
        uint scale = header.UInt32(header.Byte(0) == 1 ? 20 : 12);
        Mp4Track[] tracks = [.. movie.Children().Where(static b => b.Type == "trak").Select(b => Mp4Track.Read(b, scale))];
        return new Mp4Movie(tracks, IdentityOf(file, bytes));
    }

    private static string IdentityOf(Stream file, byte[] index)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, file.Length);
        hash.AppendData(length);
        hash.AppendData(index);
        byte[] end = new byte[Math.Min(Ends, file.Length)];
        foreach (long at in (long[])[0, file.Length - end.Length])
        {
            _ = Mp4Box.ReadBytes(file, at, end);
            hash.AppendData(end);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
