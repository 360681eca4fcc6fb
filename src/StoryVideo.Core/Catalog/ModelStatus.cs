namespace StoryVideo.Catalog;

/// <summary>Where a model stands in its life, as its provider says.</summary>
public enum ModelStatus
{
    Preview,
    GenerallyAvailable,

    /// <summary>Works, with an announced end; see <see cref="CatalogModel.ShutdownOn"/>.</summary>
    Retiring,
    Retired,
}
