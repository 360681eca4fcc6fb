using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using StoryVideo.Core.Tests.Support;

namespace StoryVideo.Core.Tests.Cli;

/// <summary>A dry run shows exactly what would be sent, and does nothing.</summary>
public sealed class DryRunTests
{
    private static readonly string[] s_dryRun = ["run", "create-shot-video", "--dry-run", "--json"];

    [Fact]
    public async Task Every_line_has_the_agreed_fields_with_the_agreed_types_and_the_last_is_the_summary()
    {
        using CommandLine cli = await CommandLine.WithStoryAsync(static b => b.Images.Remove("42/visuals/environments/jungle/environment-reference.png"));

        CommandResult result = await cli.RunAsync(s_dryRun);

        result.Ends(0);
        Assert.Equal(4, result.Lines.Length);
        Assert.All(result.Lines[..^1], static line =>
        {
            Assert.Equal(
                "story:String scenelet:String shot:Number status:String provider:String model:String modelReason:String estimatedCostUsd:Number priceDate:String priceIsOld:False takeId:Null operation:Null "
                + "file:Null prompt:String promptCharacters:Number promptTokensEstimate:Number references:Array findings:Array error:Null request:Object",
                Shape(line));
            Assert.All(line.GetProperty("references").EnumerateArray(), static r => Assert.Equal(
                "role:String id:String path:String bytes:Number mimeType:String reason:String", Shape(r)));
            Assert.All(line.GetProperty("findings").EnumerateArray(), static f => Assert.Equal("severity:String code:String message:String", Shape(f)));
        });
        Assert.NotEmpty(result.Shot("s2#1").GetProperty("findings").EnumerateArray());
        Assert.Equal("summary:Object", Shape(result.Lines[^1]));
        Assert.Equal(
            """{"planned":3,"succeeded":0,"skipped":0,"filtered":0,"failed":0,"unknown":0,"blocked":0,"estimatedCostUsd":9.60,"spentUsd":0}""",
            result.Summary.GetRawText());
    }

    [Fact]
    public async Task A_line_tells_the_shot_its_price_its_images_and_the_prompt_to_the_byte()
    {
        using CommandLine cli = await CommandLine.WithStoryAsync();

        JsonElement line = (await cli.RunAsync(s_dryRun)).Shot("s1#2");

        Assert.Equal(
            ("42", "planned", "gemini", SamplePlans.Veo, "3.20"),
            (Text(line, "story"), Text(line, "status"), Text(line, "provider"), Text(line, "model"), line.GetProperty("estimatedCostUsd").GetRawText()));
        string instructions = string.Join(",\n    ", PromptSections.Section(Text(line, "prompt"), "critical_instruction").EnumerateArray().Select(static i => i.GetRawText()));
        string expected = SampleStory.PromptOf(SampleStory.Payload);
        Assert.Equal(expected[..expected.IndexOf("\"critical_instruction\"", StringComparison.Ordinal)] + $"\"critical_instruction\": [\n    {instructions}\n  ]\n}}", Text(line, "prompt"));
        Assert.Equal(Text(line, "prompt").Length, line.GetProperty("promptCharacters").GetInt32());
        Assert.Equal(
            "character rhea, character cosmo, environment studio",
            string.Join(", ", line.GetProperty("references").EnumerateArray().Select(static r => $"{Text(r, "role")} {Text(r, "id")}")));
        Assert.Equal("keyFrame", Text((await cli.RunAsync(s_dryRun)).Shot("s1#1").GetProperty("references")[2], "role"));
    }

    [Fact]
    public async Task It_writes_nothing_needs_no_key_and_asks_nobody()
    {
        using CommandLine cli = await CommandLine.WithStoryAsync();
        using TcpListener service = new(IPAddress.Loopback, 0);
        service.Start();
        cli.Variables["GOOGLE_GEMINI_BASE_URL"] = $"http://127.0.0.1:{((IPEndPoint)service.LocalEndpoint).Port}";
        string[] before = cli.Folder.Contents();

        (await cli.RunAsync(s_dryRun)).Ends(0);
        cli.Variables["GOOGLE_API_KEY"] = "a-key-that-nobody-may-see";
        CommandResult withKey = await cli.RunAsync(s_dryRun);

        withKey.Ends(0);
        Assert.DoesNotContain("a-key-that-nobody-may-see", withKey.Out + withKey.Err, StringComparison.Ordinal);
        Assert.Equal(before, cli.Folder.Contents(), StringComparer.Ordinal);
        Assert.False(service.Pending());
    }

    [Theory]
    [InlineData("CREATE_SHOT_VIDEO")]
    [InlineData("create-shot-video")]
    [InlineData("Create-Shot-Video")]
    public async Task The_task_has_the_name_that_the_existing_system_gives_it_too(string task)
    {
        using CommandLine cli = await CommandLine.WithStoryAsync();
        CommandResult result = await cli.RunAsync("run", task, "--dry-run", "--json");
        result.Ends(0);
        Assert.Equal("s1#1 s1#2 s2#1", result.Addresses());
    }

    [Theory]
    [InlineData("s1#1 s1#2", "--scenelet", "s1")]
    [InlineData("s1#1 s1#2", "--scenelet", "ARRIVAL")]
    [InlineData("s1#1 s1#2 s2#1", "--scenelet", "s?")]
    [InlineData("s1#1 s1#2 s2#1", "--scenelet", "s2", "--scenelet", "arr*")]
    [InlineData("s1#2", "--scenelet", "s1", "--shot", "2")]
    [InlineData("s1#1 s2#1", "--shot", "1")]
    [InlineData("s1#1 s1#2 s2#1", "--shot", "1-2")]
    [InlineData("s1#2", "--shot", "2-")]
    [InlineData("s1#1 s2#1", "--shot", "-1")]
    [InlineData("s1#2", "--shot", "2,7..9")]
    [InlineData("s1#1 s1#2 s2#1", "--story", "The Lamp")]
    [InlineData("s1#1 s1#2 s2#1", "--story", "42")]
    [InlineData("s1#1 s1#2 s2#1", "--story", "the l*")]
    [InlineData("s1#1 s1#2 s2#1", "--missing")]
    [InlineData("s1#1 s1#2 s2#1", "--mode", "resume")]
    public async Task Filters_choose_shots(string shots, params string[] filter)
    {
        using CommandLine cli = await CommandLine.WithStoryAsync();
        Assert.Equal(shots, (await cli.RunAsync([.. s_dryRun, .. filter])).Addresses());
    }

    [Fact]
    public async Task A_scenelet_filter_does_not_swallow_the_task()
    {
        using CommandLine cli = await CommandLine.WithStoryAsync();
        Assert.Equal("s2#1", (await cli.RunAsync("run", "--scenelet", "s2", "create-shot-video", "--dry-run", "--json")).Addresses());
    }

    [Fact]
    public async Task What_is_missing_is_a_warning_on_its_line_and_beside_it()
    {
        using CommandLine cli = await CommandLine.WithStoryAsync(static b => b.Images.Remove("42/visuals/characters/rhea/character-model-sheet.png"));

        CommandResult result = await cli.RunAsync(s_dryRun);

        result.Ends(0, "warning: s1#1: the model sheet of character 'rhea' is not on disk");
        Assert.Equal("s1#1 planned, s1#2 planned, s2#1 planned", result.Shots("status"));
        JsonElement finding = Assert.Single(result.Shot("s1#2").GetProperty("findings").EnumerateArray());
        Assert.Equal(("warning", "reference-file-missing"), (Text(finding, "severity"), Text(finding, "code")));
    }

    [Fact]
    public async Task What_would_be_refused_is_an_error_for_every_shot_at_once()
    {
        using CommandLine cli = await CommandLine.WithStoryAsync(static b =>
        {
            b.Payloads["s1#1"] = SampleStory.Referring(["nobody"], ["nowhere"]);
            b.Payloads["s2#1"] = SampleStory.Referring(["nobody else"], []);
        });

        CommandResult result = await cli.RunAsync(s_dryRun);

        result.Ends(1, "error: s1#1: no character 'nobody'", "no environment 'nowhere'", "error: s2#1: no character 'nobody else'");
        Assert.Equal("s1#1 blocked, s1#2 planned, s2#1 blocked", result.Shots("status"));
        Assert.Contains("'nowhere'", Text(result.Shot("s1#1"), "error"), StringComparison.Ordinal);
        Assert.Equal("3.20", result.Summary.GetProperty("estimatedCostUsd").GetRawText());
    }

    [Fact]
    public async Task A_price_that_is_not_known_is_null_and_never_0()
    {
        using CommandLine cli = await CommandLine.WithStoryAsync();

        CommandResult result = await cli.RunAsync([.. s_dryRun, "--model", SamplePlans.Lite, "--resolution", "4k"]);

        result.Ends(3, "is not known");
        Assert.Equal(JsonValueKind.Null, result.Shot("s1#1").GetProperty("estimatedCostUsd").ValueKind);
    }

    [Fact]
    public async Task Options_reach_the_plan()
    {
        using CommandLine cli = await CommandLine.WithStoryAsync();
        cli.Folder.Write("own/shot-video.md", "- Only this.");

        JsonElement line = (await cli.RunAsync([.. s_dryRun, "--prompts", "own", "--exclude-key-frame", "--resolution", "4k", "--aspect", "9:16"])).Shot("s1#1");

        Assert.Equal("4.80", line.GetProperty("estimatedCostUsd").GetRawText());
        Assert.Equal(2, line.GetProperty("references").GetArrayLength());
        Assert.Contains("\"critical_instruction\": [\n    \"Only this.\"\n  ]", Text(line, "prompt"), StringComparison.Ordinal);

        JsonElement compact = (await cli.RunAsync([.. s_dryRun, "--compact"])).Shot("s1#1");
        Assert.True(compact.GetProperty("promptTokensEstimate").GetInt32() <= 1024);
    }

    [Fact]
    public async Task Environment_variables_stand_in_for_options()
    {
        using CommandLine cli = await CommandLine.WithStoryAsync();
        File.Move(cli.Folder.PathOf("storyvideo.db"), cli.Folder.PathOf("other.db"));
        Directory.Move(cli.Folder.PathOf("public/generated"), cli.Folder.PathOf("pictures"));
        (await cli.RunAsync(s_dryRun)).Ends(3, "There is no database at");

        cli.Variables["STORYVIDEO_DATABASE"] = "other.db";
        cli.Variables["STORYVIDEO_ASSETS"] = "pictures";

        Assert.Equal("s1#1 [], s1#2 [], s2#1 []", (await cli.RunAsync(s_dryRun)).Shots("findings"));
    }

    [Fact]
    public async Task Without_json_it_is_a_table_and_with_verbose_every_image_has_its_reason()
    {
        using CommandLine cli = await CommandLine.WithStoryAsync();

        CommandResult result = await cli.RunAsync("run", "create-shot-video", "--dry-run", "--verbose");

        result.Ends(
            0,
            "+ character rhea: 42/visuals/characters/rhea/character-model-sheet.png",
            "(model sheet of a referenced character)",
            "- keyFrame s1#2: the model takes 3 images, and what comes before it has priority",
            "prompt ",
            "3 shots: 3 planned. Price $9.60, spent $0.00.");
        string[] rows = result.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, rows.Length);
        Assert.Matches("^shot +status +references +price +file$", rows[0]);
        Assert.Matches(@"^s1#2 +planned +rhea, cosmo, studio +\$3\.20$", rows[2]);
    }

    private static string Text(JsonElement line, string name) => line.GetProperty(name).GetString()!;

    private static string Shape(JsonElement line) => string.Join(' ', line.EnumerateObject().Select(static p => $"{p.Name}:{p.Value.ValueKind}"));
}
