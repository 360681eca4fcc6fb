namespace StoryVideo.Cutting;

/// <summary>How loud a film is to be, by EBU R 128.</summary>
/// <param name="Integrated">In LUFS.</param>
/// <param name="TruePeak">The highest peak that is allowed, in dBTP.</param>
public sealed record LoudnessGoal(double Integrated, double TruePeak)
{
    /// <summary>−16 LUFS and −1 dBTP, as streaming services ask for.</summary>
    public static LoudnessGoal Default { get; } = new(-16, -1);

    /// <summary>How far coding may lift a peak.</summary>
    private const double CodingRoom = 0.3;

    /// <summary>So near to the goal that nobody hears it: a film that was cut before keeps its gain, and with it its sound.</summary>
    private const double Near = 0.2;

    /// <summary>The gain that brings a programme to the goal, in dB; it is one number for the whole film, so that nothing is squeezed.</summary>
    /// <param name="measured">The programme without gain.</param>
    /// <param name="previous">The gain of the last cut of this film; null for the first.</param>
    internal double GainFor(Loudness measured, double? previous)
    {
        if (measured.IsSilent)
        {
            return 0;
        }

        double wished = Integrated - measured.Integrated;
        double most = TruePeak - CodingRoom - measured.TruePeak;
        double gain = Math.Round(Math.Min(wished, most), 2);
        return previous is { } kept && Math.Abs(kept - gain) <= Near && kept <= most + CodingRoom ? kept : gain;
    }
}
