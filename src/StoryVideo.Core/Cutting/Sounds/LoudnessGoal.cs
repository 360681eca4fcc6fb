using StoryVideo.Cutting.Aac;

namespace StoryVideo.Cutting.Sounds;

/// <summary>How loud a film is to be, by EBU R 128.</summary>
/// <param name="Integrated">In LUFS.</param>
/// <param name="TruePeak">The highest peak that is allowed, in dBTP.</param>
/// <param name="Tolerance">
/// How far from <paramref name="Integrated"/> a film may be, in LU, if coded sound can be copied for it: that rises in steps of 1.5 dB. 0
/// to have all sound coded.
/// </param>
public sealed record LoudnessGoal(double Integrated, double TruePeak, double Tolerance = LoudnessGoal.DefaultTolerance)
{
    /// <summary>Half a step of coded sound, and a little: the nearest step always does, unless peaks forbid it.</summary>
    public const double DefaultTolerance = 0.8;

    /// <summary>−16 LUFS and −1 dBTP, as streaming services ask for.</summary>
    public static LoudnessGoal Default { get; } = new(-16, -1);

    /// <summary>How far coding may lift a peak.</summary>
    private const double CodingRoom = 0.3;

    /// <summary>So near to the goal that nobody hears it: a film that was cut before keeps its gain, and with it its sound.</summary>
    private const double Near = 0.2;

    /// <summary>Whether a film is further from its loudness than steps of coded sound and small changes since its last cut can tell.</summary>
    internal bool IsMissedBy(Loudness film) => !film.IsSilent && Math.Abs(film.Integrated - Integrated) > Tolerance + (2 * Near);

    /// <summary>Whether a film has a peak that is not allowed.</summary>
    internal bool IsPassedBy(Loudness film) => film.TruePeak > TruePeak;

    /// <summary>The gain that brings a programme to the goal; it is one for the whole film, so that nothing is squeezed.</summary>
    /// <param name="measured">The programme without gain.</param>
    /// <param name="previous">The gain of the last cut of this film, in dB; null for the first.</param>
    /// <param name="canRise">Whether what is copied can be raised by a number of steps; null where nothing is copied.</param>
    /// <param name="most">In dB.</param>
    internal SoundGain GainFor(Loudness measured, double? previous, Func<int, bool>? canRise, double most = double.PositiveInfinity)
    {
        if (measured.IsSilent)
        {
            return canRise is null ? new SoundGain(0, null) : SoundGain.Of(0);
        }

        double highest = Math.Min(most, TruePeak - measured.TruePeak);
        double loud = Integrated - measured.Integrated;
        double wished = Math.Round(Math.Min(loud, highest - CodingRoom), 2);
        double kept = previous is { } before && before <= highest ? before : double.NaN;
        if (canRise is not null && Tolerance > 0)
        {
            // What peaks keep below its loudness anyway may stay a step below that too.
            double tolerance = wished < loud - Near ? Math.Max(Tolerance, AacFrame.Step) : Tolerance;
            int nearest = (int)Math.Round(wished / AacFrame.Step);
            nearest -= nearest * AacFrame.Step > highest ? 1 : 0;
            bool Reaches(int steps, double within) =>
                Math.Abs((steps * AacFrame.Step) - wished) <= within && steps * AacFrame.Step <= highest && canRise(steps);
            if (!double.IsNaN(kept) && (int)Math.Round(kept / AacFrame.Step) is var held && Reaches(held, tolerance + Near))
            {
                return SoundGain.Of(held);
            }

            if (Reaches(nearest, tolerance))
            {
                return SoundGain.Of(nearest);
            }
        }

        return new SoundGain(Math.Abs(kept - wished) <= Near ? kept : wished, null);
    }
}
