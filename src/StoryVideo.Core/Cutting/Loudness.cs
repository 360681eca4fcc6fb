namespace StoryVideo.Cutting;

/// <summary>How loud a programme is, by EBU R 128.</summary>
/// <param name="Integrated">In LUFS; negative infinity for silence.</param>
/// <param name="TruePeak">The highest peak between samples, in dBTP; negative infinity for silence.</param>
public sealed record Loudness(double Integrated, double TruePeak)
{
    /// <summary>Blocks below this are silence to the measure.</summary>
    private const double AbsoluteGate = -70;

    private const double RelativeGate = -10;

    public bool IsSilent => double.IsNegativeInfinity(Integrated);

    /// <summary>
    /// Of a programme whose pieces were measured one by one (ITU-R BS.1770-4): blocks of 400 ms, a new one every 100 ms, gated at
    /// −70 LUFS and then at 10 LU below the mean of what is left.
    /// </summary>
    /// <param name="powers">The weighted power of every 100 ms.</param>
    /// <param name="truePeak">The highest absolute value between samples; 1 is full scale.</param>
    internal static Loudness Of(IReadOnlyList<double> powers, double truePeak)
    {
        List<double> blocks = [];
        for (int i = 0; i + 3 < powers.Count; i++)
        {
            blocks.Add((powers[i] + powers[i + 1] + powers[i + 2] + powers[i + 3]) / 4);
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

    private static double Decibels(double value) => value > 0 ? 20 * Math.Log10(value) : double.NegativeInfinity;

    private static double LevelOf(double power) => -0.691 + (10 * Math.Log10(power));

    private static double PowerOf(double level) => Math.Pow(10, (level + 0.691) / 10);
}
