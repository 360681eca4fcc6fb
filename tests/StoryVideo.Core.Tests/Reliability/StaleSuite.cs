using StoryVideo.Core.Tests.Support;
using StoryVideo.Storage;
using StoryVideo.Tasks;

namespace StoryVideo.Core.Tests.Reliability;

/// <summary>What has changed since a clip was made shows on exactly its shots, by name; nothing is re-made unasked.</summary>
public sealed class StaleSuite
{
    private static readonly Dictionary<string, (Func<CliBench, Task> Change, string Stale)> s_changes = new(StringComparer.Ordinal)
    {
        ["a character"] = (
            Import(static b => b.Visual = b.Visual.Replace("Red coat", "Green coat", StringComparison.Ordinal)),
            "s1#1: character rhea; s1#2: character rhea"),
        ["another character"] = (
            Import(static b => b.Visual = b.Visual.Replace("\"Friend\"", "\"Rival\"", StringComparison.Ordinal)),
            "s1#2: character cosmo; s2#1: character cosmo"),
        ["a character that no shot shows"] = (
            Import(static b => b.Visual = b.Visual.Replace("\"Extra\"", "\"Crowd\"", StringComparison.Ordinal)), ""),
        ["an environment"] = (
            Import(static b => b.Visual = b.Visual.Replace("\"warm\"", "\"cold\"", StringComparison.Ordinal)),
            "s1#1: environment studio; s1#2: environment studio"),
        ["the story's look"] = (
            Import(static b => b.Visual = b.Visual.Replace("\"calm\"", "\"tense\"", StringComparison.Ordinal)),
            "s1#1: global aesthetic; s1#2: global aesthetic; s2#1: global aesthetic"),
        ["what is never sent"] = (
            Import(static b => b.Visual = b.Visual.Replace("stays at home", "goes out", StringComparison.Ordinal)), ""),
        ["a storyboard"] = (
            Import(static b => b.Payloads["s1#2"] = b.Payloads["s1#2"].Replace("\"Wide\"", "\"Close\"", StringComparison.Ordinal)),
            "s1#2: storyboard"),
        ["a model sheet"] = (
            Overwrite("42/visuals/characters/cosmo/character-model-sheet.png"), "s1#2: model sheet cosmo; s2#1: model sheet cosmo"),
        ["an environment reference"] = (
            Overwrite("42/visuals/environments/jungle/environment-reference.png"), "s2#1: environment reference jungle"),
        ["a key frame"] = (Overwrite("42/shots/s1/shot-1_key_frame.png"), "s1#1: key frame"),
        ["the instructions"] = (
            static bench =>
            {
                bench.Cli.Folder.Write("prompts/shot-video.md", "- No captions.\n");
                bench.Cli.Variables["STORYVIDEO_PROMPTS"] = bench.Cli.Folder.PathOf("prompts");
                return Task.CompletedTask;
            },
            "s1#1: instructions; s1#2: instructions; s2#1: instructions"),
    };

    public static TheoryData<string> Changes => [.. s_changes.Keys];

    public static TheoryData<string> Options => ["", "--compact", "--exclude-key-frame", "--resolution 720p", "--resolution 4k", "--aspect 9:16", "--model veo-3.1-fast-generate-preview", "--provider rehearsal"];

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_change_shows_on_exactly_the_shots_that_depend_on_it_and_only_those_are_made_again_when_asked(string what)
    {
        (Func<CliBench, Task> change, string stale) = s_changes[what];
        await using CliBench bench = await CliBench.StartAsync();
        (await bench.RunAsync()).Ends(0, "3 succeeded");
        Assert.Equal("", await bench.StaleAsync());

        await change(bench);

        Assert.Equal(stale, await bench.StaleAsync());
        (await bench.RunAsync()).Ends(0, "3 skipped");
        Assert.Equal(3, bench.Fake.Submissions.Count);
        int changed = stale.Length == 0 ? 0 : stale.Split("; ").Length;
        (await bench.RunAsync("--stale")).Ends(changed == 0 ? 3 : 0, changed == 0 ? "No shot" : $"{changed} succeeded");
        Assert.Equal(3 + changed, bench.Fake.Submissions.Count);
        Assert.Equal("", await bench.StaleAsync());
    }

    [Theory]
    [MemberData(nameof(Options))]
    public async Task Nothing_is_born_stale(string options)
    {
        await using CliBench bench = await CliBench.StartAsync();
        (await bench.RunAsync(options.Split(' ', StringSplitOptions.RemoveEmptyEntries))).Ends(0, "3 succeeded");

        Assert.Equal("", await bench.StaleAsync());
        await bench.ImportAsync(static _ => { });
        Assert.Equal("", await bench.StaleAsync());
    }

    [SkippableFact]
    public async Task Nothing_is_born_stale_on_PostgreSQL()
    {
        await using GeminiBench bench = await GeminiBench.StartAsync(engine: StoreEngine.Postgres);
        await bench.RunAsync(new ShotVideoRequest { Compact = true });

        Assert.All(await bench.StatesAsync(), static s => Assert.Equal("done", s.State));
    }

    [Fact]
    public async Task A_model_or_a_format_that_is_named_tells_on_clips_of_another_one_and_they_are_made_again_only_when_asked()
    {
        await using CliBench bench = await CliBench.StartAsync();
        (await bench.RunAsync()).Ends(0, "3 succeeded");
        (await bench.RunAsync("--scenelet", "s2", "--mode", "override", "--model", "veo-3.1-fast-generate-preview")).Ends(0);

        Assert.Equal("", await bench.StaleAsync());
        Assert.Equal("s1#1: model; s1#2: model", await bench.StaleAsync("--model", "veo-3.1-fast-generate-preview"));
        Assert.Equal("s1#1: format; s1#2: format; s2#1: format", await bench.StaleAsync("--resolution", "720p"));
        (await bench.RunAsync("--model", "veo-3.1-fast-generate-preview")).Ends(0, "3 skipped");
        (await bench.RunAsync("--stale", "--model", "veo-3.1-fast-generate-preview")).Ends(0, "2 succeeded");
        Assert.Equal("", await bench.StaleAsync("--model", "veo-3.1-fast-generate-preview"));
        Assert.Equal(6, bench.Fake.Submissions.Count);
    }

    private static Func<CliBench, Task> Import(Action<SampleBundle> change) => bench => bench.ImportAsync(change);

    private static Func<CliBench, Task> Overwrite(string image) => bench =>
    {
        bench.Cli.Folder.Write($"public/generated/{image}", [.. SampleFolder.Png, 7]);
        return Task.CompletedTask;
    };
}
