using StoryVideo.Stories;

namespace StoryVideo.Core.Tests.Stories;

public sealed class ShotFilterTests
{
    [Theory]
    [InlineData("3", "3")]
    [InlineData("2-4", "2 3 4")]
    [InlineData("2..4", "2 3 4")]
    [InlineData("-2", "1 2")]
    [InlineData("5-", "5 6")]
    [InlineData("1, 4-5,", "1 4 5")]
    [InlineData("2-2", "2")]
    public void Indexes_are_read_as_operators_write_them(string text, string expected)
    {
        ShotFilter filter = new() { Indexes = IndexRange.ParseList(text) };

        Assert.Equal(expected, string.Join(' ', Enumerable.Range(1, 6).Where(filter.Wants)));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-")]
    [InlineData("4-2")]
    [InlineData("1-2-3")]
    [InlineData("x")]
    [InlineData("1.5")]
    [InlineData("+1")]
    [InlineData("99999999999")]
    [InlineData("2,0")]
    public void What_is_no_index_is_refused_with_an_example(string text)
    {
        FormatException refused = Assert.Throws<FormatException>(() => IndexRange.ParseList(text));

        Assert.Contains("Write 3, 2-5 or 4-", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("s1", true)]
    [InlineData("S1", true)]
    [InlineData("the pond", true)]
    [InlineData("*pond", true)]
    [InlineData("s?", true)]
    [InlineData("s", false)]
    [InlineData("s1?", false)]
    [InlineData("pond", false)]
    public void A_scenelet_is_meant_by_id_label_or_pattern(string pattern, bool isMeant) =>
        Assert.Equal(isMeant, new ShotFilter { Scenelets = [pattern] }.Wants(new Scenelet("s1", 1, "The Pond")));

    [Fact]
    public void One_of_several_patterns_is_enough_and_none_means_all()
    {
        Assert.True(new ShotFilter { Scenelets = ["x", "s2"] }.Wants(new Scenelet("s2", 1, null)));
        Assert.True(ShotFilter.All.Wants(new Scenelet("s2", 1, null)));
        Assert.True(ShotFilter.All.Wants(7));
    }
}
