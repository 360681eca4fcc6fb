namespace StoryVideo.Cutting.Aac;

/// <summary>What stands before each frame of AAC in a stream without a container (ISO/IEC 14496-3, 1.A.3.2).</summary>
internal static class AdtsHeader
{
    public const int Length = 7;

    /// <summary>In bytes.</summary>
    public const int LongestFrame = 8191 - Length;

    /// <summary>Writes the header of a frame of AAC-LC, stereo at 48 kHz.</summary>
    /// <param name="to">Where the frame follows.</param>
    /// <param name="frameLength">In bytes.</param>
    public static void Write(Stream to, int frameLength)
    {
        int all = frameLength + Length;
        to.Write([0xFF, 0xF1, 0x4C, (byte)(0x80 | (all >> 11)), (byte)(all >> 3), (byte)((all << 5) | 0x1F), 0xFC]);
    }
}
