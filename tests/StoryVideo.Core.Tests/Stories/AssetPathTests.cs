using StoryVideo.Stories;

namespace StoryVideo.Core.Tests.Stories;

public sealed class AssetPathTests
{
    [Theory]
    [InlineData("42/a.png")]
    [InlineData("/42/a.png")]
    [InlineData("generated/42/a.png")]
    [InlineData("/generated/42/a.png")]
    [InlineData("public/generated/42/a.png")]
    [InlineData("apps/story-tree-ui/public/generated/42/a.png")]
    [InlineData("\\generated\\42\\a.png")]
    [InlineData("generated//42/./a.png")]
    [InlineData("  42/a.png ")]
    public void Every_stored_spelling_names_the_same_file(string stored)
    {
        Assert.True(AssetPath.TryParse(stored, out AssetPath? path, out _));

        Assert.Equal(("42/a.png", "generated/42/a.png"), (path.Value, path.Stored));
    }

    [Theory]
    [InlineData("generated/generated/a.png", "generated/a.png")]
    [InlineData("generatedness/a.png", "generatedness/a.png")]
    [InlineData("42/generated/a.png", "42/generated/a.png")]
    [InlineData("42/a..png", "42/a..png")]
    [InlineData("42/...", "42/...")]
    public void What_only_looks_like_a_prefix_or_a_way_up_is_kept(string stored, string expected)
    {
        Assert.True(AssetPath.TryParse(stored, out AssetPath? path, out _));

        Assert.Equal(expected, path.Value);
    }

    [Theory]
    [InlineData(null, "it is empty")]
    [InlineData("", "it is empty")]
    [InlineData("generated/", "it is empty")]
    [InlineData("/./", "it is empty")]
    [InlineData("..", "it leaves the assets folder")]
    [InlineData("42/../../a.png", "it leaves the assets folder")]
    [InlineData("42/../a.png", "it leaves the assets folder")]
    [InlineData("generated/../a.png", "it leaves the assets folder")]
    [InlineData("..\\a.png", "it leaves the assets folder")]
    [InlineData("C:\\a.png", "it is not a plain relative path")]
    [InlineData("file:///etc/passwd", "it is not a plain relative path")]
    [InlineData("a\0.png", "it is not a plain relative path")]
    [InlineData("a\n.png", "it is not a plain relative path")]
    public void What_is_no_file_in_the_folder_is_refused_with_a_reason(string? stored, string problem)
    {
        Assert.False(AssetPath.TryParse(stored, out AssetPath? path, out string? told));

        Assert.Null(path);
        Assert.Equal(problem, told);
    }

    [Theory]
    [InlineData("s1", "42/shots/s1/shot-3.mp4")]
    [InlineData("Scène n° 1", "42/shots/scene-n-1/shot-3.mp4")]
    [InlineData("..", "42/shots/_/shot-3.mp4")]
    [InlineData("a/b", "42/shots/a-b/shot-3.mp4")]
    public void A_clip_lies_in_the_folder_of_its_scenelet(string scenelet, string expected) =>
        Assert.Equal(expected, AssetNames.Video(new ShotAddress("42", scenelet, 3)).Value);

    [Fact]
    public void An_earlier_take_lies_beside_its_asset_with_its_own_extension() =>
        Assert.Equal("42/shots/s1/takes/t9.mp4", AssetNames.Earlier(AssetPath.Of("42", "shots", "s1", "shot-3.mp4"), "t9").Value);

    [Theory]
    [InlineData("Rhea", "rhea")]
    [InlineData("Cosmo the Dog!", "cosmo-the-dog")]
    [InlineData("  Éloïse--Łódź ", "eloise-łodz")]
    [InlineData("月の猫", "月の猫")]
    [InlineData("ﬁn ①", "fin-1")]
    [InlineData("***", "_")]
    [InlineData("", "_")]
    public void A_folder_is_named_in_lower_case_without_accents_and_with_one_hyphen_for_the_rest(string name, string folder) =>
        Assert.Equal(folder, FolderName.Of(name));
}
