namespace StoryVideo.Cutting.Sounds;

/// <summary>A bed whose file was looked at.</summary>
/// <param name="Bed">Where it lies. Its file is PCM at 48 kHz, in which every sample can be found.</param>
/// <param name="Samples">How long the file is, in samples at 48 kHz.</param>
/// <param name="Identity">Changes with the content of the file.</param>
internal sealed record MeasuredBed(SoundBed Bed, long Samples, string Identity);
