using StoryVideo.Catalog;
using StoryVideo.Providers;
using StoryVideo.Providers.Gemini;
using StoryVideo.Providers.Grok;
using StoryVideo.Providers.Rehearsal;
using StoryVideo.Providers.Vertex;
using StoryVideo.Storage;

namespace StoryVideo.Tasks;

/// <summary>The services that this program can speak to. A further one is one more line in their table: see docs/providers.md.</summary>
public sealed class VideoProviders : IDisposable
{
    public const string Rehearsal = RehearsalVideoProvider.ProviderName;

    private readonly StudioSettings _settings;
    private readonly AssetFolder _assets;
    private readonly ModelCatalog _catalog;
    private readonly TimeProvider _time;
    private readonly List<IDisposable> _open = [];
    private string? _keyOwner;

    internal VideoProviders(StudioSettings settings, AssetFolder assets, ModelCatalog catalog, TimeProvider time)
    {
        _settings = settings;
        _assets = assets;
        _catalog = catalog;
        _time = time;
    }

    /// <summary>Everything that can be opened, in the order in which it is shown.</summary>
    public static IReadOnlyList<ProviderRegistration> All { get; } =
        [GeminiRegistration.Entry, VertexRegistration.Entry, GrokRegistration.Entry, RehearsalRegistration.Entry];

    /// <summary>Names that an operator can give.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(static r => r.Name)];

    /// <summary>Names of those that make images.</summary>
    public static IReadOnlyList<string> ImageNames { get; } = [.. All.Where(static r => r.OpenImages is not null).Select(static r => r.Name)];

    /// <summary>Told what an operator should know of a provider, once; may be called from any thread.</summary>
    public Action<string>? Notice { get; set; }

    /// <summary>Taken in place of the provider of its name; null where each is opened as it is.</summary>
    internal IVideoProvider? Substitute { get; set; }

    /// <summary>Taken in place of the image provider of its name; null where each is opened as it is.</summary>
    internal IImageProvider? ImageSubstitute { get; set; }

    /// <summary>Taken in place of the speech provider of its name; null where each is opened as it is.</summary>
    internal ISpeechProvider? SpeechSubstitute { get; set; }

    /// <summary>Taken in place of the judge of its name; null where each is opened as it is.</summary>
    internal IJudgeProvider? JudgeSubstitute { get; set; }

    /// <summary>Whether this program speaks the model's wire format.</summary>
    public static bool Speaks(CatalogModel model)
    {
        ProviderRegistration? provider = Find(model.Provider);
        IReadOnlyList<string>? wires = model.Kind switch
        {
            ModelKind.Image => provider?.ImageWires,
            ModelKind.Speech => provider?.SpeechWires,
            ModelKind.Judge => provider?.JudgeWires,
            _ => provider?.Wires,
        };
        return wires?.Contains(model.Wire, StringComparer.Ordinal) == true;
    }

    /// <param name="name">Its name.</param>
    /// <param name="isForShow">It shows requests, needs no key, and sends nothing.</param>
    /// <exception cref="RunRefusedException">There is no such provider, a setting of it is wrong, or it lacks a key.</exception>
    public IVideoProvider Open(string name, bool isForShow = false) =>
        Substitute?.Name == name ? Substitute : Open(name, isForShow, static registration => registration.Open);

    /// <inheritdoc cref="Open(string, bool)"/>
    public IImageProvider OpenImages(string name, bool isForShow = false) => ImageSubstitute?.Name == name
        ? ImageSubstitute
        : Open(name, isForShow, registration => registration.OpenImages ?? throw MakesNo(name, "images", static r => r.OpenImages));

    /// <inheritdoc cref="Open(string, bool)"/>
    public ISpeechProvider OpenSpeech(string name) => SpeechSubstitute?.Name == name
        ? SpeechSubstitute
        : Open(name, isForShow: false, registration => registration.OpenSpeech ?? throw MakesNo(name, "speech", static r => r.OpenSpeech));

    /// <inheritdoc cref="Open(string, bool)"/>
    public IJudgeProvider OpenJudge(string name) => JudgeSubstitute?.Name == name
        ? JudgeSubstitute
        : Open(name, isForShow: false, registration => registration.OpenJudge ?? throw MakesNo(name, "checks", static r => r.OpenJudge));

    private static RunRefusedException MakesNo(string name, string what, Func<ProviderRegistration, object?> open) => new(
        "provider-unknown",
        $"The provider '{name}' makes no {what} here. These do: {string.Join(", ", All.Where(r => open(r) is not null).Select(static r => r.Name))}.");

    /// <summary>
    /// Says whose the key is that was given by hand or came from a vault: no other provider is opened with it. The first word
    /// counts; where nobody says it, it is whose service is opened first.
    /// </summary>
    internal void KeepKeyFor(string provider) => Interlocked.CompareExchange(ref _keyOwner, provider, null);

    /// <summary><see cref="KeepKeyFor"/>, unless the key begins as another service's do, or the provider needs none.</summary>
    internal void OfferKeyTo(string provider)
    {
        if (Find(provider) is { KeyTitle.Length: > 0 } registration
            && !ForeignKeyStarts(registration).Keys.Any(start => _settings.ApiKey?.Trim().StartsWith(start, StringComparison.Ordinal) == true))
        {
            KeepKeyFor(provider);
        }
    }

    /// <summary>Where a provider is asked.</summary>
    public string AddressOf(string name)
    {
        try
        {
            return Find(name)?.Address(Opening(name)) ?? "this machine";
        }
        catch (ProviderSetupException)
        {
            // Opening it says what is wrong; here somebody only wants to be told where.
            return name;
        }
    }

    public void Dispose() => _open.ForEach(static o => o.Dispose());

    internal static ProviderOpening OpeningOf(StudioSettings settings, AssetFolder assets, ModelCatalog catalog, TimeProvider time) => new()
    {
        ReadVariable = settings.ReadVariable,
        GivenKey = settings.ApiKey,
        ResolveAsset = assets.Resolve,
        Catalog = catalog,
        Time = time,
    };

    private T Open<T>(string name, bool isForShow, Func<ProviderRegistration, Func<ProviderOpening, T>> how)
        where T : IModelService
    {
        ProviderRegistration registration = Find(name) ?? throw new RunRefusedException(
            "provider-unknown", $"There is no provider '{name}'. There is: {string.Join(", ", Names)}.");
        if (!isForShow)
        {
            OfferKeyTo(name);
        }

        try
        {
            T provider = how(registration)(Opening(name, isForShow) with { ForeignKeyStarts = ForeignKeyStarts(registration) });
            if (provider is IDisposable disposable)
            {
                _open.Add(disposable);
            }

            return provider;
        }
        catch (ProviderSetupException e)
        {
            throw new RunRefusedException(e.Code, e.Message, e);
        }
    }

    private static Dictionary<string, string> ForeignKeyStarts(ProviderRegistration own) => All
        .SelectMany(static r => r.KeyStarts.Select(s => (Start: s, Title: r.KeyTitle)))
        .Where(k => !own.KeyStarts.Contains(k.Start, StringComparer.Ordinal))
        .DistinctBy(static k => k.Start, StringComparer.Ordinal)
        .ToDictionary(static k => k.Start, static k => k.Title, StringComparer.Ordinal);

    private static ProviderRegistration? Find(string name) => All.FirstOrDefault(r => r.Name == name);

    private ProviderOpening Opening(string name, bool isForShow = false)
    {
        ProviderOpening opening = OpeningOf(_settings, _assets, _catalog, _time) with { Notice = m => Notice?.Invoke(m), IsForShow = isForShow };
        return _keyOwner is { } owner && owner != name && opening.GivenKey is not null
            ? opening with { GivenKey = null, GivenKeyOwner = owner }
            : opening;
    }
}
