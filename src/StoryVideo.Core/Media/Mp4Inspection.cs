namespace StoryVideo.Media;

/// <summary>What the boxes of an MP4 file say.</summary>
/// <param name="Problem">Why it cannot be a whole clip; null where nothing speaks against it.</param>
/// <param name="DurationSeconds">Length by its movie header; 0 where that is missing.</param>
public sealed record Mp4Inspection(string? Problem, double DurationSeconds)
{
    public bool IsWhole => Problem is null;
}
