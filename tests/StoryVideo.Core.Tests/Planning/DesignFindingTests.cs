using StoryVideo.Core.Tests.Support;
using StoryVideo.Planning;
using StoryVideo.Stories;

namespace StoryVideo.Core.Tests.Planning;

/// <summary>What is wrong between a storyboard and the designs it refers to.</summary>
public sealed class DesignFindingTests
{
    [Fact]
    public void Unknown_ids_are_named_all_at_once_with_what_there_is()
    {
        ShotPlan plan = SamplePlans.Plan(payload: SampleStory.Referring(["nobody", "rhea", " Cosmo"], ["nowhere"]));

        Finding finding = Assert.Single(plan.Findings, static f => f.Severity == FindingSeverity.Error);
        Assert.Equal("design-unknown", finding.Code);
        Assert.Equal(
            "no character 'nobody', 'Cosmo' in the visual design document (it has rhea, cosmo, extra); "
            + "no environment 'nowhere' in the visual design document (it has studio, jungle); "
            + "correct the storyboard or add the design, then import the story again (storyvideo import PATH, Import-Story)",
            finding.Message);
        Assert.NotNull(plan.Prompt);
    }

    [Fact]
    public void A_design_that_is_defined_twice_is_a_warning()
    {
        string visual = SampleStory.With(SampleStory.Visual, "\"character_id\": \"extra\"", "\"character_id\": \"rhea\"");
        Finding finding = Assert.Single(SamplePlans.Plan(designs: SampleStory.Designs(visual)).Findings);
        Assert.Equal((FindingSeverity.Warning, "design-duplicate"), (finding.Severity, finding.Code));
    }

    [Theory]
    [InlineData("""{ "audioAndNarrative": [ { "source": "nobody" } ] }""", "'nobody' speaks")]
    [InlineData("""{ "audioAndNarrative": [ { "source": "narrator" } ] }""", null)]
    public void A_voice_that_is_missing_is_a_warning(string payload, string? words)
    {
        string[] voices = [.. SamplePlans.Plan(payload: payload).Findings.Where(static f => f.Code == "voice-missing").Select(static f => f.Message)];
        Assert.Equal(words is null ? 0 : 1, voices.Length);
        Assert.All(voices, voice => Assert.StartsWith(words!, voice, StringComparison.Ordinal));
    }

    [Fact]
    public void A_narrator_without_a_profile_is_a_warning() => Assert.Equal(
        ["warning voice-missing"],
        SamplePlans.Codes(SamplePlans.Plan(payload: SampleStory.Referring([], [], "narrator"), designs: SampleStory.Designs(audio: "{}"))),
        StringComparer.Ordinal);

    [Theory]
    [InlineData("{}", "referencedDesigns is missing")]
    [InlineData("""{ "referencedDesigns": [] }""", "referencedDesigns is missing")]
    [InlineData("""{ "referencedDesigns": { "characters": "rhea" } }""", "referencedDesigns.characters is not a list of ids")]
    [InlineData("""{ "referencedDesigns": { "characters": [1], "environments": { } } }""", "referencedDesigns.characters is not a list of ids; referencedDesigns.environments is not a list of ids")]
    public void A_storyboard_that_does_not_say_what_it_shows_is_blocked(string payload, string words)
    {
        ShotPlan plan = SamplePlans.Plan(payload: payload);
        Assert.StartsWith(words, SamplePlans.Finding(plan, "storyboard-references").Message, StringComparison.Ordinal);
        Assert.True(plan.IsBlocked);
    }

    [Theory]
    [InlineData("""{ "referenced_designs": { "characters": ["rhea"], "environments": null } }""")]
    [InlineData("""{ "referencedDesigns": { "characters": ["rhea"] } }""")]
    public void A_storyboard_in_snake_case_or_with_one_list_is_good(string payload)
    {
        ShotPlan plan = SamplePlans.Plan(payload: payload);
        Assert.Empty(plan.Findings);
        Assert.Equal("rhea s1#2", string.Join(' ', plan.References.Select(static r => r.Id)));
    }

    [Theory]
    [InlineData("[]", "is not a JSON object but Array")]
    [InlineData("{", "is not JSON")]
    [InlineData("\"no JSON\"", "is not JSON")]
    [InlineData("\"{ \\\"x\\\": \\\"\\\\ud83e\\\" }\"", "referencedDesigns is missing")]
    [InlineData("\"{ \\\"x\\\": \\\"\\ud83e\\\" }\"", "is not JSON")]
    public void A_storyboard_that_cannot_be_read_is_a_finding_and_no_crash(string payload, string words)
    {
        ShotPlan plan = SamplePlans.Plan(payload: payload);
        Assert.True(plan.IsBlocked);
        Assert.Contains(plan.Findings, f => f.Message.Contains(words, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, "visual-design-missing")]
    [InlineData("[1]", "visual-design-unreadable")]
    [InlineData("{", "visual-design-unreadable")]
    [InlineData("{}", "global-aesthetic-missing")]
    [InlineData("""{ "global_aesthetic": { "visual_style": "ink", "master_color_palette": null } }""", "global-aesthetic-missing")]
    public void A_visual_document_that_is_wanting_blocks_every_shot(string? visual, string code)
    {
        ShotPlan plan = SamplePlans.Plan(payload: SampleStory.Referring([], []), designs: SampleStory.Designs(visual));
        Assert.Equal([$"error {code}"], SamplePlans.Codes(plan), StringComparer.Ordinal);
    }

    [Fact]
    public void An_audio_document_that_cannot_be_read_blocks_and_one_that_is_not_there_does_not()
    {
        Assert.Equal(["error audio-design-unreadable"], SamplePlans.Codes(SamplePlans.Plan(designs: SampleStory.Designs(audio: "7"))), StringComparer.Ordinal);
        Assert.Empty(SamplePlans.Plan(designs: SampleStory.Designs(audio: null)).Findings);
    }
}
