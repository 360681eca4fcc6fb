using StoryVideo.Stories;
using StoryVideo.Tasks;
using StoryVideo.Tasks.Films;

namespace StoryVideo.Core.Tests.Tasks;

/// <summary>The way through a story that branches.</summary>
public sealed class StoryPathTests
{
    private static readonly SceneletNode[] s_tree =
    [
        new("a", null, null, "s1"), new("b", "a", "Go left", "s2"), new("c", "a", "Go right", "s3"),
        new("d", "b", null, "s4"), new("e", "d", "Stay", "s5"), new("f", "d", "Leave", "s6"), new("g", "c", null, "s7"),
    ];

    [Theory]
    [InlineData("s7", "s1 s3 s7")]
    [InlineData("Go right", "s1 s3 s7")]
    [InlineData("s6", "s1 s2 s4 s6")]
    [InlineData("go left,stay", "s1 s2 s4 s5")]
    [InlineData("*right", "s1 s3 s7")]
    public void A_name_behind_each_branch_is_enough(string names, string way) =>
        Assert.Equal(way, string.Join(' ', new StoryPath(s_tree).Find(names.Split(','))));

    [Fact]
    public void A_branch_that_no_name_decides_is_refused_with_its_choices()
    {
        RunRefusedException e = Assert.Throws<RunRefusedException>(() => new StoryPath(s_tree).Find(["s2"]));
        Assert.Equal("path-branches", e.Code);
        Assert.Equal("The story branches after s4, and -Path (--path) names none of its ways: s5 ('Stay'), s6 ('Leave'). Name one.", e.Message);
        Assert.Contains("more than one", Assert.Throws<RunRefusedException>(() => new StoryPath(s_tree).Find(["s2", "s7"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_name_is_refused_with_those_there_are() => Assert.Equal(
        "No scenelet and no choice of this story is called 's9'. There is: s1, s2 ('Go left'), s3 ('Go right'), s4, s5 ('Stay'), s6 ('Leave'), s7.",
        Assert.Throws<RunRefusedException>(() => new StoryPath(s_tree).Find(["s9"])).Message);

    [Fact]
    public void A_story_without_a_tree_is_walked_as_named()
    {
        StoryPath path = new([new("a", null, null, "s1"), new("b", null, null, "s2"), new("c", null, null, "s3")]);
        Assert.Equal(["s3", "s1"], path.Find(["s3", "s1"]));
        Assert.False(path.Branches);
        Assert.True(new StoryPath(s_tree).Branches);
    }

    [Fact]
    public void A_tree_that_leads_back_into_itself_ends() => Assert.Equal(
        ["s1"], new StoryPath([new("a", null, null, "s1"), new("b", "c", null, "s2"), new("c", "b", null, "s3")]).Find(["s1"]));
}
