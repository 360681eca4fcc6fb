using StoryVideo.Core.Tests.Support;
using StoryVideo.Storage;
using StoryVideo.Tasks;

namespace StoryVideo.Core.Tests.Tasks;

public sealed class CheckSetupTests() : StoreTests(StoreEngine.Sqlite)
{
    private StudioBench Bench => field ??= new StudioBench(Folder, Store);

    [Fact]
    public async Task On_an_empty_machine_nothing_stands_in_the_way_and_every_lack_has_a_remedy()
    {
        IReadOnlyList<SetupCheck> checks = await CheckAsync();

        Assert.Equal(
            ".NET database assets folder Gemini key Vertex credentials xAI key ffmpeg ffprobe default model", string.Join(' ', checks.Select(static c => c.Name)));
        Assert.DoesNotContain(checks, static c => c.State == SetupState.Missing);
        Assert.All(checks.Where(static c => c.State == SetupState.Optional), static c => Assert.NotNull(c.Remedy));
        Assert.Equal(7, checks.Count(static c => c.State == SetupState.Optional));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Folder.FullPath));
    }

    [Fact]
    public async Task What_is_there_is_told_and_the_key_only_by_where_it_comes_from()
    {
        const string Sentinel = "sentinel-key-0123456789";
        await Bench.ImportAsync();
        Bench.Variables["GEMINI_API_KEY"] = Sentinel;
        Bench.Variables["XAI_API_KEY"] = "xai-" + Sentinel;
        Bench.Variables["STORYVIDEO_FFMPEG"] = Folder.Write("ffmpeg", [1]);
        Folder.Write(OperatingSystem.IsWindows() ? "ffprobe.exe" : "ffprobe", [1]);

        IReadOnlyList<SetupCheck> checks = await CheckAsync();

        Assert.All(checks.Where(static c => c.Name != "Vertex credentials"), static c => Assert.Equal(SetupState.Ok, c.State));
        Assert.Contains("1 story", Of(checks, "database").Detail, StringComparison.Ordinal);
        Assert.Contains("GEMINI_API_KEY", Of(checks, "Gemini key").Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(checks, static c => c.ToString().Contains(Sentinel, StringComparison.Ordinal));
        Assert.Contains("veo-3.1-generate-preview", Of(checks, "default model").Detail, StringComparison.Ordinal);
        Assert.Contains("$3.20", Of(checks, "default model").Detail, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(Bench.Asset(""), ".storyvideo-*"));
    }

    [Fact]
    public async Task An_ffmpeg_without_its_ffprobe_is_told_from_none_at_all()
    {
        Bench.Variables["STORYVIDEO_FFMPEG"] = Folder.Write("ffmpeg", [1]);

        SetupCheck probe = Of(await CheckAsync(), "ffprobe");

        Assert.Equal(SetupState.Optional, probe.State);
        Assert.Contains("none beside", probe.Detail, StringComparison.Ordinal);
        Assert.Contains("STORYVIDEO_FFMPEG", probe.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_cannot_be_read_stands_in_the_way()
    {
        Folder.Write("storyvideo.db", [.. Enumerable.Repeat((byte)'x', 4096)]);

        SetupCheck database = Of(await CheckAsync(), "database");

        Assert.Equal(SetupState.Missing, database.State);
        Assert.Contains("--database", database.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_where_the_assets_folder_should_be_stands_in_the_way()
    {
        Folder.Write("assets", [1]);

        SetupCheck assets = Of(await CheckAsync(), "assets folder");

        Assert.Equal(SetupState.Missing, assets.State);
        Assert.Contains("--assets", assets.Remedy, StringComparison.Ordinal);
    }

    private static SetupCheck Of(IReadOnlyList<SetupCheck> checks, string name) => Assert.Single(checks, c => c.Name == name);

    private async Task<IReadOnlyList<SetupCheck>> CheckAsync() =>
        await new CheckSetup(Bench.Settings, Bench.Time).RunAsync().ToListAsync();
}
