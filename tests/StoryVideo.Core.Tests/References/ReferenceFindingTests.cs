using StoryVideo.Core.Tests.Support;
using StoryVideo.References;
using StoryVideo.Stories;

namespace StoryVideo.Core.Tests.References;

/// <summary>What is wrong with images, how much it matters and what helps.</summary>
public sealed class ReferenceFindingTests
{
    private const string MakeRhea =
        "New-VisualReferenceImage -Character 'rhea' (storyvideo run create-visual-reference-image --character 'rhea')";

    private const string KeyFrame = "42/shots/s1/shot-2_key_frame.png";

    [Theory]
    [InlineData(ReferenceFileState.Missing, "reference-file-missing", "is not on disk")]
    [InlineData(ReferenceFileState.Empty, "reference-empty", "is an empty file")]
    [InlineData(ReferenceFileState.NotAnImage, "reference-mistyped", "is neither PNG nor JPEG")]
    [InlineData(ReferenceFileState.Unreadable, "reference-unreadable", "cannot be read: it is a folder")]
    public void A_file_that_cannot_be_sent_is_a_finding_with_its_path_and_what_makes_it(ReferenceFileState state, string code, string words)
    {
        ReferenceSelection selection = ReferenceSelectionTests.Select(
            new SampleImages().With(SampleImages.Rhea, state, detail: "it is a folder"), 3, ["rhea"], ["studio"]);

        Finding finding = Assert.Single(selection.Findings);
        Assert.Equal((FindingSeverity.Error, code), (finding.Severity, finding.Code));
        Assert.Equal($"the model sheet of character 'rhea' {words} ('{SampleImages.Rhea}'): put a PNG or JPEG image there, in the assets folder, or make it with {MakeRhea}", finding.Message);
        LeftOutReference left = Assert.Single(selection.LeftOut);
        Assert.Equal((ReferenceRole.Character, "rhea", SampleImages.Rhea, finding.Message, false), (left.Role, left.Id, left.Path, left.Reason, left.IsUsable));
        Assert.Equal("studio s1#2", string.Join(' ', selection.Slots.Select(static s => s.Id)));
    }

    [Theory]
    [InlineData("\"character_model_sheet_image_path\": \"42/visuals/characters/rhea/character-model-sheet.png\"", "\"x\": 1")]
    [InlineData("\"42/visuals/characters/rhea/character-model-sheet.png\"", "null")]
    [InlineData("\"42/visuals/characters/rhea/character-model-sheet.png\"", "\"  \"")]
    public void A_design_without_a_path_is_a_finding(string part, string other)
    {
        string visual = SampleStory.With(SampleStory.Visual, part, other);

        Finding finding = Assert.Single(ReferenceSelectionTests.Select(new SampleImages(), 3, ["rhea"], [], visual: visual).Findings);

        Assert.Equal("reference-missing", finding.Code);
        Assert.Equal($"there is no model sheet of character 'rhea': make it with {MakeRhea}, or name an image in the story bundle and run Import-Story (storyvideo import) again", finding.Message);
    }

    [Fact]
    public void A_blank_path_in_one_spelling_does_not_hide_the_one_in_the_other()
    {
        string visual = SampleStory.With(
            SampleStory.Visual,
            $"\"character_model_sheet_image_path\": \"{SampleImages.Rhea}\"",
            $"\"character_model_sheet_image_path\": \"\", \"characterModelSheetImagePath\": \"{SampleImages.Rhea}\"");

        Assert.Equal(SampleImages.Rhea, ReferenceSelectionTests.Select(new SampleImages(), 3, ["rhea"], [], visual: visual).Slots[0].Path);
    }

    [Theory]
    [InlineData("../../etc/passwd.png", "it leaves the assets folder")]
    [InlineData("generated/../../x.png", "it leaves the assets folder")]
    [InlineData("..\\x.png", "it leaves the assets folder")]
    [InlineData("42/a/../b.png", "it leaves the assets folder")]
    [InlineData("C:\\x.png", "it is not a plain relative path")]
    [InlineData("https://example.org/x.png", "it is not a plain relative path")]
    [InlineData("42/\u001b[31m.png", "it is not a plain relative path")]
    [InlineData("/generated/", "it is empty")]
    public void A_path_that_leaves_the_folder_is_refused_and_never_looked_at(string stored, string why)
    {
        SampleImages images = new();

        ReferenceSelection selection = ReferenceSelectionTests.Select(images, 3, [], [], keyFrame: stored);

        Finding finding = Assert.Single(selection.Findings);
        Assert.Equal((FindingSeverity.Error, "reference-path"), (finding.Severity, finding.Code));
        Assert.Contains(why, finding.Message, StringComparison.Ordinal);
        Assert.Contains("-ExcludeKeyFrame", finding.Message, StringComparison.Ordinal);
        Assert.Equal(0, images.Looks);
    }

    [Theory]
    [InlineData(SampleImages.Rhea, "image/jpeg")]
    [InlineData("42/shots/s1/shot-2_key_frame.jpg", "image/png")]
    public void A_file_whose_name_belies_its_bytes_is_sent_as_what_it_is_with_a_warning(string path, string type)
    {
        ReferenceSelection selection = ReferenceSelectionTests.Select(
            new SampleImages().With(path, ReferenceFileState.Usable, type), 3, ["rhea"], [], keyFrame: "42/shots/s1/shot-2_key_frame.jpg");

        Assert.Contains(selection.Slots, slot => slot.Path == path && slot.MimeType == type);
        Finding finding = Assert.Single(selection.Findings, f => f.Message.Contains(path, StringComparison.Ordinal));
        Assert.Equal((FindingSeverity.Warning, "reference-misnamed"), (finding.Severity, finding.Code));
    }

    [Fact]
    public void In_a_dry_run_what_is_missing_is_a_warning()
    {
        ReferenceSelection selection = ReferenceSelectionTests.Select(
            Missing(SampleImages.Rhea, KeyFrame), 3, ["rhea"], [], severity: FindingSeverity.Warning);
        Assert.Equal([FindingSeverity.Warning, FindingSeverity.Warning], selection.Findings.Select(static f => f.Severity));
    }

    [Fact]
    public void An_image_that_would_not_have_been_sent_anyway_is_a_warning()
    {
        ReferenceSelection selection = ReferenceSelectionTests.Select(
            Missing(KeyFrame), 3, ["rhea", "cosmo"], ["studio"]);
        Assert.Equal(FindingSeverity.Warning, Assert.Single(selection.Findings).Severity);
    }

    [Fact]
    public void An_image_behind_one_that_must_be_made_first_is_a_warning_as_it_will_not_be_needed_then()
    {
        ReferenceSelection selection = ReferenceSelectionTests.Select(
            Missing(SampleImages.Rhea, KeyFrame), 3, ["rhea", "cosmo"], ["studio"]);
        Assert.Equal(
            [("s", FindingSeverity.Error), ("k", FindingSeverity.Warning)],
            selection.Findings.Select(static f => (f.Message.Contains("model sheet", StringComparison.Ordinal) ? "s" : "k", f.Severity)));
    }

    [Theory]
    [InlineData("42/shots/s1/shot-2_key_frame.png")]
    [InlineData("../../etc/passwd.png")]
    public void A_key_frame_that_is_excluded_is_no_finding_whatever_is_wrong_with_it(string keyFrame)
    {
        ReferenceSelection selection = ReferenceSelectionTests.Select(
            Missing(KeyFrame), 3, ["rhea"], [], keyFrame, excludeKeyFrame: true);
        Assert.Empty(selection.Findings);
        LeftOutReference left = Assert.Single(selection.LeftOut);
        Assert.Equal(("key frames are excluded", false), (left.Reason, left.IsUsable));
    }

    [Fact]
    public void Every_image_that_is_wrong_is_told_at_once()
    {
        ReferenceSelection selection = ReferenceSelectionTests.Select(
            Missing(SampleImages.Rhea, SampleImages.Cosmo, SampleImages.Studio, KeyFrame), 3, ["rhea", "cosmo"], ["studio"]);
        Assert.Equal(4, selection.Findings.Count);
        Assert.Empty(selection.Slots);
    }

    private static SampleImages Missing(params string[] paths) =>
        paths.Aggregate(new SampleImages(), static (images, path) => images.With(path, ReferenceFileState.Missing));
}
