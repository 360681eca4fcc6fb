namespace StoryVideo.Catalog;

/// <summary>
/// What a model costs at one resolution, in US dollars. Amounts are never 0: what is not known is null.
/// </summary>
public sealed record ModelPrice
{
    /// <summary>Stands for a resolution in prices of what has none.</summary>
    public const string Tokens = "tokens";

    /// <summary>Resolution of a clip (<c>1080p</c>) or size of an image (<c>2K</c>); <see cref="Tokens"/> where tokens are counted.</summary>
    public required string Resolution { get; init; }

    /// <summary>Dollars for each second of a clip; null for images.</summary>
    public decimal? UsdPerSecond { get; init; }

    /// <summary>Dollars for each image made; null for clips.</summary>
    public decimal? UsdPerImage { get; init; }

    /// <summary>Dollars for a million tokens that are sent; null for clips and images.</summary>
    public decimal? UsdPerMillionInputTokens { get; init; }

    /// <summary>Dollars for a million tokens that are made; null for clips and images.</summary>
    public decimal? UsdPerMillionOutputTokens { get; init; }

    /// <summary>Dollars for each image sent along; null where the provider asks nothing for it.</summary>
    public decimal? UsdPerInputImage { get; init; }

    /// <summary>The day on which the price was last seen.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>Where it was seen.</summary>
    public required string Source { get; init; }

    public required Confidence Confidence { get; init; }
}
