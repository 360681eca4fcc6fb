namespace StoryVideo.Cutting.Sounds;

/// <summary>A sound that lies under several entries and does not begin anew at their cuts.</summary>
/// <param name="File">Full path.</param>
/// <param name="First">Number of the first entry that it lies under.</param>
/// <param name="Last">Number of the last.</param>
/// <param name="Level">How loud it is.</param>
/// <param name="Repeats">Whether it begins again where it is shorter than what it lies under.</param>
public sealed record SoundBed(string File, int First, int Last, double Level, bool Repeats);
