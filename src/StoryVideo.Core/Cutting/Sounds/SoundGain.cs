using StoryVideo.Cutting.Aac;

namespace StoryVideo.Cutting.Sounds;

/// <summary>By how much a film is made louder; one number for all of it.</summary>
/// <param name="Decibels">In dB.</param>
/// <param name="Steps">The same in steps of <see cref="AacFrame.Step"/>, which coded sound can rise by; null where all of it is coded anew.</param>
internal sealed record SoundGain(double Decibels, int? Steps)
{
    public static SoundGain Of(int steps) => new(steps * AacFrame.Step, steps);

    /// <summary>What every sample is multiplied by.</summary>
    public double Factor => Math.Pow(10, Decibels / 20);
}
