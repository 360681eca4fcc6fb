using System.Text;
using StoryVideo.Ledger;
using StoryVideo.Storage;
using StoryVideo.Stories;
using StoryVideo.Tasks;
using StoryVideo.Tasks.Plans;
using StoryVideo.Tasks.Runs;

namespace StoryVideo.Core.Tests.Support;

/// <summary>A project of its own: a database, an assets folder, a clock and a provider, each run opened anew as by a new process.</summary>
internal sealed class StudioBench
{
    private readonly TemporaryFolder _folder;
    private readonly TestStore _store;

    public StudioBench(TemporaryFolder folder, TestStore store)
    {
        _folder = folder;
        _store = store;
    }

    public ManualTimeProvider Time { get; } = new(ManualTimeProvider.CatalogDay);

    public ScriptedProvider Provider { get; set; } = new();

    public ScriptedImages Images { get; set; } = new();

    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    public TestBundle Bundle { get; set; } = new();

    public StudioSettings Settings => new()
    {
        Database = _store.Address,
        Assets = Path.Combine(_folder.FullPath, "assets"),
        BaseFolder = _folder.FullPath,
        ReadVariable = name => Variables.GetValueOrDefault(name),
    };

    public async Task<Studio> OpenAsync(StoreAccess access = StoreAccess.Write)
    {
        Studio studio = await Studio.OpenAsync(Settings, access, Time, CancellationToken.None);
        studio.Providers.Substitute = Provider;
        studio.Providers.ImageSubstitute = Images;
        return studio;
    }

    public async Task<ImportSummary> ImportAsync(TestBundle? bundle = null)
    {
        Bundle = bundle ?? Bundle;
        using Studio studio = await OpenAsync();
        return await new ImportStory(studio).RunAsync(Bundle.WriteTo(_folder), CancellationToken.None);
    }

    /// <summary>Puts the story's images where an import would.</summary>
    public void WriteAssets() => Bundle.WriteImages(Asset(""));

    public async Task<IReadOnlyList<PlannedAsset>> PlanAsync(ShotVideoRequest? request = null)
    {
        request ??= new ShotVideoRequest();
        using Studio studio = await OpenAsync(request.IsDryRun ? StoreAccess.Read : StoreAccess.Write);
        return await PlanAsync(studio, new PlanShotVideos(studio, request));
    }

    /// <summary>A whole run: plans, then clips. Pauses of the run take no time.</summary>
    public async Task<IReadOnlyList<ShotVideoResult>> RunAsync(
        ShotVideoRequest? request = null, CancellationToken cancellationToken = default)
    {
        // Takes of two runs never share a moment.
        Time.Advance(TimeSpan.FromMinutes(1));
        return await Time.JumpPausesAsync(MakeAsync(request ?? new ShotVideoRequest(), cancellationToken), TimeSpan.FromDays(1));
    }

    public async Task<ShotVideoResult> RunOneAsync(string shot, ShotVideoRequest? request = null) =>
        (await RunAsync(request)).Single(r => r.Plan.Shot.Address.ToString() == shot);

    public async Task<IReadOnlyList<Take>> TakesAsync(string? shot = null)
    {
        using Studio studio = await OpenAsync(StoreAccess.Read);
        return await studio.Ledger
            .ReadAsync(new TakeFilter { StoryId = Bundle.StoryId, AssetName = shot }, CancellationToken.None)
            .ToListAsync();
    }

    public async Task<IReadOnlyList<ShotState>> StatesAsync(ShotFilter? filter = null)
    {
        using Studio studio = await OpenAsync(StoreAccess.Read);
        Story story = await new FindStories(studio).GetAsync(Bundle.StoryId, CancellationToken.None);
        return await new ReadShotStates(studio).ReadAsync(story, filter ?? ShotFilter.All, CancellationToken.None).ToListAsync();
    }

    public Task<string?> VideoPathAsync(string scenelet, int index) => _store.ScalarAsync<string>(
        "SELECT video_file_path FROM shots WHERE scenelet_id = @scenelet AND shot_index = @index", new { scenelet, index });

    public async Task<VisualDesign> DesignAsync()
    {
        using Studio studio = await OpenAsync(StoreAccess.Read);
        Story story = await new FindStories(studio).GetAsync(Bundle.StoryId, CancellationToken.None);
        return VisualDesign.Parse(story.VisualDesignDocument!);
    }

    public Task<string?> KeyFramePathAsync(string scenelet, int index) => _store.ScalarAsync<string>(
        "SELECT key_frame_image_path FROM shots WHERE scenelet_id = @scenelet AND shot_index = @index", new { scenelet, index });

    /// <summary>Full path of a file in the assets folder.</summary>
    public string Asset(string path) => Path.Combine(_folder.FullPath, "assets", path);

    /// <summary>What a scripted clip holds.</summary>
    public string ClipText(string path)
    {
        string text = Encoding.UTF8.GetString(File.ReadAllBytes(Asset(path)));
        return text[(text.IndexOf("mdat", StringComparison.Ordinal) + 4)..];
    }

    public async Task<List<PlannedAsset>> PlanAsync(Studio studio, PlanShotVideos plans)
    {
        Story story = await new FindStories(studio).GetAsync(Bundle.StoryId, CancellationToken.None);
        return await plans.PlanAsync(story, CancellationToken.None).ToListAsync();
    }

    /// <summary>A whole run of any task.</summary>
    public async Task<IReadOnlyList<AssetResult>> MakeAsync(AssetRequest request)
    {
        Time.Advance(TimeSpan.FromMinutes(1));
        return await Time.JumpPausesAsync(MakeNowAsync(request), TimeSpan.FromDays(1));
    }

    private async Task<IReadOnlyList<AssetResult>> MakeNowAsync(AssetRequest request)
    {
        using Studio studio = await OpenAsync();
        PlanAssets plans = request.Plan(studio);
        Story story = await new FindStories(studio).GetAsync(Bundle.StoryId, CancellationToken.None);
        List<PlannedAsset> planned = await plans.PlanAsync(story, CancellationToken.None).ToListAsync();
        return await new MakeAssets(studio, request, plans).RunAsync(planned, CancellationToken.None).ToListAsync(CancellationToken.None);
    }

    private async Task<IReadOnlyList<ShotVideoResult>> MakeAsync(ShotVideoRequest request, CancellationToken cancellationToken)
    {
        using Studio studio = await OpenAsync();
        PlanShotVideos plans = new(studio, request);
        List<PlannedAsset> shots = await PlanAsync(studio, plans);
        return await new CreateShotVideos(studio, request, plans).RunAsync(shots, cancellationToken).ToListAsync(CancellationToken.None);
    }
}
