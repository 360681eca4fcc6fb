using StoryVideo.Catalog;
using StoryVideo.Ledger;
using StoryVideo.Storage;
using StoryVideo.Stories;

namespace StoryVideo.Tasks;

/// <summary>Where the parts meet: an open database, its assets folder, instructions, models and providers.</summary>
public sealed class Studio : IDisposable
{
    private readonly StoryDatabase _database;

    private Studio(
        StoryDatabase database,
        AssetFolder assets,
        ModelCatalog catalog,
        StudioSettings settings,
        TimeProvider time,
        Func<ITakeLedger, ITakeLedger> ledger)
    {
        _database = database;
        Assets = assets;
        Catalog = catalog;
        Settings = settings;
        Time = time;
        Stories = new StoryRecords(database);
        Ledger = ledger(new TakeRecords(database));
        Prompts = new PromptFolder(Resolve(settings, settings.Prompts, StudioSettings.PromptsVariable));
        Providers = new VideoProviders(settings, assets, Catalog, time);
    }

    public AssetFolder Assets { get; }

    public ModelCatalog Catalog { get; }

    public StoreLocation Location => _database.Location;

    public StoryRecords Stories { get; }

    public ITakeLedger Ledger { get; }

    public PromptFolder Prompts { get; }

    public VideoProviders Providers { get; }

    public StudioSettings Settings { get; }

    public TimeProvider Time { get; }

    /// <summary>The day by which dates of models and prices are judged.</summary>
    public DateOnly Today => DateOnly.FromDateTime(Time.GetUtcNow().UtcDateTime);

    /// <summary>The database that these settings name.</summary>
    /// <exception cref="StoreException">It names none.</exception>
    public static StoreLocation LocationOf(StudioSettings settings) => StoreLocation.Parse(
        settings.Database ?? Variable(settings, StudioSettings.DatabaseVariable) ?? StudioSettings.DefaultDatabase,
        settings.BaseFolder);

    /// <summary>The assets folder that these settings name.</summary>
    public static AssetFolder AssetsOf(StudioSettings settings) => new(
        Resolve(settings, settings.Assets, StudioSettings.AssetsVariable)
        ?? Path.Combine(settings.BaseFolder, StudioSettings.DefaultAssets));

    /// <summary>
    /// The models that these settings know: the shipped ones, with the file laid over them that the environment names, else
    /// <c>storyvideo.models.json</c> beside the database (in the current folder, where the database is a server).
    /// </summary>
    /// <exception cref="CatalogException">The file cannot be used.</exception>
    /// <exception cref="StoreException">The settings name no database.</exception>
    public static ModelCatalog CatalogOf(StudioSettings settings)
    {
        if (Resolve(settings, null, StudioSettings.ModelsVariable) is { } named)
        {
            return CatalogFile.Read(named);
        }

        StoreLocation location = LocationOf(settings);
        string folder = location.Engine == StoreEngine.Sqlite
            ? Path.GetDirectoryName(location.Display) ?? settings.BaseFolder
            : settings.BaseFolder;
        string beside = Path.Combine(folder, CatalogFile.Name);
        return CatalogFile.Read(File.Exists(beside) ? beside : null);
    }

    /// <exception cref="CatalogException">The operator's file of models cannot be used.</exception>
    /// <exception cref="StoreException">Database or folder cannot be used as they are.</exception>
    public static Task<Studio> OpenAsync(
        StudioSettings settings, StoreAccess access, TimeProvider time, CancellationToken cancellationToken) =>
        OpenAsync(settings, access, time, static ledger => ledger, cancellationToken);

    /// <summary>With something put between the tasks and the ledger: tests end the process there.</summary>
    internal static async Task<Studio> OpenAsync(
        StudioSettings settings,
        StoreAccess access,
        TimeProvider time,
        Func<ITakeLedger, ITakeLedger> ledger,
        CancellationToken cancellationToken)
    {
        ModelCatalog catalog = CatalogOf(settings);
        StoryDatabase database = await StoryDatabase.OpenAsync(LocationOf(settings), access, time, cancellationToken);
        return new Studio(database, AssetsOf(settings), catalog, settings, time, ledger);
    }

    /// <summary>The clip that a shot has: where its path points, else where it would lie. Null where there is none on disk.</summary>
    public AssetPath? FindClip(StoryShot shot) => AssetFiles.Find(Assets, shot.VideoFilePath, AssetNames.Video(shot.Address));

    public void Dispose()
    {
        Providers.Dispose();
        _database.Dispose();
    }

    private static string? Resolve(StudioSettings settings, string? given, string variable) =>
        (given ?? Variable(settings, variable)) is { } path ? Path.GetFullPath(path, settings.BaseFolder) : null;

    private static string? Variable(StudioSettings settings, string name) =>
        settings.ReadVariable(name) is { Length: > 0 } value ? value : null;
}
