using StoryVideo.Core.Tests.Support;
using StoryVideo.Storage;
using StoryVideo.Stories;
using StoryVideo.Tasks;

namespace StoryVideo.Core.Tests.Cli;

/// <summary>Text from stories cannot steer the terminal.</summary>
public sealed class TerminalSafetyTests
{
    private const string Title = "\u001b[31mRed\u001b]0;owned\u0007 \u009b2J\u0008\r\u007f lamp";

    [Theory]
    [InlineData("status")]
    [InlineData("status", "--story", "nothing")]
    [InlineData("takes")]
    [InlineData("budget")]
    [InlineData("run", "create-shot-video", "--dry-run", "--verbose")]
    [InlineData("run", "create-shot-video", "--dry-run", "--json")]
    [InlineData("run", "create-shot-video", "--scenelet", "nothing", "--dry-run")]
    [InlineData("run", "create-shot-video", "--provider", "rehearsal")]
    [InlineData("run", "\u001b[31mtask")]
    [InlineData("run", "create-shot-video", "--mode", "\u001b[31m")]
    public async Task Control_characters_do_not_reach_it(params string[] args)
    {
        using CommandLine cli = await HostileAsync();

        CommandResult result = await cli.RunAsync(args);

        Assert.DoesNotContain(result.Out + result.Err, static c => char.IsControl(c) && c != '\n');
        Assert.True(result.Out.Length + result.Err.Length > 0);
    }

    [Fact]
    public async Task A_title_is_shown_with_marks_in_place_of_what_it_hides()
    {
        using CommandLine cli = await HostileAsync();
        Assert.Contains("\uFFFD[31mRed", (await cli.RunAsync("status")).Err, StringComparison.Ordinal);
    }

    // An import refuses such a title; another program's database may hold it all the same.
    private static async Task<CommandLine> HostileAsync()
    {
        CommandLine cli = await CommandLine.WithStoryAsync(static b => b.Payloads["s1#1"] = SampleStory.Referring(["\u001b[31mnobody"], []));
        using Studio studio = await cli.OpenAsync(StoreAccess.Write);
        Story story = SampleStory.Story() with { DisplayName = Title };
        await studio.Stories.ImportAsync(story, [], AsyncEnumerable.Empty<StoryShot>(), CancellationToken.None);
        return cli;
    }
}
