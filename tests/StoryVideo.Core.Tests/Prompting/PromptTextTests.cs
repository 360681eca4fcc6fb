using StoryVideo.Core.Tests.Support;
using StoryVideo.Prompting;
using StoryVideo.Stories;

namespace StoryVideo.Core.Tests.Prompting;

/// <summary>Prompts to the byte.</summary>
public sealed class PromptTextTests
{
    [Fact]
    public void A_prompt_is_indented_JSON_with_its_sections_in_order()
    {
        string prompt = SampleStory.PromptOf(SampleStory.Payload);

        Assert.Equal(
            """
            {
              "global_aesthetic": {
                "visual_style": {
                  "name": "Ink",
                  "description": "Loose lines — no fills."
                },
                "mood": "calm",
                "master_color_palette": [
                  {
                    "hex_code": "#0A1931",
                    "color_name": "Cosmic Blue",
                    "usage_notes": "Night skies only."
                  },
                  {
                    "hex_code": "#FFC947",
                    "color_name": "Lamp Yellow",
                    "usage_notes": "Windows and lamps."
                  }
                ]
              },
              "character_designs": [
                {
                  "role": "Lead",
                  "character_id": "rhea",
                  "detailed_description": {
                    "attire": "Red coat",
                    "physique": "",
                    "marks": []
                  }
                },
                {
                  "role": "Friend",
                  "character_id": "cosmo"
                }
              ],
              "environment_designs": [
                {
                  "environment_id": "studio",
                  "detailed_description": {
                    "color_tones": "warm"
                  }
                }
              ],
              "audio_design": {
                "character_voice_profiles": [
                  {
                    "character_name": "Rhea",
                    "voice_profile": "Warm.",
                    "voice_name": "Leda",
                    "character_id": "rhea"
                  }
                ],
                "sonic_identity": {
                  "sound_effect_philosophy": "Close and dry."
                }
              },
              "storyboard_payload": {
                "framingAndAngle": "Wide",
                "cameraDynamics": "slow pan right",
                "referencedDesigns": {
                  "characters": [
                    "rhea",
                    "cosmo"
                  ],
                  "environments": [
                    "studio"
                  ]
                },
                "audioAndNarrative": [
                  {
                    "type": "dialogue",
                    "source": "rhea",
                    "line": "Look!",
                    "delivery": "soft"
                  }
                ]
              },
              "critical_instruction": [
                "No \"captions\".",
                "No music."
              ]
            }
            """.ReplaceLineEndings("\n"),
            prompt);
    }

    [Fact]
    public void A_story_without_an_audio_document_has_no_such_section() => Assert.Equal(
        ["global_aesthetic", "character_designs", "environment_designs", "storyboard_payload", "critical_instruction"],
        PromptSections.Names(PromptSections.Section(SampleStory.PromptOf(SampleStory.Payload, audio: null))),
        StringComparer.Ordinal);

    [Theory]
    [InlineData("1.0")]
    [InlineData("1e2")]
    [InlineData("1E+2")]
    [InlineData("-0")]
    [InlineData("12345678901234567890")]
    [InlineData("0.1000")]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    public void A_value_stays_as_it_is_spelt(string value) => Assert.Contains(
        $"\n    \"x\": {value}\n  }},\n", SampleStory.PromptOf($$"""{ "referencedDesigns": {}, "x":   {{value}} }"""), StringComparison.Ordinal);

    [Theory]
    [InlineData("é", "é")]
    [InlineData("\\u00e9", "é")]
    [InlineData("🤖", "🤖")]
    [InlineData("\\ud83e\\udd16", "🤖")]
    [InlineData("\u2028\u2029", "\u2028\u2029")]
    [InlineData("\\u2028", "\u2028")]
    [InlineData("\u007f", "\u007f")]
    [InlineData("\u0085", "\u0085")]
    [InlineData("<b> & 'x' + `y`", "<b> & 'x' + `y`")]
    [InlineData("\\u003cb\\u003e", "<b>")]
    [InlineData("a\\/b", "a/b")]
    [InlineData("\\ud83e", "\\ud83e")]
    [InlineData("\\uDD16 back to front \\uD83E", "\\udd16 back to front \\ud83e")]
    [InlineData("\\u0000\\u001F", "\\u0000\\u001f")]
    [InlineData("\\b\\f\\n\\r\\t\\\"\\\\", "\\b\\f\\n\\r\\t\\\"\\\\")]
    [InlineData("\\u0022\\u005c\\u000a", "\\\"\\\\\\n")]
    public void Text_is_escaped_no_more_than_JSON_demands(string stored, string sent)
    {
        string payload = $$"""{ "referencedDesigns": {}, "{{stored}}": "{{stored}}" }""";

        string prompt = SampleStory.PromptOf(payload);

        Assert.Contains($"\n    \"{sent}\": \"{sent}\"\n  }},\n", prompt, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_and_texts_of_half_a_character_pass_through_every_section()
    {
        const string Half = "\\ud83e";
        string visual = $$"""
            { "global_aesthetic": { "visual_style": "{{Half}}", "{{Half}}": 1, "master_color_palette": [ { "{{Half}}": "{{Half}}", "usage_notes": "x" } ] },
              "character_designs": [ { "character_id": "rhea", "{{Half}}": "{{Half}}" } ], "environment_designs": [] }
            """;
        string audio = $$"""
            { "{{Half}}": 1, "sonic_identity": { "sound_effect_philosophy": "{{Half}}" },
              "narrator_voice_profile": { "{{Half}}": 1 }, "character_voice_profiles": [ { "character_id": "rhea", "{{Half}}": 2 } ] }
            """;
        string payload = SampleStory.With(
            SampleStory.Referring(["rhea"], [], "rhea", "narrator"), "{ \"referencedDesigns\"", $"{{ \"{Half}\": 1, \"referencedDesigns\"");

        string prompt = SampleStory.PromptOf(payload, visual, audio);
        string compact = SampleStory.Prompts(visual, audio).BuildCompact(Storyboard.Parse(payload), 1).Text;

        Assert.Equal(10, prompt.Split(Half).Length - 1);
        Assert.Equal(10, compact.Split(Half).Length - 1);
    }

    [Fact]
    public void Keys_stay_in_stored_order_and_of_one_that_stands_twice_the_last_value_stands_first()
    {
        string prompt = SampleStory.PromptOf("""{ "10": 1, "b": 1, "2": 1, "a": 1, "b": { "z": 1, "z": 2 }, "referencedDesigns": {} }""");

        Assert.Contains(
            "\"storyboard_payload\": {\n    \"10\": 1,\n    \"b\": {\n      \"z\": 2\n    },\n    \"2\": 1,\n    \"a\": 1,\n    \"referencedDesigns\": {}\n  },",
            prompt,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_prompt_knows_its_size()
    {
        AssetPrompt prompt = SampleStory.Prompts().Build(Storyboard.Parse(SampleStory.Payload));

        Assert.Equal(prompt.Text.Length, prompt.Characters);
        Assert.Equal((prompt.Text.Length + 3) / 4, prompt.TokensEstimate);
        Assert.Empty(prompt.Dropped);
        Assert.DoesNotContain('\r', prompt.Text);
        Assert.False(prompt.Text.EndsWith('\n'));
    }
}
