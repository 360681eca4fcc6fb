using StoryVideo.Core.Tests.Support;

namespace StoryVideo.Core.Tests.Cli;

/// <summary>What is refused before anything is spent ends with 3 and says what would help.</summary>
public sealed class RefusalTests
{
    [Fact]
    public async Task Without_a_key_a_paid_run_says_which_variable_to_set_and_how_to_rehearse()
    {
        using CommandLine cli = await CommandLine.WithStoryAsync();

        CommandResult result = await cli.RunAsync("run", "create-shot-video", "--json");

        result.Ends(3, "GOOGLE_API_KEY", "GEMINI_API_KEY", "--provider rehearsal", "Nothing was sent");
        string[] lines = result.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines[..^1], static line =>
        {
            Assert.Contains("\"status\":\"blocked\"", line, StringComparison.Ordinal);
            Assert.Contains("GOOGLE_API_KEY", line, StringComparison.Ordinal);
        });
        Assert.Contains("\"spentUsd\":0", lines[^1], StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(cli.Folder.Root, "*.mp4", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("check")]
    [InlineData("repair")]
    [InlineData("report")]
    public async Task A_scenelet_that_is_not_there_is_never_silence(string command)
    {
        using CommandLine cli = await CommandLine.WithStoryAsync();

        (await cli.RunAsync(command, "--scenelet", "s9")).Ends(3, "No shot of 'The Lamp' fits these filters.");
    }

    [Theory]
    [InlineData("No story fits 'The Lump'", "'The Lamp' (42)", "--story", "The Lump")]
    [InlineData("No story fits ''", "'The Lamp' (42)", "--story", "")]
    [InlineData("No shot of 'The Lamp' fits", "", "--scenelet", "s9")]
    [InlineData("No shot of 'The Lamp' fits", "", "--scenelet", "")]
    [InlineData("No shot of 'The Lamp' fits", "", "--shot", "99")]
    [InlineData("'veo-9' is not in the catalog", "Known: veo-3.1-generate-preview", "--model", "veo-9")]
    [InlineData("makes images", "veo-3.1-generate-preview", "--model", "gemini-3-pro-image")]
    [InlineData("The prompts folder", "does not exist", "--prompts", "nowhere")]
    [InlineData("There is no database at", "storyvideo import", "--database", "other.db")]
    [InlineData("The database is an empty text", "", "--database", "")]
    [InlineData("The PostgreSQL address cannot be read", "postgres://user:password@host", "--database", "postgres://:::/x")]
    public async Task What_does_not_fit_is_told_with_what_there_is(string words, string more, params string[] options)
    {
        using CommandLine cli = await CommandLine.WithStoryAsync();
        string[] before = cli.Folder.Contents();

        CommandResult result = await cli.RunAsync(["run", "create-shot-video", "--dry-run", "--json", .. options]);

        result.Ends(3, words, more);
        Assert.Empty(result.Out);
        Assert.Equal(before, cli.Folder.Contents(), StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_model_whose_wire_format_nobody_speaks_here_is_refused_with_those_that_can_be_used()
    {
        using CommandLine cli = await CommandLine.WithStoryAsync();

        CommandResult result = await cli.RunAsync("run", "create-shot-image", "--dry-run", "--json", "--model", "grok-imagine-image");

        result.Ends(3, "which this version does not", "It can use: gemini-");
        Assert.Empty(result.Out);
    }

    [Fact]
    public async Task Of_more_than_one_story_one_must_be_named_and_a_title_that_is_named_whole_is_meant()
    {
        using CommandLine cli = await CommandLine.WithStoryAsync();
        await ImportAsync(cli, "43", "The Lamp?");
        await ImportAsync(cli, "44", "The Lampx");

        (await cli.RunAsync("run", "create-shot-video", "--dry-run")).Ends(3, "There is more than one story", "'The Lamp' (42)", "(43)");
        (await cli.RunAsync("run", "create-shot-video", "--dry-run", "--story", "The*")).Ends(3, "More than one story fits 'The*'");
        CommandResult whole = await cli.RunAsync("run", "create-shot-video", "--dry-run", "--json", "--story", "the lamp?");
        whole.Ends(0);
        Assert.Equal("43", whole.Shot("s1#1").GetProperty("story").GetString());
    }

    [Fact]
    public async Task A_bundle_that_is_wrong_is_refused_whole_with_every_problem_by_its_path()
    {
        using CommandLine cli = new();
        cli.Folder.Write("bundle/story.json", """{ "storyId": "", "displayName": 3, "visualDesignDocument": {}, "shots": [ { "sceneletId": "s1", "shotIndex": 0, "storyboardPayload": [] } ] }""");

        CommandResult result = await cli.RunAsync("import", "bundle");

        result.Ends(3, "$.storyId", "$.displayName", "$.shots[0].shotIndex", "$.shots[0].storyboardPayload");
        Assert.Empty(result.Out);
        Assert.False(File.Exists(cli.Folder.PathOf("storyvideo.db")), "A bundle that is refused makes no database.");
    }

    [Fact]
    public async Task Instructions_without_an_instruction_are_refused_by_name()
    {
        using CommandLine cli = await CommandLine.WithStoryAsync();
        cli.Folder.Write("own/shot-video.md", "No list item.");
        (await cli.RunAsync("run", "create-shot-video", "--dry-run", "--prompts", "own")).Ends(3, "shot-video.md has no instruction");
    }

    private static async Task ImportAsync(CommandLine cli, string id, string title)
    {
        new SampleBundle { StoryId = id, Title = title }.WriteTo(cli.Folder, id);
        (await cli.RunAsync("import", id)).Ends(0);
    }
}
