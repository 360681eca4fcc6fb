using StoryVideo.Cutting.Mp4;

namespace StoryVideo.Cutting.Aac;

/// <summary>The sample entry of AAC-LC, stereo at 48 kHz: what a film holds, and what of others goes into it as it is coded.</summary>
internal static class AacConfiguration
{
    private const int EntryHeader = 28;
    private const byte Mpeg4Audio = 0x40;
    private const byte ElementaryStream = 3;
    private const byte Decoder = 4;
    private const byte DecoderSpecific = 5;
    private const byte SyncLayer = 6;

    // Five bits of object type (2, LC), four of rate (3, 48 kHz), four of channels (2), three that are zero.
    private static ReadOnlySpan<byte> Plain => [0x11, 0x90];

    // Then, in some files, the word that SBR may follow, and a bit that tells whether it does.
    private static ReadOnlySpan<byte> Extension => [0x56, 0xE5];

    /// <summary>Whether a sound track is coded just so.</summary>
    public static bool IsPlain(BoxContent entry)
    {
        if (entry.Type != "mp4a" || entry.Bytes.Length < EntryHeader || entry.UInt16(8) != 0 || entry.Find("esds", EntryHeader) is not { } box)
        {
            return false;
        }

        ReadOnlySpan<byte> stream = Descriptor(box.Bytes.Span[4..], ElementaryStream);
        if (stream.Length < 3 || (stream[2] & 0xE0) != 0)
        {
            return false;
        }

        ReadOnlySpan<byte> decoder = Descriptor(stream[3..], Decoder);
        if (decoder.Length < 13 || decoder[0] != Mpeg4Audio)
        {
            return false;
        }

        ReadOnlySpan<byte> told = Descriptor(decoder[13..], DecoderSpecific);
        return told.StartsWith(Plain)
            && (told.Length == Plain.Length || (told.Length > 4 && told[2..].StartsWith(Extension) && (told[4] & 0x80) == 0));
    }

    /// <summary>The whole box.</summary>
    public static byte[] Entry()
    {
        const int bitRate = 192_000;
        using BoxWriter to = new();
        to.Box("mp4a", () =>
        {
            to.Zeros(6);
            to.UInt16(1);
            to.Zeros(8);
            to.UInt16(2);
            to.UInt16(16);
            to.Zeros(4);
            to.UInt32(48_000L << 16);
            to.FullBox("esds", () =>
            {
                to.Bytes([ElementaryStream, 25, 0, 2, 0]);
                to.Bytes([Decoder, 17, Mpeg4Audio, 0x15, 0, 0, 0]);
                to.UInt32(bitRate);
                to.UInt32(bitRate);
                to.Bytes([DecoderSpecific, 2, .. Plain]);
                to.Bytes([SyncLayer, 1, 2]);
            });
        });
        return to.ToArray();
    }

    // A tag, a length of one to four bytes of seven bits each, and what it holds; empty where it is not there.
    private static ReadOnlySpan<byte> Descriptor(ReadOnlySpan<byte> bytes, byte tag)
    {
        if (bytes.Length < 2 || bytes[0] != tag)
        {
            return [];
        }

        int length = 0;
        int at = 1;
        do
        {
            length = (length << 7) | (bytes[at] & 0x7F);
        }
        while ((bytes[at++] & 0x80) != 0 && at < bytes.Length && at < 5);

        return length <= bytes.Length - at ? bytes.Slice(at, length) : [];
    }
}
