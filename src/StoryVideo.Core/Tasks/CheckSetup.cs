using System.Globalization;
using System.Runtime.InteropServices;
using StoryVideo.Catalog;
using StoryVideo.Media;
using StoryVideo.Planning;
using StoryVideo.Providers;
using StoryVideo.Storage;
using StoryVideo.Stories;

namespace StoryVideo.Tasks;

/// <summary>Looks at what is there on this machine and tells how to get what is not. Touches no network beyond the database.</summary>
public sealed class CheckSetup
{
    private const string InstallFfmpeg = "apt-get install ffmpeg, brew install ffmpeg or winget install ffmpeg";

    private readonly StudioSettings _settings;
    private readonly TimeProvider _time;

    public CheckSetup(StudioSettings settings, TimeProvider time)
    {
        _settings = settings;
        _time = time;
    }

    public async IAsyncEnumerable<SetupCheck> RunAsync()
    {
        yield return new SetupCheck(".NET", SetupState.Ok, RuntimeInformation.FrameworkDescription);
        yield return await DatabaseAsync();
        yield return AssetsFolder();
        foreach (SetupCheck key in Keys())
        {
            yield return key;
        }

        Ffmpeg? ffmpeg = Ffmpeg.Find(_settings.ReadVariable);
        yield return FfmpegCheck(ffmpeg);
        yield return ProbeCheck(ffmpeg);
        yield return Models();
    }

    private async Task<SetupCheck> DatabaseAsync()
    {
        try
        {
            StoreLocation location = Studio.LocationOf(_settings);
            if (!location.IsThere)
            {
                return new SetupCheck("database", SetupState.Optional, $"{location} is not there yet",
                    "the first import makes it: storyvideo import PATH, Import-Story PATH");
            }

            using StoryDatabase database = await StoryDatabase.OpenAsync(location, StoreAccess.Read, _time, CancellationToken.None);
            IReadOnlyList<Story> stories = await new StoryRecords(database).ListAsync(CancellationToken.None);
            return new SetupCheck("database", SetupState.Ok, $"{location}: {Counted.Of(stories.Count, "story", "stories")}");
        }
        catch (StoreException e)
        {
            return new SetupCheck("database", SetupState.Missing, e.Message,
                $"name another with --database, Connect-StoryStore or {StudioSettings.DatabaseVariable}");
        }
    }

    private SetupCheck AssetsFolder()
    {
        AssetFolder assets = Studio.AssetsOf(_settings);
        string root = assets.Root;
        if (!Path.Exists(root))
        {
            return new SetupCheck("assets folder", SetupState.Optional, $"{root} is not there yet", "the first import makes it");
        }

        if (assets.FindObstacle() is { } obstacle)
        {
            return new SetupCheck("assets folder", SetupState.Missing, $"{root} cannot be written: {obstacle}",
                $"name another with --assets, Connect-StoryStore or {StudioSettings.AssetsVariable}");
        }

        return new SetupCheck("assets folder", SetupState.Ok, string.Create(
            CultureInfo.InvariantCulture, $"{root}: {new DriveInfo(root).AvailableFreeSpace / 1e9:0.0} GB free"));
    }

    private IEnumerable<SetupCheck> Keys()
    {
        ProviderOpening opening = VideoProviders.OpeningOf(_settings, Studio.AssetsOf(_settings), ModelCatalog.Shipped, _time);
        foreach (ProviderRegistration provider in VideoProviders.All.Where(static p => p.KeyTitle.Length > 0))
        {
            yield return provider.FindKey(opening) is { } source
                ? new SetupCheck(provider.KeyTitle, SetupState.Ok, $"from {source}")
                : new SetupCheck(
                    provider.KeyTitle, SetupState.Optional, "none: clips can be rehearsed and planned, not paid for", provider.KeyAdvice);
        }
    }

    private static SetupCheck FfmpegCheck(Ffmpeg? ffmpeg) => ffmpeg is not null
        ? new SetupCheck("ffmpeg", SetupState.Ok, ffmpeg.Path)
        : new SetupCheck("ffmpeg", SetupState.Optional, "none: no film can be cut, and every rehearsed clip is the same stub", InstallFfmpeg);

    private static SetupCheck ProbeCheck(Ffmpeg? ffmpeg) => ffmpeg?.Probe is { } probe
        ? new SetupCheck("ffprobe", SetupState.Ok, probe.Path)
        : new SetupCheck(
            "ffprobe",
            SetupState.Optional,
            ffmpeg is null ? "none: clips cannot be checked" : $"none beside {ffmpeg.Path}: clips cannot be checked, and none but plain H.264 goes into a film",
            ffmpeg is null ? InstallFfmpeg : $"install ffmpeg whole ({InstallFfmpeg}), or name one that has it in {Ffmpeg.Variable}");

    private SetupCheck Models()
    {
        try
        {
            return Model(Studio.CatalogOf(_settings));
        }
        catch (Exception e) when (e is CatalogException or StoreException)
        {
            return new SetupCheck("default model", SetupState.Missing, e.Message,
                $"correct the file of models, or take it away ({CatalogFile.Name}, {StudioSettings.ModelsVariable})");
        }
    }

    private SetupCheck Model(ModelCatalog catalog)
    {
        DateOnly today = DateOnly.FromDateTime(_time.GetUtcNow().UtcDateTime);
        ModelChoice choice = ModelChoice.Of(catalog, ModelKind.Video, null, null, VideoProviders.Speaks, today);
        string old = choice.Model.IsPriceOldOn(today) ? $", more than {PriceAge.Days} days ago" : "";
        return new SetupCheck(
            "default model",
            SetupState.Ok,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{choice.Model.Id}, {choice.Reason}; ${choice.Model.PriceOf(VideoFormat.Default, 0):0.00} a clip of {VideoFormat.Default} (price of {choice.Model.PriceDate:yyyy-MM-dd}{old})"));
    }
}
