using System.Diagnostics;
using System.Globalization;
using System.Text;
using StoryVideo.Core.Tests.Support;
using StoryVideo.FakeGemini;
using StoryVideo.Ledger;
using StoryVideo.Storage;
using StoryVideo.Stories;
using StoryVideo.Tasks;
using StoryVideo.Tasks.Takes;

namespace StoryVideo.Core.Tests.Reliability;

/// <summary>A story and a pretended service by the real clock, for processes of their own that run over them.</summary>
internal sealed class LiveBench : IAsyncDisposable
{
    private readonly TestStore _store;

    private LiveBench(FakeGeminiServer fake, TemporaryFolder folder, TestStore store, TestBundle bundle, PaidService model)
    {
        Service = model;
        Variables = new Dictionary<string, string>(model.Variables(fake, folder.FullPath), StringComparer.Ordinal)
        {
            ["STORYVIDEO_POLL_INTERVAL"] = "0.02",
            ["DOTNET_TieredPGO"] = "0",
        };
        Fake = fake;
        Folder = folder;
        _store = store;
        Bundle = bundle;
    }

    public FakeGeminiServer Fake { get; }

    public TemporaryFolder Folder { get; }

    public TestBundle Bundle { get; }

    public string Database => _store.Address;

    public string Assets => Path.Combine(Folder.FullPath, "assets");

    /// <summary>The model that is asked for, and where.</summary>
    public PaidService Service { get; }

    public IReadOnlyDictionary<string, string> Variables { get; }

    public static async Task<LiveBench> StartAsync(
        int shots, FakeGeminiOptions? service = null, StoreEngine engine = StoreEngine.Sqlite, PaidService? model = null)
    {
        TemporaryFolder folder = new();
        TestStore store = await TestStore.CreateAsync(engine, folder.FullPath);
        FakeGeminiServer fake = await FakeGeminiServer.StartAsync(service);
        LiveBench bench = new(fake, folder, store, new TestBundle { Scenelets = [("s1", null, shots)], Payload = Payload }, model ?? PaidService.Veo);
        using Studio studio = await bench.OpenAsync();
        await new ImportStory(studio).RunAsync(bench.Bundle.WriteTo(folder), CancellationToken.None);
        return bench;
    }

    public async Task<Studio> OpenAsync(StoreAccess access = StoreAccess.Write) => await Studio.OpenAsync(
        new StudioSettings { Database = Database, Assets = Assets, BaseFolder = Folder.FullPath, ReadVariable = Variables.GetValueOrDefault },
        access,
        TimeProvider.System,
        CancellationToken.None);

    /// <summary>A process that runs over the story, and dies where it is told to.</summary>
    public Process Run(int throttle, RunMode mode = RunMode.Default, string point = "", int nth = 1, string kind = "clip") => Start(
        "tests/StoryVideo.CrashTest",
        "StoryVideo.CrashTest",
        [Database, Assets, throttle.ToString(CultureInfo.InvariantCulture), mode.ToString(), point, nth.ToString(CultureInfo.InvariantCulture), Service.Provider, Service.Model, Service.Format.Resolution, kind]);

    /// <summary>The real program.</summary>
    public Process Storyvideo(params string[] args) => Start(
        "src/StoryVideo.Cli",
        "storyvideo",
        args is ["run", ..] ? [.. args, "--provider", Service.Provider, "--model", Service.Model, "--resolution", Service.Format.Resolution] : args,
        ("STORYVIDEO_DATABASE", Database), ("STORYVIDEO_ASSETS", Assets));

    public async Task<IReadOnlyList<Take>> TakesAsync(params TakeState[] states)
    {
        using Studio studio = await OpenAsync(StoreAccess.Read);
        return await new ReadTakes(studio)
            .ReadAsync(new TakeFilter { StoryId = Bundle.StoryId, States = states }, CancellationToken.None)
            .ToListAsync();
    }

    public async Task<Spending> SpendingAsync()
    {
        using Studio studio = await OpenAsync(StoreAccess.Read);
        return await studio.Ledger.SumAsync(Bundle.StoryId, null, CancellationToken.None);
    }

    public async Task<IReadOnlyList<ShotState>> StatesAsync()
    {
        using Studio studio = await OpenAsync(StoreAccess.Read);
        Story story = await new FindStories(studio).GetAsync(Bundle.StoryId, CancellationToken.None);
        return await new ReadShotStates(studio).ReadAsync(story, ShotFilter.All, CancellationToken.None).ToListAsync();
    }

    /// <summary>Operations that the service took on for each shot, by <c>s1#2</c>.</summary>
    public ILookup<string, string> Submissions() =>
        Fake.Submissions.ToLookup(static s => ShotOf(s.Prompt), static s => s.Operation, StringComparer.Ordinal);

    /// <summary>Waits for the end of a process and tells what it said.</summary>
    public static async Task<CommandResult> EndAsync(Process process)
    {
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new CommandResult(process.ExitCode, await output, await error);
    }

    /// <summary>Whatever an ended process had sent has arrived: the service has been quiet for a while.</summary>
    public async Task SettledAsync()
    {
        int before = -1;
        while (before != Fake.Requests.Count)
        {
            before = Fake.Requests.Count;
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Fake.DisposeAsync();
        await _store.DisposeAsync();
        Folder.Dispose();
    }

    private static string Payload(string scenelet, int index) =>
        $$$"""{"framingAndAngle": "shot {{{scenelet}}}#{{{index}}}!", "referencedDesigns": {"characters": ["mara"], "environments": ["pond"]}, "audioAndNarrative": [{"source": "mara", "line": "Here."}]}""";

    private static string ShotOf(string prompt)
    {
        int start = prompt.IndexOf("\"shot ", StringComparison.Ordinal) + "\"shot ".Length;
        return prompt[start..prompt.IndexOf('!', start)];
    }

    // In the folder that it was built into: beside these tests it would lack what they have from their own framework.
    private static string Find(string project, string program)
    {
        DirectoryInfo own = new(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        return Path.Combine(
            TestPaths.Repository, project, "bin", own.Parent!.Name, own.Name, OperatingSystem.IsWindows() ? program + ".exe" : program);
    }

    private Process Start(string project, string program, string[] args, params ReadOnlySpan<(string Name, string Value)> more)
    {
        // A shell that runs tests in the background has them ignore Ctrl+C, and with them whatever they start.
        string built = Find(project, program);
        (string file, string[] all) = OperatingSystem.IsLinux() ? ("/usr/bin/env", ["--default-signal=INT", built, .. args]) : (built, args);
        ProcessStartInfo start = new(file, all)
        {
            WorkingDirectory = Folder.FullPath,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach ((string name, string value) in Variables)
        {
            start.Environment[name] = value;
        }

        foreach ((string name, string value) in more)
        {
            start.Environment[name] = value;
        }

        // Whoever is killed leaves its debugger's pipes in the temporary folder, where it has any.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        return Process.Start(start)!;
    }
}
