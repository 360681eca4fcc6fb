namespace StoryVideo.Catalog;

/// <summary>The shape of a clip that is asked of a model.</summary>
/// <param name="AspectRatio">Width to height, as providers spell it: <c>16:9</c>.</param>
/// <param name="Resolution">As providers spell it: <c>720p</c>, <c>1080p</c>, <c>4k</c>.</param>
/// <param name="DurationSeconds">Length in seconds.</param>
public sealed record VideoFormat(string AspectRatio, string Resolution, int DurationSeconds)
{
    /// <summary>What is made unless asked otherwise: 16:9, 1080p, 8 s.</summary>
    public static VideoFormat Default { get; } = new("16:9", "1080p", 8);

    public override string ToString() => $"{DurationSeconds} s {Resolution} {AspectRatio}";
}
