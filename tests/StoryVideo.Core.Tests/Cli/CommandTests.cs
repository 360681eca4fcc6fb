using System.Text.Json;
using StoryVideo.Core.Tests.Support;
using StoryVideo.Ledger;
using StoryVideo.Storage;
using StoryVideo.Tasks;
using StoryVideo.Tasks.Runs;

namespace StoryVideo.Core.Tests.Cli;

/// <summary>The happy path of every other command.</summary>
public sealed class CommandTests
{
    [Fact]
    public async Task Import_says_what_came_in_and_a_second_one_that_nothing_is_new()
    {
        using CommandLine cli = new();
        new SampleBundle().WriteTo(cli.Folder, "bundle");

        CommandResult first = await cli.RunAsync("import", "bundle");
        CommandResult second = await cli.RunAsync("import", cli.Folder.PathOf("bundle/story.json"));

        first.Ends(0);
        Assert.Equal("The Lamp (42): 2 scenelets, 3 shots (3 new), 7 files copied.\n", first.Out);
        Assert.Equal("The Lamp (42): 2 scenelets, 3 shots (0 new), 0 files copied.\n", second.Out);
    }

    [Fact]
    public async Task Status_tells_every_shot_and_with_more_than_one_story_the_stories()
    {
        using CommandLine cli = await CommandLine.WithStoryAsync();
        (await cli.RunAsync("run", "create-shot-video", "--provider", "rehearsal", "--shot", "2")).Ends(0);

        CommandResult shots = await cli.RunAsync("status");
        shots.Ends(0, "The Lamp (42)", "2 missing", "1 rehearsed", "Spent $0.00");
        Assert.Matches(@"(?m)^s1#2 +rehearsed +veo-3\.1-generate-preview +\$0\.00 +[0-9a-f]{32}", shots.Out);

        new SampleBundle { StoryId = "43", Title = "Another" }.WriteTo(cli.Folder, "43");
        (await cli.RunAsync("import", "43")).Ends(0);
        CommandResult stories = await cli.RunAsync("status");
        Assert.Matches(@"(?m)^Another +3 +0 +43$", stories.Out);
        Assert.Matches(@"(?m)^The Lamp +3 +1 +42$", stories.Out);
    }

    [Fact]
    public async Task Models_lists_the_catalog_with_what_can_be_used()
    {
        using CommandLine cli = new();
        CommandResult result = await cli.RunAsync("models");
        result.Ends(0);
        Assert.Matches(@"(?m)^veo-3\.1-generate-preview +gemini +yes +ends 2026-10-22, then gemini-omni-1\.1-flash +720p \$3\.20, 1080p \$3\.20, 4k \$4\.80 +3 +4 6 8 +16:9 9:16 +2026-10-07$", result.Out);
        Assert.Matches(@"(?m)^rehearsal-clip +rehearsal +yes +in service +free", result.Out);
        Assert.Matches(@"(?m)^grok-imagine-video-1\.5 +grok +yes .* 480p \$0\.64, 720p \$1\.12, 1080p \$2\.00 +7 +1-15 ", result.Out);
    }

    [Fact]
    public async Task Doctor_tells_what_is_there_and_how_to_get_the_rest_without_writing()
    {
        using CommandLine cli = await CommandLine.WithStoryAsync();
        string[] before = cli.Folder.Contents();

        CommandResult result = await cli.RunAsync("doctor");

        result.Ends(0);
        Assert.Matches(@"(?m)^database +ok +.*storyvideo\.db: 1 story", result.Out);
        Assert.Matches(@"(?m)^Gemini key +optional +none.*GOOGLE_API_KEY", result.Out);
        Assert.Matches(@"(?m)^ffmpeg +optional +none.*apt-get install ffmpeg", result.Out);
        Assert.Matches(@"(?m)^default model +ok +veo-3\.1-generate-preview", result.Out);
        Assert.Equal(before, cli.Folder.Contents(), StringComparer.Ordinal);
    }

    [Fact]
    public async Task Doctor_in_an_empty_folder_makes_nothing_and_never_shows_a_key()
    {
        using CommandLine cli = new();
        cli.Variables["GEMINI_API_KEY"] = "a-key-that-nobody-may-see";

        CommandResult result = await cli.RunAsync("doctor");

        result.Ends(0);
        Assert.Contains("from GEMINI_API_KEY", result.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("a-key-that-nobody-may-see", result.Out, StringComparison.Ordinal);
        Assert.Empty(cli.Folder.Contents());
    }

    [Fact]
    public async Task Doctor_says_what_stands_in_the_way()
    {
        using CommandLine cli = new();
        cli.Folder.Write("storyvideo.db", "this is no database, though it is long enough to look like one at first sight");
        CommandResult result = await cli.RunAsync("doctor");
        result.Ends(1);
        Assert.Matches(@"(?m)^database +missing +.*cannot be opened.*--database", result.Out);
    }

    [Fact]
    public async Task Takes_lists_every_attempt_and_by_state()
    {
        using CommandLine cli = await CommandLine.WithStoryAsync();
        string[] make = ["run", "create-shot-video", "--provider", "rehearsal", "--scenelet", "s2", "--mode", "override"];
        (await cli.RunAsync(make)).Ends(0);
        (await cli.RunAsync(make)).Ends(0);

        CommandResult all = await cli.RunAsync("takes");
        CommandResult none = await cli.RunAsync("takes", "--state", "unknown", "--state", "written-off");

        all.Ends(0);
        Assert.Equal(2, all.Out.Split("s2#1").Length - 1);
        Assert.Single(all.Out.Split('\n'), static row => row.Contains("succeeded *", StringComparison.Ordinal));
        none.Ends(0);
        Assert.DoesNotContain("s2#1", none.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Takes_lists_images_as_well_and_says_what_each_take_is_of()
    {
        using CommandLine cli = await CommandLine.WithStoryAsync();
        string[] free = ["--provider", "rehearsal", "--mode", "override"];
        (await cli.RunAsync(["run", "create-visual-reference-image", .. free])).Ends(0);
        (await cli.RunAsync(["run", "create-shot-image", "--scenelet", "s2", .. free])).Ends(0);
        (await cli.RunAsync(["run", "create-shot-video", "--scenelet", "s2", .. free])).Ends(0);

        CommandResult all = await cli.RunAsync("takes");
        CommandResult narrowed = await cli.RunAsync("takes", "--scenelet", "s2");
        CommandResult other = await cli.RunAsync("takes", "--scenelet", "s1");
        CommandResult lines = await cli.RunAsync("takes", "--json");

        all.Ends(0);
        Assert.Matches("(?m)^model sheet ", all.Out);
        Assert.Matches("(?m)^environment reference ", all.Out);
        Assert.Matches("(?m)^key frame s2#1 ", all.Out);
        Assert.Matches("(?m)^s2#1 ", all.Out);
        Assert.DoesNotContain("model sheet", narrowed.Out, StringComparison.Ordinal);
        Assert.Matches("(?m)^key frame s2#1 ", narrowed.Out);
        Assert.DoesNotContain("s2#1", other.Out, StringComparison.Ordinal);
        JsonElement sheet = lines.Lines.First(static l => l.TryGetProperty("character", out _));
        Assert.Equal("modelSheet", sheet.GetProperty("asset").GetString());
        Assert.Equal(1, sheet.GetProperty("index").GetInt32());
        Assert.False(sheet.TryGetProperty("shot", out _));
    }

    [Theory]
    [InlineData("status")]
    [InlineData("takes")]
    [InlineData("status", "--json")]
    [InlineData("takes", "--json")]
    public async Task A_filter_that_fits_no_shot_is_said_and_refused(params string[] command)
    {
        using CommandLine cli = await CommandLine.WithStoryAsync();

        CommandResult none = await cli.RunAsync([.. command, "--scenelet", "nope"]);

        none.Ends(3);
        Assert.Contains("fits these filters", none.Out + none.Err, StringComparison.Ordinal);
        Assert.Empty(command.Contains("--json", StringComparer.Ordinal) ? none.Out.Trim() : "");
        (await cli.RunAsync([.. command, "--shot", "99"])).Ends(3);
        (await cli.RunAsync([.. command, "--scenelet", "s2"])).Ends(0);
        (await cli.RunAsync(command)).Ends(0);
    }

    [Fact]
    public async Task Takes_are_narrowed_by_the_label_of_a_scenelet()
    {
        using CommandLine cli = await CommandLine.WithStoryAsync();
        (await cli.RunAsync("run", "create-shot-video", "--provider", "rehearsal", "--scenelet", "s1", "--mode", "override")).Ends(0);
        Assert.Contains("s1#1", (await cli.RunAsync("takes", "--scenelet", "Arr*")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Budget_sets_shows_and_takes_away_a_storys_cap()
    {
        using CommandLine cli = await CommandLine.WithStoryAsync();

        CommandResult set = await cli.RunAsync("budget", "--story", "The Lamp", "--max-cost", "12.50");
        CommandResult shown = await cli.RunAsync("budget");
        CommandResult taken = await cli.RunAsync("budget", "--none");

        set.Ends(0);
        Assert.Matches(@"(?m)^cap +\$12\.50$", set.Out);
        Assert.Matches(@"(?m)^cap +\$12\.50$", shown.Out);
        Assert.Matches(@"(?m)^to make: 3 shots, one take each +\$9\.60$", shown.Out);
        Assert.Matches(@"(?m)^cap +none$", taken.Out);
    }

    [Fact]
    public async Task Resolve_settles_a_take_whose_answer_was_lost()
    {
        using CommandLine cli = await CommandLine.WithStoryAsync();
        string take = await LoseAsync(cli);
        (await cli.RunAsync("status")).Ends(0, "1 unknown", "unknown $3.20", "storyvideo resolve");
        CommandResult run = await cli.RunAsync("run", "create-shot-video", "--dry-run", "--json", "--scenelet", "s2");
        Assert.Equal("s2#1 unknown", run.Shots("status"));

        CommandResult settled = await cli.RunAsync("resolve", take, "--write-off");

        settled.Ends(0);
        Assert.Contains($"take {take} is now written-off", settled.Out, StringComparison.Ordinal);
        (await cli.RunAsync("resolve", take, "--write-off")).Ends(3, take);
        (await cli.RunAsync("resolve", "no-such-take", "--write-off")).Ends(3, "no-such-take");
    }

    private static async Task<string> LoseAsync(CommandLine cli)
    {
        using Studio studio = await cli.OpenAsync(StoreAccess.Write);
        ReserveOutcome outcome = await studio.Ledger.ReserveAsync(
            new TakeReservation
            {
                Asset = AssetKey.Video("42", "s2", 1),
                Provider = "gemini",
                Model = SamplePlans.Veo,
                Parameters = new Dictionary<string, string>(StringComparer.Ordinal),
                Fingerprint = TakeFingerprint.Of([]),
                CostUsd = 3.20m,
                RunId = "a-run",
                Owner = TakeOwners.Own,
            },
            CancellationToken.None);
        string id = Assert.IsType<ReserveOutcome.Reserved>(outcome).Take.Id;
        await studio.Ledger.MoveAsync(id, TakeState.Unknown, TakeChange.None, CancellationToken.None);
        return id;
    }

    [Fact]
    public async Task What_is_listed_is_listed_for_scripts_too_one_object_a_line()
    {
        using CommandLine cli = await CommandLine.WithStoryAsync();
        (await cli.RunAsync("run", "create-shot-video", "--provider", "rehearsal", "--shot", "2")).Ends(0, "1 shot to rehearse", "1 shot: 1 succeeded");

        CommandResult status = await cli.RunAsync("status", "--json");
        Assert.Equal("s1#1 missing, s1#2 rehearsed, s2#1 missing", status.Shots("state"));
        Assert.Equal("""{"missing":2,"rehearsed":1,"spentUsd":0,"reservedUsd":0,"unknownUsd":0}""", status.Summary.GetRawText());

        JsonElement take = Assert.Single((await cli.RunAsync("takes", "--json")).Lines);
        Assert.Equal(status.Shot("s1#2").GetProperty("takeId").GetString(), take.GetProperty("takeId").GetString());
        Assert.True(take.GetProperty("selected").GetBoolean());

        CommandResult models = await cli.RunAsync("models", "--json");
        JsonElement veo = Assert.Single(models.Lines, static m =>
            m.GetProperty("model").GetString() == "veo-3.1-generate-preview" && m.GetProperty("provider").GetString() == "gemini");
        Assert.Equal("2026-10-22", veo.GetProperty("shutdownOn").GetString());
        Assert.Contains(veo.GetProperty("prices").EnumerateArray(), static p =>
            p.GetProperty("resolution").GetString() == "1080p" && p.GetProperty("usdPerSecond").GetDecimal() == 0.40m);

        CommandResult doctor = await cli.RunAsync("doctor", "--json");
        Assert.Contains(doctor.Lines, static c => c.GetProperty("check").GetString() == "database" && c.GetProperty("state").GetString() == "ok");

        new SampleBundle { StoryId = "43", Title = "Another" }.WriteTo(cli.Folder, "43");
        (await cli.RunAsync("import", "43")).Ends(0);
        CommandResult stories = await cli.RunAsync("status", "--json");
        Assert.Equal(["43 3 0", "42 3 1"], stories.Lines.Select(static s =>
            $"{s.GetProperty("story").GetString()} {s.GetProperty("shots").GetInt32()} {s.GetProperty("clips").GetInt32()}"), StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_price_is_named_only_where_something_is_made()
    {
        using CommandLine cli = await CommandLine.WithStoryAsync();
        (await cli.RunAsync("run", "create-shot-video", "--provider", "rehearsal", "--shot", "2")).Ends(0);

        CommandResult plan = await cli.RunAsync("run", "create-shot-video", "--provider", "rehearsal", "--dry-run", "--json");

        Assert.Equal("s1#1 3.20, s1#2 0, s2#1 3.20", plan.Shots("estimatedCostUsd"));
        Assert.Equal(6.40m, plan.Summary.GetProperty("estimatedCostUsd").GetDecimal());
    }
}
