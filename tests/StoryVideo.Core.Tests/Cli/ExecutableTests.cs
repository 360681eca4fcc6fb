using StoryVideo.Core.Tests.Support;

namespace StoryVideo.Core.Tests.Cli;

/// <summary>The built program, as a shell starts it.</summary>
public sealed class ExecutableTests : IDisposable
{
    private readonly SampleFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_demo_makes_its_clips_without_ffmpeg_and_skips_them_the_second_time()
    {
        CommandResult first = await ChildProgram.RunAsync(_folder.Root, "demo", "--json");
        CommandResult second = await ChildProgram.RunAsync(_folder.Root, "demo", "--into", "storyvideo-demo");

        first.Ends(0, "8 shots", "ffmpeg", "8 succeeded", "status --database storyvideo-demo/storyvideo.db");
        Assert.Equal(8, first.Summary.GetProperty("succeeded").GetInt32());
        Assert.All(first.Lines[..^1], static line => Assert.True(new FileInfo(line.GetProperty("file").GetString()!).Length > 1000));
        second.Ends(0, "8 skipped");
        Assert.Equal(8, second.Out.Split(" skipped ").Length - 1);
        Assert.Matches(@"(?m)^s1#1 +skipped +tilda, lantern-harbour, key frame +\$0\.00 +storyvideo-demo/public/generated/\S+/shots/s1/shot-1\.mp4$", second.Out);
    }

    [Fact]
    public async Task Output_is_UTF8_whatever_the_locale_and_holds_nothing_but_JSON()
    {
        (await ChildProgram.RunAsync(_folder.Root, "import", Path.Combine(TestPaths.Fixtures, "moon-to-tea"))).Ends(0);
        Dictionary<string, string> latin = new(StringComparer.Ordinal) { ["LC_ALL"] = "en_US.ISO-8859-1", ["LANG"] = "en_US.ISO-8859-1" };

        CommandResult result = await ChildProgram.RunAsync(_folder.Root, latin, "run", "create-shot-video", "--dry-run", "--json");

        result.Ends(0);
        Assert.Equal(9, result.Lines.Length);
        Assert.Contains("Sou’wester", result.Shot("s1#1").GetProperty("prompt").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exit_codes_reach_the_shell()
    {
        (await ChildProgram.RunAsync(_folder.Root, "run", "create-shot-video", "--shot", "x")).Ends(2, "is not a shot index");
        (await ChildProgram.RunAsync(_folder.Root, "status")).Ends(3, "There is no database at");
        Assert.Empty(_folder.Contents());
    }
}
