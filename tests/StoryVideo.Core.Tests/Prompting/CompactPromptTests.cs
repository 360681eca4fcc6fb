using System.Text.Json;
using StoryVideo.Core.Tests.Support;
using StoryVideo.Prompting;
using StoryVideo.Stories;

namespace StoryVideo.Core.Tests.Prompting;

public sealed class CompactPromptTests
{
    private const string Notes = "notes on colours that the shot does not name";
    private const string Empty = "empty fields";
    private const string Space = "white space";

    private static readonly string s_payload = SampleStory.With(SampleStory.Payload, "\"Wide\"", "\"Wide, lamp yellow light\", \"continuityNotes\": \"\"");

    private static AssetPrompt Full { get; } = SampleStory.Prompts().Build(Storyboard.Parse(s_payload));

    [Fact]
    public void A_prompt_that_fits_loses_nothing()
    {
        AssetPrompt prompt = Compact(Full.TokensEstimate);
        Assert.Equal(Full.Text, prompt.Text);
        Assert.Empty(prompt.Dropped);
    }

    [Fact]
    public void It_drops_step_by_step_in_order_and_stops_as_soon_as_it_fits()
    {
        AssetPrompt notes = Compact(Full.TokensEstimate - 1);
        AssetPrompt empty = Compact(notes.TokensEstimate - 1);
        AssetPrompt space = Compact(empty.TokensEstimate - 1);

        Assert.Equal([Notes], notes.Dropped, StringComparer.Ordinal);
        Assert.Equal([Notes, Empty], empty.Dropped, StringComparer.Ordinal);
        Assert.Equal([Notes, Empty, Space], space.Dropped, StringComparer.Ordinal);
        Assert.Equal(space.Text, Compact(1).Text);
        Assert.True(Full.Characters > notes.Characters && notes.Characters > empty.Characters && empty.Characters > space.Characters);
    }

    [Fact]
    public void Notes_go_of_colours_that_nothing_else_names_and_their_colours_stay()
    {
        JsonElement palette = PromptSections.Section(Compact(Full.TokensEstimate - 1).Text, "global_aesthetic", "master_color_palette");

        Assert.Equal(["hex_code", "color_name"], PromptSections.Names(palette[0]), StringComparer.Ordinal);
        Assert.Equal("Windows and lamps.", palette[1].GetProperty("usage_notes").GetString());
    }

    [Fact]
    public void Empty_fields_go_everywhere_and_nothing_else_does()
    {
        string text = Compact(1).Text;

        Assert.DoesNotContain("physique", text, StringComparison.Ordinal);
        Assert.DoesNotContain("marks", text, StringComparison.Ordinal);
        Assert.DoesNotContain("continuityNotes", text, StringComparison.Ordinal);
        foreach (string kept in (string[])["Red coat", "Wide, lamp yellow light", "slow pan right", "Look!", "Leda", "Close and dry.", "warm", "calm"])
        {
            Assert.Contains(kept, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Without_white_space_there_is_none_between_values_and_all_within_texts()
    {
        string text = Compact(1).Text;

        Assert.DoesNotContain('\n', text);
        Assert.StartsWith("""{"global_aesthetic":{"visual_style":{"name":"Ink","description":"Loose lines — no fills."},"mood":"calm",""", text, StringComparison.Ordinal);
        Assert.EndsWith("\"critical_instruction\":[\"No \\\"captions\\\".\",\"No music.\"]}", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_step_that_finds_nothing_to_drop_is_not_spoken_of()
    {
        const string Visual = """{ "global_aesthetic": { "visual_style": "ink", "master_color_palette": ["#fff"] } }""";
        AssetPrompt prompt = SampleStory.Prompts(Visual, audio: null).BuildCompact(Storyboard.Parse("""{ "referencedDesigns": { "characters": ["x"] } }"""), 1);
        Assert.Equal([Space], prompt.Dropped, StringComparer.Ordinal);
    }

    [Fact]
    public void Sections_stay_even_where_they_are_empty() => Assert.Equal(
        ["global_aesthetic", "character_designs", "environment_designs", "audio_design", "storyboard_payload", "critical_instruction"],
        PromptSections.Names(PromptSections.Section(SampleStory.Prompts().BuildCompact(Storyboard.Parse("{}"), 1).Text)),
        StringComparer.Ordinal);

    [Fact]
    public void Of_a_field_that_stands_twice_the_last_one_counts_also_where_it_is_empty()
    {
        string visual = SampleStory.With(SampleStory.Visual, "\"role\": \"Lead\"", "\"role\": \"Lead\", \"role\": \"\"");
        string text = SampleStory.Prompts(visual).BuildCompact(Storyboard.Parse(s_payload), 1).Text;
        Assert.DoesNotContain("Lead", text, StringComparison.Ordinal);
    }

    private static AssetPrompt Compact(int tokens) => SampleStory.Prompts().BuildCompact(Storyboard.Parse(s_payload), tokens);
}
