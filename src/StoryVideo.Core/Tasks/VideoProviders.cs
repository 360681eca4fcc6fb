using StoryVideo.Catalog;
using StoryVideo.Media;
using StoryVideo.Providers;
using StoryVideo.Providers.Gemini;
using StoryVideo.Providers.Rehearsal;
using StoryVideo.Storage;

namespace StoryVideo.Tasks;

/// <summary>The services that this program can speak to. A further one is one more line in each of the two lists.</summary>
public sealed class VideoProviders : IDisposable
{
    public const string Gemini = "gemini";
    public const string Rehearsal = RehearsalVideoProvider.ProviderName;

    private const string BaseUrlVariable = "GOOGLE_GEMINI_BASE_URL";

    private static readonly (string Provider, string Wire)[] s_spoken = [(Gemini, "veo-predict-long-running")];

    private readonly StudioSettings _settings;
    private readonly AssetFolder _assets;
    private readonly ModelCatalog _catalog;
    private readonly TimeProvider _time;
    private readonly List<IDisposable> _open = [];

    internal VideoProviders(StudioSettings settings, AssetFolder assets, ModelCatalog catalog, TimeProvider time)
    {
        _settings = settings;
        _assets = assets;
        _catalog = catalog;
        _time = time;
    }

    /// <summary>Names that an operator can give.</summary>
    public static IReadOnlyList<string> Names { get; } = [Gemini, Rehearsal];

    /// <summary>Told what an operator should know of a provider, once; may be called from any thread.</summary>
    public Action<string>? Notice { get; set; }

    /// <summary>Taken in place of the provider of its name; null where each is opened as it is.</summary>
    internal IVideoProvider? Substitute { get; set; }

    /// <summary>Whether this program speaks the model's wire format.</summary>
    public static bool Speaks(CatalogModel model) => Array.IndexOf(s_spoken, (model.Provider, model.Wire)) >= 0;

    /// <exception cref="RunRefusedException">There is no such provider, or it lacks a key.</exception>
    public IVideoProvider Open(string name) => Substitute?.Name == name ? Substitute : name switch
    {
        Rehearsal => new RehearsalVideoProvider(_assets.Resolve, Ffmpeg.Find(_settings.ReadVariable), m => Notice?.Invoke(m)),
        Gemini => OpenGemini(),
        _ => throw new RunRefusedException(
            "provider-unknown", $"There is no provider '{name}'. There is: {string.Join(", ", Names)}."),
    };

    /// <summary>Where a provider is asked.</summary>
    public string AddressOf(string name) =>
        name == Gemini && GeminiEndpoint.TryParse(_settings.ReadVariable(BaseUrlVariable), out GeminiEndpoint? endpoint, out _)
            ? endpoint.BaseUrl.AbsoluteUri
            : "this machine";

    private GeminiVideoProvider OpenGemini()
    {
        ProviderKey key = ProviderKey.Find(_settings) ?? throw new RunRefusedException(
            "key-missing",
            $"There is no key for the Gemini API. Nothing was sent. Set {string.Join(" or ", ProviderKey.Variables)}, or rehearse "
            + "for free with --provider rehearsal (-Provider Rehearsal).");
        if (!GeminiEndpoint.TryParse(_settings.ReadVariable(BaseUrlVariable), out GeminiEndpoint? endpoint, out string? problem))
        {
            throw new RunRefusedException("settings-invalid", $"{problem} Nothing was sent.");
        }

        try
        {
            GeminiOptions options = new()
            {
                Endpoint = endpoint,
                Key = new GeminiApiKey(key.Value),
                SuccessorOf = id => _catalog.Find(id, Gemini)?.Successor,
                Notice = m => Notice?.Invoke(m),
            };
            GeminiVideoProvider provider = new(options, _time);
            _open.Add(provider);
            return provider;
        }
        catch (ArgumentException e)
        {
            throw new RunRefusedException("settings-invalid", $"{e.Message} Nothing was sent.", e);
        }
    }

    public void Dispose() => _open.ForEach(static o => o.Dispose());
}
