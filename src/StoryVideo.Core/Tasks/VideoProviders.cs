using StoryVideo.Catalog;
using StoryVideo.Media;
using StoryVideo.Providers;
using StoryVideo.Providers.Rehearsal;
using StoryVideo.Storage;

namespace StoryVideo.Tasks;

/// <summary>The services that this program can speak to. A further one is one more line in each of the two lists.</summary>
public sealed class VideoProviders : IDisposable
{
    public const string Gemini = "gemini";
    public const string Rehearsal = RehearsalVideoProvider.ProviderName;

    private static readonly (string Provider, string Wire)[] s_spoken = [(Gemini, "veo-predict-long-running")];

    private readonly StudioSettings _settings;
    private readonly AssetFolder _assets;
    private readonly List<IDisposable> _open = [];

    internal VideoProviders(StudioSettings settings, AssetFolder assets)
    {
        _settings = settings;
        _assets = assets;
    }

    /// <summary>Names that an operator can give.</summary>
    public static IReadOnlyList<string> Names { get; } = [Gemini, Rehearsal];

    /// <summary>Told what an operator should know of a provider, once; may be called from any thread.</summary>
    public Action<string>? Notice { get; set; }

    /// <summary>Whether this program speaks the model's wire format.</summary>
    public static bool Speaks(CatalogModel model) => Array.IndexOf(s_spoken, (model.Provider, model.Wire)) >= 0;

    /// <exception cref="RunRefusedException">There is no such provider, or it lacks a key.</exception>
    public IVideoProvider Open(string name) => name switch
    {
        Rehearsal => new RehearsalVideoProvider(_assets.Resolve, Ffmpeg.Find(_settings.ReadVariable), m => Notice?.Invoke(m)),
        Gemini => throw new NotSupportedException(),
        _ => throw new RunRefusedException(
            "provider-unknown", $"There is no provider '{name}'. There is: {string.Join(", ", Names)}."),
    };

    public void Dispose() => _open.ForEach(static o => o.Dispose());
}
