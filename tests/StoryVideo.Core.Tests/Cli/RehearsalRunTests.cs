using System.Text.Json;
using StoryVideo.Core.Tests.Support;

namespace StoryVideo.Core.Tests.Cli;

/// <summary>Runs that make clips, for nothing.</summary>
public sealed class RehearsalRunTests
{
    private static readonly string[] s_rehearse = ["run", "create-shot-video", "--provider", "Rehearsal", "--json"];

    [Fact]
    public async Task Every_shot_gets_its_clip_and_a_line_with_its_take()
    {
        using CommandLine cli = await CommandLine.WithStoryAsync();

        CommandResult result = await cli.RunAsync(s_rehearse);

        result.Ends(0, "ffmpeg", "3 shots: 3 succeeded");
        Assert.Equal("s1#1 succeeded, s1#2 succeeded, s2#1 succeeded", result.Shots("status"));
        Assert.All(result.Lines[..^1], line =>
        {
            Assert.Equal("rehearsal", line.GetProperty("provider").GetString());
            Assert.Equal(SamplePlans.Veo, line.GetProperty("model").GetString());
            Assert.NotEmpty(line.GetProperty("takeId").GetString()!);
            Assert.NotEmpty(line.GetProperty("operation").GetString()!);
            Assert.True(File.Exists(line.GetProperty("file").GetString()));
            Assert.Equal(JsonValueKind.Null, line.GetProperty("error").ValueKind);
        });
        Assert.Equal(cli.Folder.PathOf("public/generated/42/shots/s1/shot-2.mp4"), result.Shot("s1#2").GetProperty("file").GetString());
        Assert.Equal(("9.60", "0"), (result.Summary.GetProperty("estimatedCostUsd").GetRawText(), result.Summary.GetProperty("spentUsd").GetRawText()));
    }

    [Fact]
    public async Task A_second_run_skips_what_exists_and_an_override_keeps_the_earlier_take()
    {
        using CommandLine cli = await CommandLine.WithStoryAsync();
        (await cli.RunAsync(s_rehearse)).Ends(0);

        CommandResult again = await cli.RunAsync(s_rehearse);
        Assert.Equal("s1#1 skipped, s1#2 skipped, s2#1 skipped", again.Shots("status"));
        Assert.Equal("0", again.Summary.GetProperty("estimatedCostUsd").GetRawText());

        string clip = cli.Folder.PathOf("public/generated/42/shots/s2/shot-1.mp4");
        byte[] earlier = [.. await File.ReadAllBytesAsync(clip), 0, 0, 0, 8, (byte)'f', (byte)'r', (byte)'e', (byte)'e'];
        await File.WriteAllBytesAsync(clip, earlier);
        CommandResult anew = await cli.RunAsync([.. s_rehearse, "--mode", "override", "--scenelet", "s2"]);
        Assert.Equal("s2#1 succeeded", anew.Shots("status"));
        Assert.NotEqual(again.Shot("s2#1").GetProperty("takeId").GetString(), anew.Shot("s2#1").GetProperty("takeId").GetString(), StringComparer.Ordinal);
        string kept = Assert.Single(Directory.GetFiles(cli.Folder.PathOf("public/generated/42/shots/s2/takes")));
        Assert.Equal(again.Shot("s2#1").GetProperty("takeId").GetString() + ".mp4", Path.GetFileName(kept));
        Assert.Equal(earlier, await File.ReadAllBytesAsync(kept));
    }

    [Fact]
    public async Task Missing_means_without_a_clip_on_disk()
    {
        using CommandLine cli = await CommandLine.WithStoryAsync();
        (await cli.RunAsync(s_rehearse)).Ends(0);
        File.Delete(cli.Folder.PathOf("public/generated/42/shots/s1/shot-2.mp4"));

        Assert.Equal("s1#2", (await cli.RunAsync([.. s_rehearse, "--missing"])).Addresses());
    }

    [Fact]
    public async Task Stale_means_changed_since_the_clip_was_made()
    {
        using CommandLine cli = await CommandLine.WithStoryAsync();
        (await cli.RunAsync(s_rehearse)).Ends(0);
        SampleBundle changed = new() { Visual = SampleStory.With(SampleStory.Visual, "warm", "cool") };
        changed.WriteTo(cli.Folder, "changed");
        (await cli.RunAsync("import", "changed")).Ends(0);

        Assert.Equal("s1#1 s1#2", (await cli.RunAsync("run", "create-shot-video", "--dry-run", "--json", "--stale", "--provider", "rehearsal")).Addresses());
        CommandResult status = await cli.RunAsync("status");
        Assert.Contains("changed since: environment studio", status.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shot_that_cannot_be_made_does_not_keep_the_others_and_the_exit_code_says_so()
    {
        using CommandLine cli = await CommandLine.WithStoryAsync(static b =>
        {
            b.Payloads["s1#1"] = SampleStory.Referring(["nobody"], []);
            b.Images.Remove("42/visuals/characters/cosmo/character-model-sheet.png");
            b.Payloads["s1#2"] = SampleStory.Referring(["rhea"], []);
        });

        CommandResult result = await cli.RunAsync(s_rehearse);

        result.Ends(1, "error: s1#1: no character 'nobody'", "error: s2#1: the model sheet of character 'cosmo' is not on disk");
        Assert.Equal("s1#1 blocked, s1#2 succeeded, s2#1 blocked", result.Shots("status"));
        Assert.True(result.Err.LastIndexOf("error:", StringComparison.Ordinal) < result.Err.IndexOf("submitting", StringComparison.Ordinal), result.Err);
    }

    [Fact]
    public async Task Where_no_shot_can_be_begun_it_is_refused()
    {
        using CommandLine cli = await CommandLine.WithStoryAsync(static b => b.Payloads["s2#1"] = SampleStory.Referring(["nobody"], []));
        (await cli.RunAsync([.. s_rehearse, "--scenelet", "s2"])).Ends(3, "no character 'nobody'", "1 shot: 1 blocked");
    }

    [Fact]
    public async Task A_cancelled_run_says_so_and_what_is_in_flight()
    {
        using CommandLine cli = await CommandLine.WithStoryAsync();
        using CancellationTokenSource stop = new();
        await stop.CancelAsync();

        CommandResult result = await cli.RunAsync(stop.Token, s_rehearse);

        result.Ends(130, "Cancelled.");
        Assert.Empty(Directory.GetFiles(cli.Folder.Root, "*.mp4", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Results_are_a_table_in_the_order_of_the_story_where_nobody_asks_for_JSON()
    {
        using CommandLine cli = await CommandLine.WithStoryAsync();

        CommandResult result = await cli.RunAsync("run", "create-shot-video", "--provider", "rehearsal", "--throttle", "3");

        result.Ends(0);
        string[] rows = result.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, rows.Length);
        Assert.Matches(@"^s1#1 +succeeded +rhea, studio, key frame +\$3\.20 +public/generated/42/shots/s1/shot-1\.mp4$", rows[1]);
        Assert.StartsWith("s2#1", rows[3], StringComparison.Ordinal);
    }
}
