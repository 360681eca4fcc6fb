using System.Text.Json;
using StoryVideo.Stories;

namespace StoryVideo.Core.Tests.Stories;

/// <summary>Documents in every form in which databases hold them.</summary>
public sealed class StoryDocumentTests
{
    private const string Visual =
        """
        {"global_aesthetic": {"visual_style": "ink", "master_color_palette": ["#fff"]},
         "character_designs": [{"character_id": " mara ", "character_model_sheet_image_path": "m.png"}, {"role": "nobody"}],
         "environment_designs": [{"environment_id": "pond", "environment_reference_image_path": "  "}]}
        """;

    public static TheoryData<string> VisualForms =>
    [
        Visual,
        $$"""{"visual_design_document": {{Visual}}}""",
        JsonSerializer.Serialize(Visual),
        JsonSerializer.Serialize($$"""{"visual_design_document": {{Visual}}}"""),
        $$"""{"visual_design_document": {{JsonSerializer.Serialize(Visual)}}}""",
        Visual
            .Replace("global_aesthetic", "globalAesthetic", StringComparison.Ordinal)
            .Replace("visual_style", "visualStyle", StringComparison.Ordinal)
            .Replace("master_color_palette", "masterColorPalette", StringComparison.Ordinal)
            .Replace("character_designs", "characterDesigns", StringComparison.Ordinal)
            .Replace("character_id", "characterId", StringComparison.Ordinal)
            .Replace("character_model_sheet_image_path", "characterModelSheetImagePath", StringComparison.Ordinal)
            .Replace("environment_designs", "environmentDesigns", StringComparison.Ordinal)
            .Replace("environment_id", "environmentId", StringComparison.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(VisualForms))]
    public void A_visual_design_is_read_wrapped_or_not_in_either_spelling(string document)
    {
        VisualDesign design = VisualDesign.Parse(document);

        Assert.Equal("ink", design.VisualStyle!.Value.GetString());
        Assert.Equal("#fff", design.MasterColorPalette!.Value[0].GetString());
        Assert.Equal(("mara", "m.png"), (Assert.Single(design.Characters).Id, design.Find(DesignKind.Character, "mara")!.ImagePath));
        Assert.Null(design.Find(DesignKind.Environment, "pond")!.ImagePath);
        Assert.Null(design.Find(DesignKind.Environment, "mara"));
    }

    [Fact]
    public void The_look_of_an_older_document_stands_at_its_top()
    {
        VisualDesign design = VisualDesign.Parse("""{"visual_style": "ink", "masterColorPalette": []}""");

        Assert.Equal("ink", design.VisualStyle!.Value.GetString());
        Assert.NotNull(design.MasterColorPalette);
        Assert.Null(design.GlobalAesthetic);
    }

    [Fact]
    public void Of_two_designs_of_one_id_the_later_holds()
    {
        VisualDesign design = VisualDesign.Parse("""{"character_designs": [{"character_id": "a", "n": 1}, {"character_id": "a", "n": 2}]}""");

        Assert.Equal(2, design.Find(DesignKind.Character, "a")!.Json.GetProperty("n").GetInt32());
        Assert.Equal(2, design.Characters.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("\"\"")]
    public void What_is_no_document_is_told_by_name(string text)
    {
        StoryDataException refused = Assert.Throws<StoryDataException>(() => VisualDesign.Parse(text));

        Assert.Contains("visual design document", refused.Message, StringComparison.Ordinal);
        Assert.Throws<StoryDataException>(() => AudioDesign.Parse(text));
        Assert.Throws<StoryDataException>(() => Storyboard.Parse(text));
    }

    [Theory]
    [InlineData("""{"sonic_identity": {"sound_effect_philosophy": " soft "}, "character_voice_profiles": [{"character_id": "mara"}], "narrator_voice_profile": {}}""")]
    [InlineData("""{"audio_design_document": {"sonicIdentity": {"soundEffectPhilosophy": "soft"}, "characterVoiceProfiles": [{"characterId": " mara"}], "narratorVoiceProfile": {}}}""")]
    [InlineData("""{"audioDesignDocument": {"sonicIdentity": {"soundEffectPhilosophy": "soft"}, "characterVoiceProfiles": [7, {"characterId": "mara"}], "narratorVoiceProfile": {}}}""")]
    public void An_audio_design_is_read_wrapped_or_not_in_either_spelling(string document)
    {
        AudioDesign design = AudioDesign.Parse(document);

        Assert.Equal("soft", design.SoundEffectPhilosophy);
        Assert.NotNull(design.VoiceOf("mara"));
        Assert.NotNull(design.NarratorVoice);
        Assert.Null(design.VoiceOf("nobody"));
    }

    [Fact]
    public void A_storyboard_names_its_designs_once_in_order_and_without_space_around_them()
    {
        Storyboard storyboard = Storyboard.Parse(
            """
            {"referencedDesigns": {"characters": [" b", "a", "b", ""], "environments": ["x"]}, "cameraDynamics": " Pan left. ",
             "audioAndNarrative": [{"source": "narrator"}, {"source": " mara "}, {"source": "mara"}, {"line": "no source"}]}
            """);

        Assert.Equal("b a", string.Join(' ', storyboard.Referenced(DesignKind.Character)));
        Assert.Equal("x", Assert.Single(storyboard.Referenced(DesignKind.Environment)));
        Assert.Equal("Pan left.", storyboard.CameraText);
        Assert.Equal("narrator mara", string.Join(' ', storyboard.Speakers));
        Assert.True(storyboard.HasNarrator);
        Assert.Empty(storyboard.Problems);
    }

    [Theory]
    [InlineData("{}", "referencedDesigns is missing")]
    [InlineData("""{"referencedDesigns": []}""", "referencedDesigns is missing")]
    [InlineData("""{"referencedDesigns": {"characters": "mara"}}""", "referencedDesigns.characters is not a list of ids")]
    [InlineData("""{"referencedDesigns": {"environments": [7]}}""", "referencedDesigns.environments is not a list of ids")]
    public void What_a_storyboard_lacks_is_told_and_no_reason_to_break(string payload, string problem) =>
        Assert.Equal(problem, Assert.Single(Storyboard.Parse(payload).Problems));

    [Fact]
    public void Half_a_surrogate_pair_is_no_reason_to_break() =>
        Assert.Single(Storyboard.Parse("""{"referencedDesigns": {"characters": ["\ud83e"]}}""").Characters);
}
