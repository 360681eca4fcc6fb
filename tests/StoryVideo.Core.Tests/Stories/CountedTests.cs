using StoryVideo.Stories;

namespace StoryVideo.Core.Tests.Stories;

public sealed class CountedTests
{
    [Theory]
    [InlineData(0, "0 shots")]
    [InlineData(1, "1 shot")]
    [InlineData(2, "2 shots")]
    public void One_is_told_from_many(int count, string words) => Assert.Equal(words, Counted.Of(count, "shot"));

    [Fact]
    public void A_plural_of_its_own_is_used() => Assert.Equal("2 stories", Counted.Of(2, "story", "stories"));
}
