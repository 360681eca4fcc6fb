namespace StoryVideo.Catalog;

/// <summary>What one clip, or one image, costs at a resolution.</summary>
/// <param name="Resolution">Of a clip (<c>1080p</c>), or the size of an image (<c>2K</c>).</param>
/// <param name="Usd">US dollars; null where it is not known.</param>
public sealed record ClipPrice(string Resolution, decimal? Usd);
