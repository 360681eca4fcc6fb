namespace StoryVideo.Cutting.Aac;

/// <summary>How a channel's frame is cut into windows, and those into groups (ISO/IEC 14496-3, <c>ics_info</c>).</summary>
/// <param name="IsShort">Eight short windows in place of a long one.</param>
/// <param name="Bands">How many scale factor bands each group has.</param>
/// <param name="Groups">How many windows each group has.</param>
internal sealed record WindowInfo(bool IsShort, int Bands, IReadOnlyList<int> Groups)
{
    private const int Short = 2;
    private const int ShortWindows = 8;

    // ISO/IEC 14496-3, tables 4.129 and 4.130: where bands begin at 48 kHz, in lines.
    private static readonly short[] s_long =
    [
        0, 4, 8, 12, 16, 20, 24, 28, 32, 36, 40, 48, 56, 64, 72, 80, 88, 96, 108, 120, 132, 144, 160, 176, 196, 216, 240, 264, 292, 320, 352, 384,
        416, 448, 480, 512, 544, 576, 608, 640, 672, 704, 736, 768, 800, 832, 864, 896, 928, 1024,
    ];

    private static readonly short[] s_short = [0, 4, 8, 12, 16, 20, 28, 36, 44, 56, 68, 80, 96, 112, 128];

    private static readonly int[] s_single = [1];

    /// <summary>Where each band begins, in lines of one window, and where the last one ends.</summary>
    public ReadOnlySpan<short> Offsets => IsShort ? s_short : s_long;

    public int WindowCount => IsShort ? ShortWindows : 1;

    /// <exception cref="InvalidDataException">It is another kind of AAC, or damaged.</exception>
    public static WindowInfo Read(ref BitReader bits)
    {
        bits.Skip(1);
        bool isShort = bits.Read(2) == Short;
        bits.Skip(1);
        WindowInfo info;
        if (isShort)
        {
            int bands = (int)bits.Read(4);
            info = new WindowInfo(true, bands, GroupsOf(bits.Read(ShortWindows - 1)));
        }
        else
        {
            info = new WindowInfo(false, (int)bits.Read(6), s_single);
            if (bits.ReadFlag())
            {
                throw new InvalidDataException("its sound is predicted, which AAC-LC is not");
            }
        }

        return info.Bands < info.Offsets.Length ? info : throw new InvalidDataException("a frame of its sound is damaged");
    }

    // A set bit tells that a window belongs to the group of the one before.
    private static List<int> GroupsOf(uint joined)
    {
        List<int> groups = [1];
        for (int bit = ShortWindows - 2; bit >= 0; bit--)
        {
            if (((joined >> bit) & 1) == 1)
            {
                groups[^1]++;
            }
            else
            {
                groups.Add(1);
            }
        }

        return groups;
    }
}
