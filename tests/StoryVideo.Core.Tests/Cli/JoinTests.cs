using System.Text.Json;
using StoryVideo.Core.Tests.Providers;
using StoryVideo.Core.Tests.Support;
using StoryVideo.Media;

namespace StoryVideo.Core.Tests.Cli;

/// <summary>Films and frames from the command line.</summary>
public sealed class JoinTests
{
    [Fact]
    public async Task A_dry_run_shows_the_cut_list_and_writes_nothing()
    {
        using CommandLine cli = await RehearsedAsync();
        string[] before = Directory.GetFileSystemEntries(cli.Folder.Root, "*", SearchOption.AllDirectories);

        CommandResult table = await cli.RunAsync("join", "--dry-run", "--transition", "dissolve");
        CommandResult json = await cli.RunAsync("join", "--dry-run", "--json", "--transition", "dissolve", "--title", "The Lamp");

        table.Ends(0, "would be 00:00:23, 552 frames of 640×360", "Nothing was written.");
        Assert.Matches(@"00:00:07\.50 +s1#2 +8\.00 +dissolve 0\.5 s +own +shot-2\.mp4", table.Out);
        JsonElement film = Assert.Single(json.Lines);
        Assert.False(film.GetProperty("made").GetBoolean());
        Assert.Equal("title s1#1 s1#2 s2#1", string.Join(' ', film.GetProperty("cuts").EnumerateArray().Select(static c => c.GetProperty("name").GetString())));
        Assert.Equal((180, 12, "Dissolve"), (
            film.GetProperty("cuts")[2].GetProperty("startFrame").GetInt32() - 72,
            film.GetProperty("cuts")[1].GetProperty("transitionFrames").GetInt32(),
            film.GetProperty("cuts")[1].GetProperty("transition").GetString()));
        Assert.Equal(before, Directory.GetFileSystemEntries(cli.Folder.Root, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Missing_clips_refuse_the_film_and_name_the_shots()
    {
        using CommandLine cli = await RehearsedAsync();
        File.Delete(cli.Folder.PathOf("public/generated/42/shots/s1/shot-2.mp4"));

        (await cli.RunAsync("join")).Ends(3, "1 of 3 shots have no clip: s1#2.", "--allow-missing");
        (await cli.RunAsync("join", "--dry-run", "--allow-missing")).Ends(0, "s1#2 has no clip; its key frame stands in its place.");
    }

    [Fact]
    public async Task Without_ffmpeg_a_film_is_refused_in_words()
    {
        using CommandLine cli = await RehearsedAsync();

        (await cli.RunAsync("join")).Ends(1, "This machine has no ffmpeg.");
        (await cli.RunAsync("frames")).Ends(1, "This machine has no ffmpeg.");
    }

    [SkippableFact]
    public async Task The_film_is_made_where_it_was_asked_for_and_its_figures_are_printed()
    {
        RehearsalBench.NeedFfmpeg();
        using CommandLine cli = await RehearsedAsync();
        cli.Variables.Remove("STORYVIDEO_FFMPEG");
        cli.Variables["PATH"] = Environment.GetEnvironmentVariable("PATH")!;

        CommandResult result = await cli.RunAsync("join", "--out", "out/film.mp4");
        CommandResult again = await cli.RunAsync("join", "--out", "out/film.mp4", "--json");

        result.Ends(0, "00:00:24, 576 frames of 640×360, 576 of them copied", "The film is silent.");
        Assert.Equal(cli.Folder.PathOf("out/film.mp4"), result.Out.Trim());
        Assert.True(File.Exists(cli.Folder.PathOf("out/film.mp4")));
        Assert.Equal((true, 0), (again.Lines[0].GetProperty("made").GetBoolean(), again.Lines[0].GetProperty("madePieces").GetInt32()));

        CommandResult frames = await cli.RunAsync("frames", "--scenelet", "s1", "--shot", "1", "--count", "2");
        frames.Ends(0);
        Assert.True(File.Exists(cli.Folder.PathOf("public/generated/42/frames/s1/shot-1_first.png")));
        Assert.True(File.Exists(cli.Folder.PathOf("public/generated/42/frames/s1/shot-1_last.png")));
    }

    [SkippableFact]
    public async Task A_film_that_its_peak_keeps_from_its_loudness_is_made_and_says_so()
    {
        Ffmpeg ffmpeg = RehearsalBench.NeedFfmpeg();
        using CommandLine cli = await RehearsedAsync();
        cli.Variables.Remove("STORYVIDEO_FFMPEG");
        cli.Variables["PATH"] = Environment.GetEnvironmentVariable("PATH")!;
        string click = "aevalsrc='0.01*sin(2*PI*440*t)+if(between(t,3,3.01),0.8*sin(2*PI*900*t),0)':d=24:s=48000";
        Assert.True((await ffmpeg.RunAsync(["-f", "lavfi", "-i", click, cli.Folder.PathOf("click.wav")], cli.Folder.Root, CancellationToken.None)).Succeeded);

        CommandResult result = await cli.RunAsync("join", "--music", "click.wav", "--json");

        result.Ends(0, "LUFS, not at -16.0: its highest peak allows no more");
        JsonElement film = Assert.Single(result.Lines);
        Assert.Equal("loudness-missed", Assert.Single(film.GetProperty("findings").EnumerateArray()).GetProperty("code").GetString());
        Assert.InRange(film.GetProperty("dbtp").GetDouble(), -3, -1);
    }

    [Theory]
    [InlineData("--transition", "wipe", "'wipe' is not one of cut, dissolve, fadeblack, jcut, lcut")]
    [InlineData("--loudness", "3", "'3' is not a number from -40 to -5")]
    [InlineData("--native-audio", "loud", "'loud' is not one of auto, keep, duck, mute")]
    public async Task What_cannot_be_is_wrong_usage(string option, string value, string said)
    {
        using CommandLine cli = new();
        (await cli.RunAsync("join", option, value)).Ends(2, said);
    }

    private static async Task<CommandLine> RehearsedAsync()
    {
        CommandLine cli = await CommandLine.WithStoryAsync();
        (await cli.RunAsync("run", "create-shot-video", "--provider", "rehearsal", "--json")).Ends(0);
        return cli;
    }
}
