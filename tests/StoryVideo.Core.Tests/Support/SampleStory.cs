using StoryVideo.Planning;
using StoryVideo.Prompting;
using StoryVideo.Stories;

namespace StoryVideo.Core.Tests.Support;

/// <summary>A small story with everything that a prompt can hold, and shots of it.</summary>
internal static class SampleStory
{
    public const string Id = "42";

    public const string Visual = """
        {
          "project_overview": "stays at home",
          "global_aesthetic": {
            "visual_style": { "name": "Ink", "description": "Loose lines — no fills." },
            "mood": "calm",
            "master_color_palette": [
              { "hex_code": "#0A1931", "color_name": "Cosmic Blue", "usage_notes": "Night skies only." },
              { "hex_code": "#FFC947", "color_name": "Lamp Yellow", "usage_notes": "Windows and lamps." }
            ]
          },
          "character_designs": [
            { "role": "Lead", "character_id": "rhea", "detailed_description": { "attire": "Red coat", "physique": "", "marks": [] },
              "character_model_sheet_image_path": "42/visuals/characters/rhea/character-model-sheet.png" },
            { "role": "Friend", "character_id": "cosmo", "associated_scenelet_ids": ["s1"],
              "character_model_sheet_image_path": "42/visuals/characters/cosmo/character-model-sheet.png" },
            { "role": "Extra", "character_id": "extra", "character_model_sheet_image_path": "42/visuals/characters/extra/character-model-sheet.png" }
          ],
          "environment_designs": [
            { "environment_id": "studio", "detailed_description": { "color_tones": "warm" }, "associated_scenelet_ids": ["s1", "s2"],
              "environment_reference_image_path": "generated/42/visuals/environments/studio/environment-reference.png" },
            { "environment_id": "jungle", "environment_reference_image_path": "generated/42/visuals/environments/jungle/environment-reference.png" }
          ]
        }
        """;

    public const string Audio = """
        {
          "audio_design_document": {
            "sonic_identity": { "musical_direction": "never sent", "sound_effect_philosophy": "  Close and dry.  " },
            "narrator_voice_profile": { "character_id": "narrator", "voice_name": "Kore", "voice_profile": "Low." },
            "character_voice_profiles": [
              { "character_name": "Cosmo", "voice_profile": "Bright.", "voice_name": "Puck", "character_id": "cosmo" },
              { "character_name": "Rhea", "voice_profile": "Warm.", "voice_name": "Leda", "character_id": "rhea" },
              { "character_name": "Radio", "voice_profile": "Thin.", "voice_name": "Fenrir", "character_id": "radio" }
            ],
            "music_and_ambience_cues": [ { "cue_name": "never sent" } ]
          }
        }
        """;

    public const string Payload = """
        { "framingAndAngle": "Wide", "cameraDynamics": "slow pan right",
          "referencedDesigns": { "characters": ["rhea", "cosmo"], "environments": ["studio"] },
          "audioAndNarrative": [ { "type": "dialogue", "source": "rhea", "line": "Look!", "delivery": "soft" } ] }
        """;

    /// <summary>Two instructions, so that expected texts stay short.</summary>
    public static PromptInstructions Instructions { get; } = PromptInstructions.Parse("- No \"captions\".\n- No music.\n", "test.md");

    /// <summary>A payload that refers to these designs and in which these speak.</summary>
    public static string Referring(string[] characters, string[] environments, params string[] speakers) =>
        $$"""
        { "referencedDesigns": { "characters": {{Json(characters)}}, "environments": {{Json(environments)}} },
          "audioAndNarrative": [{{string.Join(',', speakers.Select(static s => $$"""{ "source": {{Json(s)}}, "line": "…" }"""))}}] }
        """;

    public static StoryShot Shot(string payload = Payload) => new()
    {
        StoryId = Id,
        StoryTitle = "The Lamp",
        SceneletId = "s1",
        SceneletSequence = 1,
        ShotIndex = 2,
        StoryboardPayload = payload,
        KeyFrameImagePath = "42/shots/s1/shot-2_key_frame.png",
    };

    public static Story Story(string? visual = Visual, string? audio = Audio) => new()
    {
        Id = Id,
        DisplayName = "The Lamp",
        VisualDesignDocument = visual,
        AudioDesignDocument = audio,
    };

    public static StoryDesigns Designs(string? visual = Visual, string? audio = Audio, PromptInstructions? instructions = null) =>
        StoryDesigns.Read(
            Story(visual, audio),
            new StoryInstructions(_ => string.Join('\n', (instructions ?? Instructions).Items.Select(static i => "- " + i))));

    public static ShotPromptBuilder Prompts(string visual = Visual, string? audio = Audio) =>
        new(VisualDesign.Parse(visual), audio is null ? null : AudioDesign.Parse(audio), Instructions);

    public static string PromptOf(string payload, string visual = Visual, string? audio = Audio) =>
        Prompts(visual, audio).Build(Storyboard.Parse(payload)).Text;

    /// <summary>A document with one part of it replaced.</summary>
    public static string With(string document, string part, string other)
    {
        Assert.Contains(part, document, StringComparison.Ordinal);
        return document.Replace(part, other, StringComparison.Ordinal);
    }

    private static string Json<T>(T value) => System.Text.Json.JsonSerializer.Serialize(value);
}
