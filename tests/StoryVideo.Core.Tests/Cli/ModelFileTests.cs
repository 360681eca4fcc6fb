using StoryVideo.Core.Tests.Support;

namespace StoryVideo.Core.Tests.Cli;

/// <summary>An operator's own file of models, and how old prices are shown.</summary>
public sealed class ModelFileTests
{
    private const string Old = """
        { "models": [ { "provider": "gemini", "id": "veo-3.1-generate-preview",
          "prices": [ { "usdPerSecond": { "1080p": 0.5 }, "asOf": "2026-07-01", "source": "our invoice" } ] } ] }
        """;

    private static readonly string[] s_dryRun = ["run", "create-shot-video", "--dry-run"];

    [Fact]
    public async Task A_file_beside_the_database_is_taken_and_an_old_price_is_marked_wherever_it_is_shown()
    {
        using CommandLine cli = await CommandLine.WithStoryAsync();
        cli.Folder.Write("storyvideo.models.json", Old);

        CommandResult plan = await cli.RunAsync(s_dryRun);
        plan.Ends(0, "price of 2026-07-01, more than 90 days ago, by storyvideo.models.json", "Price $12.00 (old price)", "[price-old]");
        Assert.Matches(@"(?m)^s1#1 .*\$4\.00 \(old price\)", plan.Out);

        CommandResult lines = await cli.RunAsync([.. s_dryRun, "--json"]);
        Assert.Equal("s1#1 True, s1#2 True, s2#1 True", lines.Shots("priceIsOld"));
        Assert.Equal("s1#1 2026-07-01, s1#2 2026-07-01, s2#1 2026-07-01", lines.Shots("priceDate"));

        Assert.Matches(@"(?m)^veo-3\.1-generate-preview .*1080p \$4\.00.* 2026-07-01 \(old\) by storyvideo\.models\.json$", (await cli.RunAsync("models")).Out);
        Assert.Matches(@"(?m)^to make: .* \$12\.00 \(old price\)$", (await cli.RunAsync("budget")).Out);
        Assert.Contains("2026-07-01, more than 90 days ago", (await cli.RunAsync("doctor")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_environment_names_another_file_and_one_that_is_not_there_is_refused()
    {
        using CommandLine cli = await CommandLine.WithStoryAsync();
        cli.Folder.Write("storyvideo.models.json", "this would be refused");
        cli.Folder.Write("prices/mine.json", Old);
        cli.Variables["STORYVIDEO_MODELS"] = "prices/mine.json";
        (await cli.RunAsync(s_dryRun)).Ends(0, "$4.00", "by mine.json");

        cli.Variables["STORYVIDEO_MODELS"] = "prices/yours.json";
        (await cli.RunAsync(s_dryRun)).Ends(3, "The model catalog cannot be used", cli.Folder.PathOf("prices/yours.json"));
        (await cli.RunAsync("models")).Ends(3, "yours.json");
        CommandResult doctor = await cli.RunAsync("doctor");
        doctor.Ends(1);
        Assert.Matches(@"(?m)^default model +missing .*STORYVIDEO_MODELS", doctor.Out);
    }

    [Theory]
    [InlineData("""{ "models": [ { "provider": "gemini", "id": "veo-3.1-generate-preview", "concurrentCalls": 0 } ] }""", "storyvideo.models.json: $.models[0].concurrentCalls: must be a whole number from 1")]
    [InlineData("", "storyvideo.models.json: it has 0 bytes")]
    public async Task What_is_wrong_in_it_is_told_by_file_and_place_before_anything_is_done(string json, string problem)
    {
        using CommandLine cli = await CommandLine.WithStoryAsync();
        cli.Folder.Write("storyvideo.models.json", json);
        CommandResult result = await cli.RunAsync(s_dryRun);
        result.Ends(3, problem);
        Assert.Empty(result.Out);
    }

    [Fact]
    public async Task Automatic_models_are_told_in_the_plan()
    {
        using CommandLine cli = await CommandLine.WithStoryAsync();

        CommandResult cheap = await cli.RunAsync([.. s_dryRun, "--provider", "gemini", "--model", "auto", "--prefer", "price", "--json"]);
        CommandResult best = await cli.RunAsync([.. s_dryRun, "--provider", "gemini", "--model", "AUTO", "--prefer", "quality", "--json"]);

        cheap.Ends(0, "For each shot the cheapest model that can do it as planned", "gemini/", " makes ", "the cheapest of ");
        best.Ends(0, "For each shot the preferred model", "the preferred of ");
        Assert.Equal($"s1#1 {SamplePlans.Veo}, s1#2 {SamplePlans.Veo}, s2#1 {SamplePlans.Veo}", best.Shots("model"));
        Assert.NotEqual(best.Shots("model"), cheap.Shots("model"), StringComparer.Ordinal);
        Assert.StartsWith("the cheapest of ", cheap.Shot("s1#1").GetProperty("modelReason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_preference_alone_is_wrong_usage()
    {
        using CommandLine cli = await CommandLine.WithStoryAsync();
        (await cli.RunAsync([.. s_dryRun, "--prefer", "price"])).Ends(2, "--prefer goes with --model auto");
    }

    [Fact]
    public async Task A_refresh_without_a_key_says_which_to_set()
    {
        using CommandLine cli = new();
        CommandResult result = await cli.RunAsync("models", "--refresh");
        result.Ends(0, "GOOGLE_API_KEY");
        Assert.Matches(@"(?m)^veo-3\.1-generate-preview +gemini +yes +none ", result.Out);
    }
}
