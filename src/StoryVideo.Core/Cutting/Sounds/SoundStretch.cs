namespace StoryVideo.Cutting.Sounds;

/// <summary>A stretch of a film's sound, which is copied, made or silent; a whole number of frames of AAC.</summary>
/// <param name="frameCount">How many.</param>
internal abstract class SoundStretch(int frameCount)
{
    public int FrameCount { get; } = frameCount;
}
