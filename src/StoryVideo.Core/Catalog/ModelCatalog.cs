namespace StoryVideo.Catalog;

/// <summary>
/// The models that StoryVideo knows, with capabilities, dates and prices. Reading it needs no network and no key.
/// </summary>
public sealed class ModelCatalog
{
    private static readonly Lazy<ModelCatalog> s_shipped = new(ReadShipped);
    private readonly IReadOnlyDictionary<ModelKind, IReadOnlyList<CatalogModel>> _preferences;

    internal ModelCatalog(
        IReadOnlyList<CatalogModel> models,
        IReadOnlyDictionary<ModelKind, IReadOnlyList<CatalogModel>> preferences)
    {
        Models = models;
        _preferences = preferences;
    }

    /// <summary>The catalog that comes with this version.</summary>
    public static ModelCatalog Shipped => s_shipped.Value;

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<CatalogModel> Models { get; }

    /// <summary>Reads a catalog.</summary>
    /// <exception cref="CatalogException">
    /// It is not a catalog; the exception lists everything that is wrong with it.
    /// </exception>
    public static ModelCatalog Read(Stream json) => new CatalogReader().Read(json);

    /// <summary>
    /// The catalog that comes with this version, with an operator's own facts laid over it: models by provider and id, property
    /// by property; rules by name; preferences by kind. What it does not speak of stays.
    /// </summary>
    /// <param name="own">An operator's JSON, in the form of the shipped one with everything optional.</param>
    /// <param name="name">What the operator calls it: problems begin with it.</param>
    /// <exception cref="CatalogException">Anything is wrong with it; the exception lists all of it.</exception>
    public static ModelCatalog Read(Stream own, string name)
    {
        using Stream shipped = OpenShipped();
        return new CatalogReader().Read(shipped, own, name);
    }

    /// <summary>
    /// The model of an id, in any letter case; of several providers' the first in the file. Null where there is
    /// none.
    /// </summary>
    public CatalogModel? Find(string id, string? provider = null) => Models.FirstOrDefault(m =>
        string.Equals(m.Id, id, StringComparison.OrdinalIgnoreCase)
        && (provider is null || string.Equals(m.Provider, provider, StringComparison.OrdinalIgnoreCase)));

    /// <summary>
    /// Which models to take where none is named, best first; the first that is still in service is the default.
    /// </summary>
    public IReadOnlyList<CatalogModel> Preference(ModelKind kind) =>
        _preferences.TryGetValue(kind, out IReadOnlyList<CatalogModel>? models) ? models : [];

    private static ModelCatalog ReadShipped()
    {
        using Stream json = OpenShipped();
        return Read(json);
    }

    private static Stream OpenShipped() =>
        typeof(ModelCatalog).Assembly.GetManifestResourceStream("models.json")
        ?? throw new InvalidOperationException("The assembly was built without its models.json.");
}
