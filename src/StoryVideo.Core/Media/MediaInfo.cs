namespace StoryVideo.Media;

/// <summary>What is in a file of pictures or sound.</summary>
/// <param name="Video">Its first picture that moves; null where it has none.</param>
/// <param name="Audio">Its first sound; null where it has none.</param>
public sealed record MediaInfo(VideoStreamInfo? Video, AudioStreamInfo? Audio);
