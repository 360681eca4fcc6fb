namespace StoryVideo.Planning;

/// <summary>What an operator asks of the images of a run.</summary>
public sealed record ImageOptions : AssetOptions
{
    private const string SizeName = "imageSize";
    private const string AspectRatioName = "aspectRatio";

    public string Size { get; init; } = ImageFormat.DefaultSize;

    /// <summary>The options as a take remembers them.</summary>
    public static IReadOnlyDictionary<string, string> ParametersOf(ImageFormat format) => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [AspectRatioName] = format.AspectRatio,
        [SizeName] = format.Size,
    };

    /// <summary>What names a size alone, as takes remember it.</summary>
    public static IReadOnlyDictionary<string, string> ParametersOf(string size) =>
        new Dictionary<string, string>(StringComparer.Ordinal) { [SizeName] = size };

    /// <summary>The options with what a take remembers; what it does not know stays as it is.</summary>
    public ImageOptions Restore(IReadOnlyDictionary<string, string> parameters) =>
        this with { Size = parameters.GetValueOrDefault(SizeName, Size) };
}
