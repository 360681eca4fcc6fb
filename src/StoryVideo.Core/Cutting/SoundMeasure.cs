namespace StoryVideo.Cutting;

/// <summary>What was measured of one piece of sound.</summary>
/// <param name="Powers">The weighted power of every 100 ms.</param>
/// <param name="Peak">The highest absolute value between samples; 1 is full scale.</param>
internal sealed record SoundMeasure(IReadOnlyList<double> Powers, double Peak)
{
    /// <summary>The whole of pieces in order.</summary>
    public static Loudness Sum(IEnumerable<SoundMeasure> pieces)
    {
        List<double> powers = [];
        double peak = 0;
        foreach (SoundMeasure piece in pieces)
        {
            powers.AddRange(piece.Powers);
            peak = Math.Max(peak, piece.Peak);
        }

        return Loudness.Of(powers, peak);
    }
}
