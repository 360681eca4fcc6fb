using StoryVideo.Cutting.Mp4;

namespace StoryVideo.Cutting.Sounds;

/// <summary>The sound of a film, ready to be written.</summary>
/// <param name="Layout">What it is put together from.</param>
/// <param name="Measured">The programme before any gain.</param>
/// <param name="Gain">By how much it was raised.</param>
/// <param name="Verified">What goes into the film, measured.</param>
/// <param name="Track">Its coded frames.</param>
/// <param name="Refused">Sounds that were to be copied and are mixed, because ffmpeg refuses frames of them.</param>
internal sealed record MadeSound(
    SoundLayout Layout, Loudness Measured, SoundGain Gain, Loudness Verified, FilmTrack Track, IReadOnlyCollection<CodedSound> Refused);
