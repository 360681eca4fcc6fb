using System.Globalization;

namespace StoryVideo.Cutting.Aac;

/// <summary>
/// One of the eleven codes for quantised lines of a spectrum. Their values are not wanted here, only where they end: how many bits
/// of sign follow a code, and how many escapes.
/// </summary>
internal sealed class SpectralCode
{
    private const int LongestEscape = 8;

    private readonly PrefixCode _code;
    private readonly byte[] _signs;
    private readonly byte[] _escapes;

    private SpectralCode(int lines, string codes, bool escapes = false)
    {
        List<(int Length, int Count)> counts = [];
        string values = "";
        foreach (string[] run in codes.Split(' ').Select(static r => r.Split(':', '*')))
        {
            string own = codes.Contains('*', StringComparison.Ordinal) ? new string('0', int.Parse(run[1], CultureInfo.InvariantCulture)) : run[1];
            counts.Add((int.Parse(run[0], CultureInfo.InvariantCulture), own.Length));
            values += own;
        }

        Lines = lines;
        _code = new PrefixCode(counts);
        _signs = [.. values.Select(v => (byte)(escapes ? (v - '0') % 3 : v - '0'))];
        _escapes = [.. values.Select(v => (byte)(escapes ? (v - '0') / 3 : 0))];
    }

    /// <summary>
    /// Numbers 1 to 11 of ISO/IEC 14496-3, tables 4.A.2 to 4.A.12: for each length the codes in order. A digit tells how many signs
    /// follow, in the last one with three more for each escape. Where signs are part of the codes, their count will do.
    /// </summary>
    public static IReadOnlyList<SpectralCode> All { get; } =
    [
        new(4, "1*1 5*8 7*24 9*24 10*8 11*16"),
        new(4, "3*1 4*1 5*7 6*24 7*15 8*19 9*14"),
        new(4, "1:0 4:1111 5:22 6:222323 7:433 8:11223 9:232331221224334 10:323244332333223 11:24334423 12:333334444 13:223 14:343 "
            + "15:44432 16:33"),
        new(4, "4:4333312022 5:221211 7:444433333 8:333333322222222222211 9:11444444 10:33333333343334 11:44222222433 12:33"),
        new(2, "1*1 4*4 5*4 7*4 8*12 9*12 10*12 11*18 12*10 13*4"),
        new(2, "4*9 6*16 7*13 8*8 9*23 10*8 11*4"),
        new(2, "1:0 3:11 4:2 6:2211 7:22211 8:2222222211 9:22212122222222 10:211222222222222 11:11222222 12:2222"),
        new(2, "3:2 4:21212 5:0112222 6:2222211222 7:22222221212222 8:222121222222222 9:22121222 10:2112"),
        new(2, "1:0 3:11 4:2 6:2211 7:222 8:11222222 9:22112222222 10:12122222222122222222 11:1222122221222211222222222222212 "
            + "12:22122222222222222222222122122222221222 13:22222222222212212222122222222222 14:22222222222222 15:2222"),
        new(2, "4:222 5:21122222 6:11222202211222 7:22222222212122222 8:2222222121222222222222222 9:2221222221222222222222222221212 "
            + "10:22222212222221222222222222222221212122222 11:2222222222121222122212 12:22222122"),
        new(2, "4:02 5:811222 6:2221212 7:2222221122222222 8:22222225555525121525555222225522555225255525225522215522221 "
            + "9:2552252522222225221222222122222222222222122222222222422 "
            + "10:22224212222222222222222222222222222221222222222222222222122222222222222222222222222211222222222 "
            + "11:2222222222222222212212122212222211222212212 12:112112", escapes: true),
    ];

    /// <summary>How many lines one code holds.</summary>
    public int Lines { get; }

    /// <summary>How many codes there are.</summary>
    public int Count => _code.Count;

    /// <exception cref="InvalidDataException">An escape is longer than any may be.</exception>
    public void Skip(ref BitReader bits, int lines)
    {
        for (int i = 0; i < lines; i += Lines)
        {
            int number = _code.Read(ref bits);
            bits.Skip(_signs[number]);
            for (int escapes = _escapes[number]; escapes > 0; escapes--)
            {
                int ones = 0;
                while (bits.ReadFlag())
                {
                    if (++ones > LongestEscape)
                    {
                        throw new InvalidDataException("an escape in its sound is too long");
                    }
                }

                bits.Skip(ones + 4);
            }
        }
    }
}
