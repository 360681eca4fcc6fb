using StoryVideo.Prompting;

namespace StoryVideo.Core.Tests.Prompting;

public sealed class TokenEstimateTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("a", 1)]
    [InlineData("abcd", 1)]
    [InlineData("abcde", 2)]
    [InlineData("éèêë", 1)]
    [InlineData("月月月月", 4)]
    [InlineData("ひらがな", 4)]
    [InlineData("한국", 2)]
    [InlineData("🤖🤖", 2)]
    [InlineData("abcd月🤖", 3)]
    [InlineData("\ud83e", 1)]
    public void Signs_that_tokenizers_keep_apart_count_singly_and_others_by_four(string text, int tokens) =>
        Assert.Equal(tokens, TokenEstimate.Of(text));

    [Fact]
    public void The_method_is_stated() => Assert.Contains("4 characters", TokenEstimate.Method, StringComparison.Ordinal);
}
