using System.Collections.Concurrent;
using StoryVideo.Core.Tests.Support;
using StoryVideo.FakeGemini;
using StoryVideo.FakeGemini.Faults;
using StoryVideo.FakeGemini.Recording;
using StoryVideo.Ledger;
using StoryVideo.Providers;
using StoryVideo.Storage;
using StoryVideo.Stories;
using StoryVideo.Tasks;
using StoryVideo.Tasks.Plans;
using StoryVideo.Tasks.Runs;
using StoryVideo.Tasks.Takes;

namespace StoryVideo.Core.Tests.Reliability;

/// <summary>
/// The whole path but for the surface: tasks, a real database, the Gemini provider and the pretended service on loopback, all
/// by one clock. Every run opens the studio anew, as another process would.
/// </summary>
internal sealed class GeminiBench : IAsyncDisposable
{
    public const string Key = "fake-gemini-key";

    /// <summary>One shot after the other: what is scripted for one meets no other in flight.</summary>
    public static ShotVideoRequest OneAtATime { get; } = new() { ThrottleLimit = 1 };

    /// <summary>What one clip of the usual format costs with Veo, in US dollars.</summary>
    public const decimal Price = 3.20m;

    private readonly TestStore _store;
    private readonly ConcurrentQueue<AssetProgress> _progress = [];

    private GeminiBench(FakeGeminiServer fake, ManualTimeProvider time, TemporaryFolder folder, TestStore store, TestBundle bundle, PaidService service)
    {
        Service = service;
        Fake = fake;
        Time = time;
        Folder = folder;
        _store = store;
        Bundle = bundle;
        Variables = new(service.Variables(fake, folder.FullPath), StringComparer.Ordinal);
    }

    /// <summary>The model that is asked for, and where.</summary>
    public PaidService Service { get; }

    public FakeGeminiServer Fake { get; }

    public ManualTimeProvider Time { get; }

    public TemporaryFolder Folder { get; }

    public TestBundle Bundle { get; private set; }

    public Dictionary<string, string> Variables { get; }

    /// <summary>Put between the tasks and the ledger.</summary>
    public Func<ITakeLedger, ITakeLedger> Ledger { get; set; } = static ledger => ledger;

    /// <summary>Taken in place of the Gemini provider that the variables describe; null takes that.</summary>
    public IVideoProvider? Provider { get; set; }

    /// <summary>What was reported, over all runs.</summary>
    public IReadOnlyCollection<AssetProgress> Progress => _progress;

    public string Assets => Path.Combine(Folder.FullPath, "assets");

    /// <summary>Submissions that the service took on.</summary>
    public int Submissions => Fake.Submissions.Count;

    public StudioSettings Settings => new()
    {
        Database = _store.Address,
        Assets = Assets,
        BaseFolder = Folder.FullPath,
        ReadVariable = name => Variables.GetValueOrDefault(name),
    };

    /// <summary>Starts the service and imports a story of three shots.</summary>
    public static async Task<GeminiBench> StartAsync(
        TestBundle? bundle = null, Func<FakeGeminiOptions, FakeGeminiOptions>? service = null, StoreEngine engine = StoreEngine.Sqlite, PaidService? model = null)
    {
        ManualTimeProvider time = new(ManualTimeProvider.CatalogDay);
        TemporaryFolder folder = new();
        TestStore store = await TestStore.CreateAsync(engine, folder.FullPath);
        FakeGeminiOptions options = new() { Key = Key, Time = time };
        FakeGeminiServer fake = await FakeGeminiServer.StartAsync(service?.Invoke(options) ?? options);
        GeminiBench bench = new(fake, time, folder, store, bundle ?? new TestBundle(), model ?? PaidService.Veo);
        await bench.ImportAsync(bench.Bundle);
        return bench;
    }

    public async Task ImportAsync(TestBundle bundle)
    {
        Bundle = bundle;
        using Studio studio = await OpenAsync();
        await new ImportStory(studio).RunAsync(bundle.WriteTo(Folder), CancellationToken.None);
    }

    public async Task<Studio> OpenAsync(StoreAccess access = StoreAccess.Write)
    {
        Studio studio = await Studio.OpenAsync(Settings, access, Time, Ledger, CancellationToken.None);
        studio.Providers.Substitute = Provider;
        return studio;
    }

    /// <summary>A whole run: plans, then clips. Its pauses take no time, its time limits (a minute and more) stand still.</summary>
    public Task<IReadOnlyList<ShotVideoResult>> RunAsync(ShotVideoRequest? request = null, CancellationToken stop = default)
    {
        Time.Advance(TimeSpan.FromMinutes(1));
        return Time.JumpPausesAsync(MakeAsync(request ?? new ShotVideoRequest(), stop));
    }

    /// <summary>A whole run of any task, as <see cref="RunAsync"/>.</summary>
    public Task<IReadOnlyList<AssetResult>> MakeAsync(AssetRequest request)
    {
        Time.Advance(TimeSpan.FromMinutes(1));
        return Time.JumpPausesAsync(MakeNowAsync(request));
    }

    /// <summary>A run that the test moves through time by itself.</summary>
    public Task<IReadOnlyList<ShotVideoResult>> BeginAsync(ShotVideoRequest? request = null, CancellationToken stop = default) =>
        MakeAsync(request ?? new ShotVideoRequest(), stop);

    public async Task<IReadOnlyList<Take>> TakesAsync(string? shot = null)
    {
        using Studio studio = await OpenAsync(StoreAccess.Read);
        return await new ReadTakes(studio)
            .ReadAsync(new TakeFilter { StoryId = Bundle.StoryId, AssetName = shot }, CancellationToken.None)
            .ToListAsync();
    }

    /// <summary>The shot's last take; null where it has none.</summary>
    public async Task<Take?> LatestAsync(string shot) => await TakesAsync(shot) is [.., { } last] ? last : null;

    public async Task<Spending> SpendingAsync()
    {
        using Studio studio = await OpenAsync(StoreAccess.Read);
        return await studio.Ledger.SumAsync(Bundle.StoryId, null, CancellationToken.None);
    }

    public async Task<IReadOnlyList<ShotState>> StatesAsync(ShotVideoRequest? against = null)
    {
        using Studio studio = await OpenAsync(StoreAccess.Read);
        Story story = await new FindStories(studio).GetAsync(Bundle.StoryId, CancellationToken.None);
        return await new ReadShotStates(studio, against).ReadAsync(story, ShotFilter.All, CancellationToken.None).ToListAsync();
    }

    /// <summary>Picks the polls and downloads that belong to a shot, by the words of its storyboard.</summary>
    public Func<RecordedRequest, bool> Of(string shot)
    {
        string words = WordsOf(shot);
        return request => Fake.Submissions.Any(s =>
            s.Prompt.Contains(words, StringComparison.Ordinal)
            && (request.Path + request.Subject).Contains(s.Operation[(s.Operation.LastIndexOf('/') + 1)..], StringComparison.Ordinal));
    }

    /// <summary>How often a shot was submitted and taken on.</summary>
    public int SubmissionsOf(string shot) =>
        Fake.Submissions.Count(s => s.Prompt.Contains(WordsOf(shot), StringComparison.Ordinal));

    /// <summary>What only this shot's prompt says.</summary>
    public static string WordsOf(string shot) => $"wide {shot.Replace('#', ' ')}";

    public void Always(Stage stage, string shot, Fault fault) => Fake.Faults.When(stage, Of(shot), fault);

    public static ShotVideoRequest Only(string shot, ShotVideoRequest? request = null)
    {
        string[] address = shot.Split('#');
        int index = int.Parse(address[1], System.Globalization.CultureInfo.InvariantCulture);
        return (request ?? new ShotVideoRequest()) with
        {
            Filter = new ShotFilter { Scenelets = [address[0]], Indexes = [new IndexRange(index, index)] },
        };
    }

    /// <summary>The clip's bytes where the shot's clip belongs.</summary>
    public byte[] ClipOf(string shot)
    {
        string[] address = shot.Split('#');
        return File.ReadAllBytes(Path.Combine(Assets, Bundle.Clip(address[0], int.Parse(address[1], System.Globalization.CultureInfo.InvariantCulture))));
    }

    public async ValueTask DisposeAsync()
    {
        await Fake.DisposeAsync();
        await _store.DisposeAsync();
        Folder.Dispose();
    }

    private async Task<IReadOnlyList<AssetResult>> MakeNowAsync(AssetRequest request)
    {
        using Studio studio = await OpenAsync();
        PlanAssets plans = request.Plan(studio);
        Story story = await new FindStories(studio).GetAsync(Bundle.StoryId, CancellationToken.None);
        List<PlannedAsset> planned = await plans.PlanAsync(story, CancellationToken.None).ToListAsync(CancellationToken.None);
        return await new MakeAssets(studio, request, plans).RunAsync(planned, CancellationToken.None).ToListAsync(CancellationToken.None);
    }

    private async Task<IReadOnlyList<ShotVideoResult>> MakeAsync(ShotVideoRequest request, CancellationToken stop)
    {
        using Studio studio = await OpenAsync();
        request = request with
        {
            Provider = request.Provider ?? Service.Provider,
            Model = request.Model ?? Service.Model,
            Format = request.IsFormatNamed ? request.Format : Service.Format,
            AllowUnpriced = request.AllowUnpriced || Service.PriceWith(0) is null,
        };
        PlanShotVideos plans = new(studio, request);
        Story story = await new FindStories(studio).GetAsync(Bundle.StoryId, CancellationToken.None);
        List<PlannedAsset> shots = await plans.PlanAsync(story, CancellationToken.None).ToListAsync(CancellationToken.None);
        CreateShotVideos work = new(studio, request, plans) { Progress = new Reports(_progress) };
        return await work.RunAsync(shots, stop).ToListAsync(CancellationToken.None);
    }

    private sealed class Reports(ConcurrentQueue<AssetProgress> all) : IProgress<AssetProgress>
    {
        public void Report(AssetProgress value) => all.Enqueue(value);
    }
}
