using System.Runtime.InteropServices;
using StoryVideo.Cutting.Aac;

namespace StoryVideo.Cutting.Sounds;

/// <summary>Where the gains of a clip's coded sound stand, and how far they may be changed.</summary>
/// <param name="Marks">Of every frame, as <see cref="FrameGains.Marks"/> tells.</param>
/// <param name="Lowest">The lowest gain or scale factor of all.</param>
/// <param name="Highest">The highest of all.</param>
internal sealed record SoundGains(uint[] Marks, byte Lowest, byte Highest)
{
    private const int Most = 255;

    /// <summary>Reads every frame of a clip's sound.</summary>
    /// <exception cref="InvalidDataException">A frame is another kind of AAC, or damaged, or the file is shorter than its index says.</exception>
    public static SoundGains Of(CodedSound sound)
    {
        uint[] marks = new uint[sound.FrameCount];
        (byte lowest, byte highest) = ((byte)Most, (byte)0);
        int i = 0;
        foreach (Memory<byte> frame in sound.Read(0, sound.FrameCount))
        {
            FrameGains gains = AacFrame.Read(frame.Span);
            marks[i++] = gains.Marks;
            (lowest, highest) = (Math.Min(lowest, gains.Lowest), Math.Max(highest, gains.Highest));
        }

        return new SoundGains(marks, lowest, highest);
    }

    /// <summary>Whether every gain stays one after it was raised.</summary>
    public bool CanRise(int steps) => Highest == 0 || (Lowest + steps >= 0 && Highest + steps <= Most);

    public byte[] ToBytes() => [Lowest, Highest, .. MemoryMarshal.AsBytes(Marks.AsSpan())];

    /// <summary>What <see cref="ToBytes"/> has written; null where it tells of another number of frames.</summary>
    public static SoundGains? FromBytes(byte[] bytes, int frameCount) =>
        bytes.Length == 2 + (frameCount * sizeof(uint))
            ? new SoundGains(MemoryMarshal.Cast<byte, uint>(bytes.AsSpan(2)).ToArray(), bytes[0], bytes[1])
            : null;
}
