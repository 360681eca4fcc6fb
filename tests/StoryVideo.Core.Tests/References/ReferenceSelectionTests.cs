using StoryVideo.Core.Tests.Support;
using StoryVideo.References;
using StoryVideo.Stories;

namespace StoryVideo.Core.Tests.References;

/// <summary>Which images go along, which do not, and why.</summary>
public sealed class ReferenceSelectionTests
{
    private const string KeyFrame = "42/shots/s1/shot-2_key_frame.png";

    [Theory]
    [InlineData(3, "character rhea, character cosmo, environment studio", "keyFrame s1#2", "rhea,cosmo", "studio")]
    [InlineData(3, "character rhea, environment studio, keyFrame s1#2", "", "rhea", "studio")]
    [InlineData(3, "character cosmo, character rhea, character extra", "environment studio, keyFrame s1#2", "cosmo,rhea,extra", "studio")]
    [InlineData(3, "environment jungle, environment studio, keyFrame s1#2", "", "", "jungle,studio")]
    [InlineData(3, "keyFrame s1#2", "", "", "")]
    [InlineData(1, "character rhea", "environment studio, keyFrame s1#2", "rhea", "studio")]
    [InlineData(0, "", "character rhea, environment studio, keyFrame s1#2", "rhea", "studio")]
    [InlineData(7, "character rhea, character cosmo, environment studio, environment jungle, keyFrame s1#2", "", "rhea,cosmo", "studio,jungle")]
    public void Sheets_come_before_environments_and_the_key_frame_last_up_to_the_limit(
        int limit, string taken, string left, string characters, string environments)
    {
        ReferenceSelection selection = Select(new SampleImages(), limit, Ids(characters), Ids(environments));

        Assert.Equal(taken, string.Join(", ", selection.Slots.Select(static s => $"{Word(s.Role)} {s.Id}")));
        Assert.Equal(left, string.Join(", ", selection.LeftOut.Select(static s => $"{Word(s.Role)} {s.Id}")));
        Assert.Empty(selection.Findings);
    }

    [Fact]
    public void Every_slot_says_where_it_is_what_it_is_and_why_it_was_taken()
    {
        ReferenceSelection selection = Select(new SampleImages(), 3, ["rhea"], ["studio"]);

        Assert.Equal(
            [
                new(ReferenceRole.Character, "rhea", SampleImages.Rhea, "/assets/" + SampleImages.Rhea, 11, "image/png", "model sheet of a referenced character"),
                new(ReferenceRole.Environment, "studio", SampleImages.Studio, "/assets/" + SampleImages.Studio, 11, "image/png", "reference of a referenced environment"),
                new ReferenceSlot(ReferenceRole.KeyFrame, "s1#2", KeyFrame, "/assets/" + KeyFrame, 11, "image/png", "the still of this shot"),
            ],
            selection.Slots);
    }

    [Fact]
    public void Every_image_that_is_left_out_says_why()
    {
        Assert.Equal("the model takes 1 image, and what comes before it has priority", Select(new SampleImages(), 1, ["rhea"], []).LeftOut[0].Reason);
        Assert.Equal("the model takes no reference images", Select(new SampleImages(), 0, [], []).LeftOut[0].Reason);
        Assert.Equal("key frames are excluded", Select(new SampleImages(), 3, [], [], excludeKeyFrame: true).LeftOut[0].Reason);
        Assert.Equal("the shot has no key frame", Select(new SampleImages(), 3, [], [], keyFrame: " ").LeftOut[0].Reason);
    }

    [Fact]
    public void A_file_goes_along_once_whoever_refers_to_it_and_frees_its_slot()
    {
        string visual = SampleStory.With(SampleStory.Visual, "42/visuals/characters/cosmo/character-model-sheet.png", "/generated/" + SampleImages.Rhea);

        ReferenceSelection selection = Select(new SampleImages(), 3, ["rhea", "cosmo"], ["studio"], visual: visual);

        Assert.Equal("rhea studio s1#2", string.Join(' ', selection.Slots.Select(static s => s.Id)));
        Assert.Equal("the same file as the model sheet of character 'rhea'", Assert.Single(selection.LeftOut).Reason);
        Assert.Empty(selection.Findings);
    }

    [Theory]
    [InlineData("42/shots/s1/shot-2_key_frame.png")]
    [InlineData("generated/42/shots/s1/shot-2_key_frame.png")]
    [InlineData("/generated/42/shots/s1/shot-2_key_frame.png")]
    [InlineData("public/generated/42/shots/s1/shot-2_key_frame.png")]
    [InlineData("apps/story-tree-ui/public/generated/42/shots/s1/shot-2_key_frame.png")]
    [InlineData("\\generated\\42\\shots\\s1\\shot-2_key_frame.png")]
    [InlineData("  /42//shots/./s1/shot-2_key_frame.png ")]
    public void Every_stored_spelling_of_a_path_is_the_same_file(string stored) =>
        Assert.Equal(KeyFrame, Assert.Single(Select(new SampleImages(), 3, [], [], keyFrame: stored).Slots).Path);

    [Fact]
    public void A_shot_without_a_key_frame_is_no_finding()
    {
        ReferenceSelection selection = Select(new SampleImages(), 3, ["rhea"], ["studio"], keyFrame: null);
        Assert.Equal(2, selection.Slots.Count);
        Assert.Empty(selection.Findings);
    }

    [Fact]
    public void Each_file_is_looked_at_no_more_often_than_it_stands_there()
    {
        SampleImages images = new();
        Select(images, 3, ["rhea", "cosmo", "extra"], ["studio"]);
        Assert.Equal(5, images.Looks);
    }

    [Fact]
    public void Ids_without_a_design_have_no_image_and_no_finding_here()
    {
        ReferenceSelection selection = Select(new SampleImages(), 3, ["nobody", "rhea"], ["nowhere"]);
        Assert.Equal("rhea s1#2", string.Join(' ', selection.Slots.Select(static s => s.Id)));
        Assert.Empty(selection.Findings);
    }

    internal static ReferenceSelection Select(
        IReferenceFiles images,
        int limit,
        string[] characters,
        string[] environments,
        string? keyFrame = KeyFrame,
        bool excludeKeyFrame = false,
        FindingSeverity severity = FindingSeverity.Error,
        string visual = SampleStory.Visual) =>
        new ReferenceSelector(images, limit, excludeKeyFrame, severity).Select(
            SampleStory.Shot() with { KeyFrameImagePath = keyFrame },
            Storyboard.Parse(SampleStory.Referring(characters, environments)),
            VisualDesign.Parse(visual));

    private static string[] Ids(string ids) => ids.Split(',', StringSplitOptions.RemoveEmptyEntries);

    private static string Word(ReferenceRole role) => role == ReferenceRole.KeyFrame ? "keyFrame" : role.ToString().ToLowerInvariant();
}
