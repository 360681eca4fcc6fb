using StoryVideo.Stories;

namespace StoryVideo.Core.Tests.Stories;

/// <summary>What is said in a shot, as storyboards write it down.</summary>
public sealed class SpokenLineTests
{
    [Fact]
    public void Lines_keep_their_order_and_noises_and_empty_lines_are_none()
    {
        Storyboard storyboard = Storyboard.Parse("""
            { "audio_and_narrative": [
                { "type": "monologue", "line": "Night fell." },
                { "type": "sfx", "source": "door", "line": "A door slams." },
                { "type": "dialogue", "source": " rhea ", "line": " Look! ", "delivery": "soft" },
                { "source": "cosmo", "line": "N/A" },
                { "source": "cosmo" } ] }
            """);

        Assert.Equal([new("narrator", "Night fell.", null), new("rhea", "Look!", "soft")], storyboard.Lines);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("… — !", 0)]
    [InlineData("Don't look — it's 10 o'clock!", 5)]
    [InlineData("well-known", 1)]
    [InlineData("月が綺麗ですね", 4)]
    public void Words_are_counted_as_they_are_spoken(string text, int words) =>
        Assert.Equal(words, new SpokenLine("rhea", text, null).Words);
}
