using System.Text.Json;
using StoryVideo.Core.Tests.Support;

namespace StoryVideo.Core.Tests.Prompting;

/// <summary>Which voices a prompt holds.</summary>
public sealed class PromptVoiceTests
{
    [Theory]
    [InlineData(true, "narrator")]
    [InlineData(true, "rhea", "  narrator ")]
    [InlineData(false, "rhea")]
    [InlineData(false)]
    public void The_narrators_profile_goes_along_where_the_narrator_speaks(bool isThere, params string[] speakers) =>
        Assert.Equal(isThere, Audio(speakers).TryGetProperty("narrator_voice_profile", out _));

    [Theory]
    [InlineData("rhea cosmo", "cosmo", "rhea", "cosmo")]
    [InlineData("cosmo radio", "radio", "cosmo")]
    [InlineData("radio", " radio ", "narrator")]
    [InlineData("rhea", "rhea", "nobody")]
    [InlineData("", "narrator")]
    [InlineData("")]
    public void Voices_come_in_referenced_order_then_those_from_outside_the_picture(string voices, params string[] speakers) =>
        Assert.Equal(voices, string.Join(' ', PromptSections.Each(Audio(speakers).GetProperty("character_voice_profiles"), "character_id")));

    [Fact]
    public void Of_the_sonic_identity_only_the_sound_effects_are_sent()
    {
        Assert.Equal("""{"sound_effect_philosophy":"Close and dry."}""", Compact(Audio("narrator").GetProperty("sonic_identity")));
        string without = SampleStory.With(SampleStory.Audio, "  Close and dry.  ", "   ");
        Assert.Equal(["character_voice_profiles"], PromptSections.Names(PromptSections.Section(SampleStory.PromptOf(SampleStory.Payload, audio: without), "audio_design")), StringComparer.Ordinal);
    }

    [Fact]
    public void Sections_of_the_audio_design_keep_their_order() => Assert.Equal(
        ["character_voice_profiles", "sonic_identity", "narrator_voice_profile"], PromptSections.Names(Audio("narrator")), StringComparer.Ordinal);

    [Fact]
    public void A_camel_case_profile_is_found_and_its_id_spelt_as_prompts_spell_it()
    {
        const string Document = """
            { "sonicIdentity": { "soundEffectPhilosophy": "dry" }, "narratorVoiceProfile": { "x": 1 },
              "characterVoiceProfiles": [ { "voice": "a", "characterId": "rhea", "z": 1 } ] }
            """;

        JsonElement audio = PromptSections.Section(
            SampleStory.PromptOf(SampleStory.Referring(["rhea"], [], "rhea", "narrator"), audio: Document), "audio_design");

        Assert.Equal(
            """{"character_voice_profiles":[{"voice":"a","character_id":"rhea","z":1}],"sonic_identity":{"sound_effect_philosophy":"dry"},"narrator_voice_profile":{"x":1}}""",
            Compact(audio));
    }

    private static JsonElement Audio(params string[] speakers) =>
        PromptSections.Section(SampleStory.PromptOf(SampleStory.Referring(["rhea", "cosmo"], ["studio"], speakers)), "audio_design");

    private static string Compact(JsonElement element) => JsonSerializer.Serialize(element);
}
