using StoryVideo.Storage;
using StoryVideo.Tasks;

namespace StoryVideo.Formatting;

/// <summary>The store that a runspace is connected to.</summary>
public sealed record StoryStore
{
    private StoryStore(string database, string engine, string assets, string? prompts, string? key)
    {
        Database = database;
        Engine = engine;
        Assets = assets;
        Prompts = prompts;
        Key = key;
    }

    /// <summary>Path or address, without its password.</summary>
    public string Database { get; }

    public string Engine { get; }

    public string Assets { get; }

    /// <summary>The folder of own instruction files; null where those of StoryVideo are used.</summary>
    public string? Prompts { get; }

    /// <summary>Where the provider's key is kept; null where it is the environment's.</summary>
    public string? Key { get; }

    internal static StoryStore Of(StudioSettings settings, string? key)
    {
        StoreLocation location = Studio.LocationOf(settings);
        return new StoryStore(
            location.Display, location.Engine.ToString(), Studio.AssetsOf(settings).Root,
            settings.Prompts ?? settings.ReadVariable(StudioSettings.PromptsVariable),
            key);
    }
}
