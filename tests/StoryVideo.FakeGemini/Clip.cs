using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Text;

namespace StoryVideo.FakeGemini;

/// <summary>
/// The clip that every generation yields: one second of a test picture with a tone, as MP4, whose movie header says the length
/// that was asked for.
/// </summary>
public static class Clip
{
    private const int BoxHeader = 8;

    private static readonly byte[] s_bytes = Load();
    private static readonly ConcurrentDictionary<(int Length, double Seconds), byte[]> s_clips = new();

    /// <summary>A clip of the usual 8 seconds.</summary>
    public static byte[] OfLength(int length) => Of(length, Generation.Submission.UsualSeconds, null);

    /// <param name="length">In bytes, reached with a <c>free</c> box at the end; where it is shorter than the clip, nothing is added.</param>
    /// <param name="seconds">What its movie header says.</param>
    /// <param name="mark">A text that ends the clip, in a <c>free</c> box of its own; null for none.</param>
    public static byte[] Of(int length, double seconds, string? mark)
    {
        byte[] clip = s_clips.GetOrAdd((length, seconds), static key => Make(key.Length, key.Seconds));
        return mark is null ? clip : [.. clip, .. Box("free", Encoding.UTF8.GetBytes(mark))];
    }

    private static byte[] Make(int length, double seconds)
    {
        byte[] clip = [.. s_bytes];
        Span<byte> header = clip.AsSpan(clip.AsSpan().IndexOf("mvhd"u8) + 4);
        uint scale = BinaryPrimitives.ReadUInt32BigEndian(header[12..]);
        BinaryPrimitives.WriteUInt32BigEndian(header[16..], (uint)Math.Round(seconds * scale));
        int padding = length - clip.Length - BoxHeader;
        return padding < 0 ? clip : [.. clip, .. Box("free", new byte[padding])];
    }

    private static byte[] Box(string type, byte[] body)
    {
        byte[] box = new byte[BoxHeader + body.Length];
        BinaryPrimitives.WriteInt32BigEndian(box, box.Length);
        Encoding.ASCII.GetBytes(type, box.AsSpan(4));
        body.CopyTo(box, BoxHeader);
        return box;
    }

    private static byte[] Load()
    {
        using Stream stream = typeof(Clip).Assembly.GetManifestResourceStream("clip.mp4")!;
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
