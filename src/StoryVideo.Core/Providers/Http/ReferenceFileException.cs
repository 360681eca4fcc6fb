namespace StoryVideo.Providers.Http;

/// <summary>A reference image that cannot be sent as it was planned.</summary>
internal sealed class ReferenceFileException(ReferenceImage image, string problem, Exception? inner = null)
    : Exception($"The reference {image.AssetPath} {problem}.", inner)
{
    public ReferenceImage Image { get; } = image;
}
