namespace StoryVideo.Planning;

/// <summary>The shape of an image that is asked of a model.</summary>
/// <param name="AspectRatio">Width to height, as providers spell it.</param>
/// <param name="Size">As providers spell it: <c>1K</c>, <c>2K</c>, <c>4K</c>.</param>
public sealed record ImageFormat(string AspectRatio, string Size)
{
    /// <summary>What every image model makes, and what is made unless asked otherwise.</summary>
    public const string DefaultSize = "1K";

    /// <summary>A character from all sides.</summary>
    public static ImageFormat ModelSheet(string size) => new("1:1", size);

    /// <summary>Places and stills have the shape of the film.</summary>
    public static ImageFormat Wide(string size) => new("16:9", size);

    public override string ToString() => $"{Size} {AspectRatio}";
}
