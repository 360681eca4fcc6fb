using System.Buffers.Binary;

namespace StoryVideo.Media;

/// <summary>A sound of uncompressed samples of 16 bits, as a WAV file: what speech models answer, and what films are cut from.</summary>
/// <param name="Rate">Samples a second.</param>
/// <param name="Channels">How many channels.</param>
/// <param name="Samples">Little-endian samples, channel after channel.</param>
public sealed record WavFile(int Rate, int Channels, ReadOnlyMemory<byte> Samples)
{
    /// <summary>Length of the header that <see cref="ToBytes"/> writes.</summary>
    public const int HeaderLength = 44;

    private const int SampleBytes = 2;

    public double Seconds => (double)Samples.Length / (Rate * Channels * SampleBytes);

    /// <summary>Whether these bytes begin as a WAV file does.</summary>
    public static bool IsWav(ReadOnlySpan<byte> file) => file.Length >= 12 && file[..4].SequenceEqual("RIFF"u8) && file[8..12].SequenceEqual("WAVE"u8);

    /// <summary>Reads a file; null where it is none of these.</summary>
    /// <param name="file">All of its bytes.</param>
    /// <param name="problem">What is wrong with it, in words.</param>
    public static WavFile? Read(ReadOnlyMemory<byte> file, out string? problem)
    {
        problem = "it is no WAV file";
        if (!IsWav(file.Span))
        {
            return null;
        }

        (int Rate, int Channels)? format = null;
        for (long at = 12; at + 8 <= file.Length;)
        {
            ReadOnlySpan<byte> head = file.Span[(int)at..];
            long length = BinaryPrimitives.ReadUInt32LittleEndian(head[4..]);
            ReadOnlyMemory<byte> body = file[(int)(at + 8)..];
            if (head[..4].SequenceEqual("fmt "u8))
            {
                format = Format(body.Span);
            }
            else if (head[..4].SequenceEqual("data"u8))
            {
                problem = format is null ? "its samples are not of 16 bits" : length > body.Length ? "it breaks off in its samples" : length < SampleBytes ? "it holds no sound" : null;
                return problem is null ? new WavFile(format!.Value.Rate, format.Value.Channels, body[..(int)(length - (length % SampleBytes))]) : null;
            }

            // Chunks begin at even places.
            at += 8 + length + (length % 2);
        }

        problem = "it holds no sound";
        return null;
    }

    /// <summary>One sound after the other; null where they are not of one rate and number of channels.</summary>
    public static WavFile? Join(IReadOnlyList<WavFile> sounds)
    {
        if (sounds.Count == 0 || sounds.Any(s => (s.Rate, s.Channels) != (sounds[0].Rate, sounds[0].Channels)))
        {
            return null;
        }

        byte[] all = new byte[sounds.Sum(static s => s.Samples.Length)];
        int at = 0;
        foreach (WavFile sound in sounds)
        {
            sound.Samples.Span.CopyTo(all.AsSpan(at));
            at += sound.Samples.Length;
        }

        return sounds[0] with { Samples = all };
    }

    /// <summary>The whole file: a header of 44 bytes, then the samples.</summary>
    public byte[] ToBytes()
    {
        byte[] file = new byte[HeaderLength + Samples.Length];
        Span<byte> head = file;
        "RIFF"u8.CopyTo(head);
        BinaryPrimitives.WriteInt32LittleEndian(head[4..], file.Length - 8);
        "WAVEfmt "u8.CopyTo(head[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(head[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(head[20..], 1);
        BinaryPrimitives.WriteInt16LittleEndian(head[22..], (short)Channels);
        BinaryPrimitives.WriteInt32LittleEndian(head[24..], Rate);
        BinaryPrimitives.WriteInt32LittleEndian(head[28..], Rate * Channels * SampleBytes);
        BinaryPrimitives.WriteInt16LittleEndian(head[32..], (short)(Channels * SampleBytes));
        BinaryPrimitives.WriteInt16LittleEndian(head[34..], SampleBytes * 8);
        "data"u8.CopyTo(head[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(head[40..], Samples.Length);
        Samples.Span.CopyTo(head[HeaderLength..]);
        return file;
    }

    private static (int Rate, int Channels)? Format(ReadOnlySpan<byte> format)
    {
        if (format.Length < 16)
        {
            return null;
        }

        int channels = BinaryPrimitives.ReadInt16LittleEndian(format[2..]);
        int rate = BinaryPrimitives.ReadInt32LittleEndian(format[4..]);
        int kind = BinaryPrimitives.ReadUInt16LittleEndian(format);
        bool isPlain = kind is 1 or 0xFFFE && BinaryPrimitives.ReadInt16LittleEndian(format[14..]) == SampleBytes * 8;
        return isPlain && rate is >= 8000 and <= 192_000 && channels is 1 or 2 ? (rate, channels) : null;
    }
}
