using StoryVideo.Providers.Rehearsal;

namespace StoryVideo.Core.Tests.Providers;

public sealed class CaptionTextTests
{
    [Fact]
    public void Control_signs_and_line_ends_become_one_blank() =>
        Assert.Equal("Zoë’s “100 %” s1#2", CaptionText.Clean("  Zoë’s\r\n\t“100 %”\u0000\u202e s1#2\n"));

    [Fact]
    public void A_long_caption_is_cut_between_whole_characters()
    {
        string clean = CaptionText.Clean(string.Concat(Enumerable.Repeat("🦊", 500)));

        Assert.Equal(CaptionText.LongestCaption + 1, clean.Length);
        Assert.Equal("🦊…", clean[^3..]);
    }

    [Fact]
    public void Lines_break_between_words() =>
        Assert.Equal(
            "The Lamplighter’s Unexpectedly Long\nApprenticeship on the Northern Quay s1#2",
            CaptionText.Wrap("The Lamplighter’s Unexpectedly Long Apprenticeship on the Northern Quay s1#2", 44));

    [Theory]
    [InlineData("abcdefghij s1#2", "abcde\nfghij\ns1#2")]
    [InlineData("夜のランプ s1#2", "夜の\nラン\nプ\ns1#2")]
    [InlineData("ab abcdefg", "ab\nabcde\nfg")]
    [InlineData("", "")]
    public void What_is_longer_than_a_line_is_broken_anywhere(string caption, string expected) =>
        Assert.Equal(expected, CaptionText.Wrap(caption, 5));
}
