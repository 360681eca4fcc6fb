using System.Buffers.Binary;

namespace StoryVideo.FakeGemini;

/// <summary>The clip that every generation yields: one second of a test picture with a tone, as MP4.</summary>
public static class Clip
{
    private static readonly byte[] s_bytes = Load();

    /// <summary>
    /// The clip, padded to a length in bytes with a <c>free</c> box at its end; shorter lengths give it as it is.
    /// </summary>
    public static byte[] OfLength(int length)
    {
        int padding = length - s_bytes.Length;
        if (padding < 8)
        {
            return s_bytes;
        }

        byte[] padded = new byte[length];
        s_bytes.CopyTo(padded, 0);
        BinaryPrimitives.WriteInt32BigEndian(padded.AsSpan(s_bytes.Length), padding);
        "free"u8.CopyTo(padded.AsSpan(s_bytes.Length + 4));
        return padded;
    }

    private static byte[] Load()
    {
        using Stream stream = typeof(Clip).Assembly.GetManifestResourceStream("clip.mp4")!;
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
