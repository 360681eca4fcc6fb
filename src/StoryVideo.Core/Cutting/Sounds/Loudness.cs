using StoryVideo.Cutting.Aac;

namespace StoryVideo.Cutting.Sounds;

/// <summary>How loud a programme is, by EBU R 128.</summary>
/// <param name="Integrated">In LUFS; negative infinity for silence.</param>
/// <param name="TruePeak">The highest peak between samples, in dBTP; negative infinity for silence.</param>
public sealed record Loudness(double Integrated, double TruePeak)
{
    /// <summary>Blocks below this are silence to the measure.</summary>
    private const double AbsoluteGate = -70;

    private const double RelativeGate = -10;

    /// <summary>Samples in 100 ms.</summary>
    private const int Hop = CutList.SampleRate / 10;

    private const int Block = 4 * Hop;

    public bool IsSilent => double.IsNegativeInfinity(Integrated);

    /// <summary>
    /// Of a programme whose stretches were measured one by one (ITU-R BS.1770-4): blocks of 400 ms, a new one every 100 ms, gated at
    /// −70 LUFS and then at 10 LU below the mean of what is left.
    /// </summary>
    /// <param name="energies">The sum of the weighted squares of every 1024 samples at 48 kHz; within one they count as even.</param>
    /// <param name="truePeak">The highest absolute value between samples; 1 is full scale.</param>
    internal static Loudness Of(IReadOnlyList<double> energies, double truePeak)
    {
        double[] sums = new double[energies.Count + 1];
        for (int i = 0; i < energies.Count; i++)
        {
            sums[i + 1] = sums[i] + energies[i];
        }

        List<double> blocks = [];
        for (long end = Block; end <= (long)energies.Count * AacFrame.Samples; end += Hop)
        {
            blocks.Add((Until(end) - Until(end - Block)) / Block);
        }

        double Until(long sample)
        {
            (long whole, long part) = Math.DivRem(sample, AacFrame.Samples);
            return part == 0 ? sums[whole] : sums[whole] + ((sums[whole + 1] - sums[whole]) * part / AacFrame.Samples);
        }

        double gate = PowerOf(AbsoluteGate);
        double[] loud = [.. blocks.Where(b => b > gate)];
        if (loud.Length == 0)
        {
            return new Loudness(double.NegativeInfinity, Decibels(truePeak));
        }

        double relative = Math.Max(gate, PowerOf(LevelOf(loud.Average()) + RelativeGate));
        return new Loudness(LevelOf(loud.Where(b => b > relative).Average()), Decibels(truePeak));
    }

    /// <summary>The same with another peak that is heard in it.</summary>
    /// <param name="peak">1 is full scale.</param>
    internal Loudness WithPeak(double peak) => this with { TruePeak = Math.Max(TruePeak, Decibels(peak)) };

    private static double Decibels(double value) => value > 0 ? 20 * Math.Log10(value) : double.NegativeInfinity;

    private static double LevelOf(double power) => -0.691 + (10 * Math.Log10(power));

    private static double PowerOf(double level) => Math.Pow(10, (level + 0.691) / 10);
}
