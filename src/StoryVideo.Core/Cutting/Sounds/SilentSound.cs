namespace StoryVideo.Cutting.Sounds;

/// <summary>A stretch in which nothing is heard.</summary>
internal sealed class SilentSound(int frameCount) : SoundStretch(frameCount);
