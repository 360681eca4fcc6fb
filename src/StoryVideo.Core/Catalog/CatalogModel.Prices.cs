namespace StoryVideo.Catalog;

public sealed partial record CatalogModel
{
    /// <summary>The day of its oldest price; null where it has none.</summary>
    public DateOnly? PriceDate => Prices.Count == 0 ? null : Prices.Min(static p => p.AsOf);

    /// <summary>Whether a price is older than 90 days, so that the provider's page deserves a look.</summary>
    public bool IsPriceOldOn(DateOnly today) => PriceAge.IsOld(PriceDate, today);

    /// <summary>
    /// What a clip of the usual length (8 seconds), or an image, costs at each resolution without images sent along; empty for
    /// a free model.
    /// </summary>
    public IReadOnlyList<ClipPrice> ClipPrices =>
        IsFree ? [] : Resolutions.Select(r => new ClipPrice(r, UsualPrice(r))).ToArray();

    /// <summary>
    /// The price of one clip in US dollars; null where it is not known. It is 0 only for a free model.
    /// </summary>
    /// <param name="format">The clip.</param>
    /// <param name="referenceCount">How many images go along with the prompt.</param>
    public decimal? PriceOf(VideoFormat format, int referenceCount) =>
        IsFree && Kind == ModelKind.Video
            ? 0m
            : PriceAt(format.Resolution) is { UsdPerSecond: decimal perSecond } price
                ? (perSecond * format.DurationSeconds) + InputImages(price, referenceCount)
                : null;

    /// <summary>
    /// The price of one image in US dollars; null where it is not known. It is 0 only for a free model.
    /// </summary>
    /// <param name="size">As in <see cref="Resolutions"/>.</param>
    /// <param name="referenceCount">How many images go along with the prompt.</param>
    public decimal? PriceOfImage(string size, int referenceCount) =>
        IsFree && Kind == ModelKind.Image
            ? 0m
            : PriceAt(size) is { UsdPerImage: decimal perImage } price
                ? perImage + InputImages(price, referenceCount)
                : null;

    private decimal? UsualPrice(string resolution) => Kind == ModelKind.Video
        ? PriceOf(VideoFormat.Default with { Resolution = resolution }, 0)
        : PriceOfImage(resolution, 0);

    /// <summary>The price of a call that is paid by tokens, in US dollars; null where it is not known.</summary>
    /// <param name="sent">Tokens that are sent.</param>
    /// <param name="made">Tokens that are made.</param>
    public decimal? PriceOfTokens(long sent, long made) =>
        PriceAt(ModelPrice.Tokens) is { UsdPerMillionInputTokens: { } input, UsdPerMillionOutputTokens: { } output }
            ? ((sent * input) + (made * output)) / 1_000_000
            : null;

    private static decimal InputImages(ModelPrice price, int referenceCount) =>
        (price.UsdPerInputImage ?? 0m) * referenceCount;

    private ModelPrice? PriceAt(string resolution) =>
        Prices.FirstOrDefault(p => string.Equals(p.Resolution, resolution, StringComparison.OrdinalIgnoreCase));
}
