namespace StoryVideo.Media;

/// <summary>The sound of a file.</summary>
/// <param name="Codec">As ffmpeg calls it: <c>aac</c>.</param>
/// <param name="SampleRate">Samples a second.</param>
/// <param name="Channels">1 mono, 2 stereo.</param>
/// <param name="Seconds">From the first packet's time to the end of the last.</param>
public sealed record AudioStreamInfo(string Codec, int SampleRate, int Channels, double Seconds);
