using System.Runtime.CompilerServices;
using StoryVideo.Catalog;
using StoryVideo.Providers;

namespace StoryVideo.Tasks.Plans;

/// <summary>
/// Asks the services, for free, which models their keys can use. Needs no database. A service that gives no answer, or for which
/// there is no key, is asked once and not for every model of its.
/// </summary>
public sealed class AskModels : IDisposable
{
    private readonly VideoProviders _providers;
    private readonly Dictionary<string, (IVideoProvider? Provider, ModelAccess Access, string? Note)> _asked = new(StringComparer.Ordinal);

    public AskModels(StudioSettings settings, ModelCatalog catalog, TimeProvider time) =>
        _providers = new VideoProviders(settings, Studio.AssetsOf(settings), catalog, time);

    /// <summary>For tests: asked in place of the provider of its name.</summary>
    internal IVideoProvider? Substitute
    {
        set => _providers.Substitute = value;
    }

    /// <summary>The models with what is said of each; those that this program does not speak to as they are.</summary>
    public async IAsyncEnumerable<CatalogModel> AskAsync(
        IEnumerable<CatalogModel> models, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (CatalogModel model in models)
        {
            yield return model.IsFree || !VideoProviders.Speaks(model)
                ? model
                : await AskAsync(model, cancellationToken);
        }
    }

    public void Dispose() => _providers.Dispose();

    private async Task<CatalogModel> AskAsync(CatalogModel model, CancellationToken cancellationToken)
    {
        if (!_asked.TryGetValue(model.Provider, out (IVideoProvider? Provider, ModelAccess Access, string? Note) service))
        {
            _asked[model.Provider] = service = Open(model.Provider);
        }

        if (service.Provider is null)
        {
            return model with { Access = service.Access, AccessNote = service.Note };
        }

        (ModelAccess access, string? note) = await service.Provider.CheckModelAsync(model.Id, cancellationToken) switch
        {
            ModelAvailability.Available => (ModelAccess.Offered, null),
            ModelAvailability.NotOffered notOffered => (ModelAccess.NotOffered, notOffered.Error.Message),
            ModelAvailability.Denied denied => (ModelAccess.KeyRefused, denied.Error.Message),
            ModelAvailability.Unknown unknown => (ModelAccess.NoAnswer, (string?)unknown.Error.Message),
            var other => throw new InvalidOperationException($"A look at a model cannot end as {other.GetType().Name}."),
        };
        if (access is ModelAccess.KeyRefused or ModelAccess.NoAnswer)
        {
            _asked[model.Provider] = (null, access, note);
        }

        return model with { Access = access, AccessNote = note };
    }

    private (IVideoProvider? Provider, ModelAccess Access, string? Note) Open(string provider)
    {
        try
        {
            return (_providers.Open(provider), ModelAccess.NotAsked, null);
        }
        catch (RunRefusedException e)
        {
            return (null, e.Code is "key-missing" or ProviderKey.ForeignCode ? ModelAccess.NoKey : ModelAccess.NoAnswer, e.Message);
        }
    }
}
