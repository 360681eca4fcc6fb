namespace StoryVideo.Cutting.Aac;

/// <summary>Where the loudness of a coded frame is written.</summary>
/// <param name="Marks">
/// The bits at which the gains of both channels begin, 16 bits each; 0 where a channel is silent and has nothing to change.
/// </param>
/// <param name="Lowest">The lowest gain or scale factor in use; 255 in silence.</param>
/// <param name="Highest">The highest; 0 in silence.</param>
internal readonly record struct FrameGains(uint Marks, byte Lowest, byte Highest)
{
    private const int GainLength = 8;

    /// <summary>Changes the gains in a frame's bytes.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="marks">Of this frame.</param>
    /// <param name="steps">By how many steps of <see cref="AacFrame.Step"/>; what they lead to has to be from 0 to 255.</param>
    public static void Raise(Span<byte> frame, uint marks, int steps)
    {
        RaiseAt(frame, (int)(marks >> 16), steps);
        RaiseAt(frame, (int)(marks & 0xFFFF), steps);
    }

    private static void RaiseAt(Span<byte> frame, int position, int steps)
    {
        if (position == 0)
        {
            return;
        }

        Span<byte> at = frame[(position >> 3)..];
        int free = 16 - GainLength - (position & 7);
        int pair = (at[0] << 8) | (at.Length > 1 ? at[1] : 0);
        int gain = ((pair >> free) & 0xFF) + steps;
        pair = (pair & ~(0xFF << free)) | ((gain & 0xFF) << free);
        at[0] = (byte)(pair >> 8);
        if (at.Length > 1)
        {
            at[1] = (byte)pair;
        }
    }
}
