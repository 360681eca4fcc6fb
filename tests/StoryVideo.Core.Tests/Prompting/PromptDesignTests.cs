using System.Text.Json;
using StoryVideo.Core.Tests.Support;

namespace StoryVideo.Core.Tests.Prompting;

/// <summary>Which designs a prompt holds, and what of them.</summary>
public sealed class PromptDesignTests
{
    [Fact]
    public void Designs_come_in_referenced_order_each_once_and_padding_does_not_count()
    {
        string prompt = SampleStory.PromptOf(SampleStory.Referring([" cosmo", "rhea\n", "", "  ", "cosmo ", "rhea"], ["jungle", "studio", "jungle"]));

        Assert.Equal(["cosmo", "rhea"], PromptSections.Each(PromptSections.Section(prompt, "character_designs"), "character_id"), StringComparer.Ordinal);
        Assert.Equal(["jungle", "studio"], PromptSections.Each(PromptSections.Section(prompt, "environment_designs"), "environment_id"), StringComparer.Ordinal);
    }

    [Fact]
    public void A_padded_id_of_the_document_is_found_and_sent_as_it_is_spelt()
    {
        string visual = SampleStory.With(SampleStory.Visual, "\"character_id\": \"rhea\"", "\"character_id\": \" rhea \"");

        string prompt = SampleStory.PromptOf(SampleStory.Payload, visual);

        Assert.Equal([" rhea ", "cosmo"], PromptSections.Each(PromptSections.Section(prompt, "character_designs"), "character_id"), StringComparer.Ordinal);
    }

    [Fact]
    public void Of_an_id_that_is_defined_twice_the_last_definition_is_sent()
    {
        string visual = SampleStory.With(SampleStory.Visual, "\"character_id\": \"extra\"", "\"character_id\": \"rhea\"");

        JsonElement designs = PromptSections.Section(SampleStory.PromptOf(SampleStory.Payload, visual), "character_designs");

        Assert.Equal(["Extra", "Friend"], PromptSections.Each(designs, "role"), StringComparer.Ordinal);
    }

    [Fact]
    public void Unknown_ids_are_left_out_and_no_reference_is_an_empty_list()
    {
        string prompt = SampleStory.PromptOf(SampleStory.Referring(["nobody"], []));

        Assert.Contains("  \"character_designs\": [],\n  \"environment_designs\": [],\n", prompt, StringComparison.Ordinal);
    }

    [Fact]
    public void Camel_case_documents_are_read_alike()
    {
        string visual = SampleStory.Visual
            .Replace("character_designs", "characterDesigns", StringComparison.Ordinal)
            .Replace("environment_designs", "environmentDesigns", StringComparison.Ordinal)
            .Replace("global_aesthetic", "globalAesthetic", StringComparison.Ordinal)
            .Replace("visual_style", "visualStyle", StringComparison.Ordinal)
            .Replace("master_color_palette", "masterColorPalette", StringComparison.Ordinal)
            .Replace("character_id", "characterId", StringComparison.Ordinal)
            .Replace("environment_id", "environmentId", StringComparison.Ordinal)
            .Replace("character_model_sheet_image_path", "characterModelSheetImagePath", StringComparison.Ordinal)
            .Replace("environment_reference_image_path", "environmentReferenceImagePath", StringComparison.Ordinal)
            .Replace("associated_scenelet_ids", "associatedSceneletIds", StringComparison.Ordinal);

        string expected = SampleStory.PromptOf(SampleStory.Payload)
            .Replace("\"role\": \"Lead\",\n      \"character_id\"", "\"role\": \"Lead\",\n      \"characterId\"", StringComparison.Ordinal)
            .Replace("\"role\": \"Friend\",\n      \"character_id\"", "\"role\": \"Friend\",\n      \"characterId\"", StringComparison.Ordinal)
            .Replace("environment_id", "environmentId", StringComparison.Ordinal);

        Assert.Equal(expected, SampleStory.PromptOf(SampleStory.Payload, visual));
    }

    [Fact]
    public void Style_and_palette_stand_once_in_their_place_whatever_their_spelling()
    {
        JsonElement aesthetic = PromptSections.Section(
            SampleStory.PromptOf(SampleStory.Payload, """{ "global_aesthetic": { "a": 1, "visualStyle": "ink", "b": 2, "masterColorPalette": ["#fff"] } }"""),
            "global_aesthetic");

        Assert.Equal(["a", "visual_style", "b", "master_color_palette"], PromptSections.Names(aesthetic), StringComparer.Ordinal);
        Assert.Equal("ink", aesthetic.GetProperty("visual_style").GetString());
    }

    [Fact]
    public void Style_and_palette_at_the_top_of_an_older_document_go_into_the_aesthetic()
    {
        string older = SampleStory.PromptOf(SampleStory.Payload, """{ "visual_style": "ink", "masterColorPalette": [], "global_aesthetic": { "visual_style": null, "mood": "calm" } }""");

        Assert.Contains(
            "\"global_aesthetic\": {\n    \"visual_style\": \"ink\",\n    \"mood\": \"calm\",\n    \"master_color_palette\": []\n  }",
            older,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("character_model_sheet_image_path")]
    [InlineData("characterModelSheetImagePath")]
    [InlineData("environment_reference_image_path")]
    [InlineData("environmentReferenceImagePath")]
    [InlineData("associated_scenelet_ids")]
    [InlineData("associatedSceneletIds")]
    public void Paths_and_associations_are_taken_out_of_designs_of_either_kind_and_of_nothing_deeper(string field)
    {
        string visual = $$"""
            { "global_aesthetic": { "visual_style": "ink", "master_color_palette": [], "{{field}}": "kept" },
              "character_designs": [ { "character_id": "rhea", "{{field}}": "gone", "deep": { "{{field}}": "kept" } } ],
              "environment_designs": [ { "environment_id": "studio", "{{field}}": ["gone"], "deep": [ { "{{field}}": "kept" } ] } ] }
            """;
        string payload = $$"""{ "{{field}}": "kept", "deep": { "{{field}}": ["kept"] }, "referencedDesigns": { "characters": ["rhea"], "environments": ["studio"] } }""";

        string prompt = SampleStory.PromptOf(payload, visual);

        Assert.DoesNotContain("gone", prompt, StringComparison.Ordinal);
        Assert.Equal(5, prompt.Split("kept").Length - 1);
    }

    [Theory]
    [InlineData("""{ "visual_design_document": $ }""")]
    [InlineData("""{ "visualDesignDocument": $ }""")]
    public void A_wrapped_visual_document_says_the_same(string wrapper) =>
        SaysTheSame(visual: wrapper.Replace("$", SampleStory.Visual, StringComparison.Ordinal), audio: SampleStory.Audio);

    [Fact]
    public void A_document_that_is_a_JSON_string_says_the_same()
    {
        string text = JsonSerializer.Serialize(SampleStory.Visual);
        SaysTheSame(text, JsonSerializer.Serialize(SampleStory.Audio));
        SaysTheSame($$"""{ "visual_design_document": {{text}} }""", JsonSerializer.Serialize(JsonSerializer.Serialize(SampleStory.Audio)));
    }

    [Fact]
    public void An_audio_document_says_the_same_bare_wrapped_or_wrapped_as_a_string()
    {
        string bare = JsonDocument.Parse(SampleStory.Audio).RootElement.GetProperty("audio_design_document").GetRawText();
        SaysTheSame(SampleStory.Visual, bare);
        SaysTheSame(SampleStory.Visual, $$"""{ "audioDesignDocument": {{bare}} }""");
        SaysTheSame(SampleStory.Visual, $$"""{ "audio_design_document": {{JsonSerializer.Serialize(bare)}} }""");
    }

    [Fact]
    public void Designs_without_an_id_and_lists_that_are_none_do_no_harm()
    {
        string prompt = SampleStory.PromptOf(
            SampleStory.Payload,
            """{ "global_aesthetic": { "visual_style": 1, "master_color_palette": "#fff" }, "character_designs": [ 7, {}, { "character_id": 3 } ], "environment_designs": "none" }""");

        Assert.Contains("  \"character_designs\": [],\n  \"environment_designs\": [],\n", prompt, StringComparison.Ordinal);
    }

    private static void SaysTheSame(string visual, string audio) => Assert.Equal(
        SampleStory.PromptOf(SampleStory.Payload), SampleStory.PromptOf(SampleStory.Payload, visual, audio));
}
