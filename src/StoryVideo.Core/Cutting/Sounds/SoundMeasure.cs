namespace StoryVideo.Cutting.Sounds;

/// <summary>What was measured of one stretch of sound.</summary>
/// <param name="Energies">The sum of the weighted squares of every 1024 samples: as many as a frame of AAC holds.</param>
/// <param name="Peak">The highest absolute value between samples; 1 is full scale.</param>
internal sealed record SoundMeasure(IReadOnlyList<double> Energies, double Peak)
{
    public static SoundMeasure Silence(int frameCount) => new(new double[frameCount], 0);

    /// <summary>The whole of stretches in order.</summary>
    public static Loudness Sum(IEnumerable<SoundMeasure> stretches)
    {
        List<double> energies = [];
        double peak = 0;
        foreach (SoundMeasure stretch in stretches)
        {
            energies.AddRange(stretch.Energies);
            peak = Math.Max(peak, stretch.Peak);
        }

        return Loudness.Of(energies, peak);
    }
}
