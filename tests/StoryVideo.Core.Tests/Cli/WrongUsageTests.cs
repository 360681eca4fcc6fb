using StoryVideo.Core.Tests.Support;

namespace StoryVideo.Core.Tests.Cli;

/// <summary>What cannot be meant ends with 2 and a sentence, before anything is opened.</summary>
public sealed class WrongUsageTests
{
    [Theory]
    [InlineData("Required command was not provided")]
    [InlineData("'nonsense'", "nonsense")]
    [InlineData("There is no task 'make-coffee'. There is: create-visual-reference-image, create-shot-image, create-shot-audio, create-shot-video, all", "run", "make-coffee")]
    [InlineData("Required argument missing", "run")]
    [InlineData("Required argument missing", "import")]
    [InlineData("'--bogus'", "run", "create-shot-video", "--bogus")]
    [InlineData("'extra'", "run", "create-shot-video", "extra")]
    [InlineData("'0' is not a shot index", "run", "create-shot-video", "--shot", "0")]
    [InlineData("'two' is not a shot index. Write 3, 2-5 or 4-", "run", "create-shot-video", "--shot", "two")]
    [InlineData("'2abc' is not a shot index", "run", "create-shot-video", "--shot", "2abc")]
    [InlineData("'5-2' is not a shot index", "run", "create-shot-video", "--shot", "5-2")]
    [InlineData("'-' is not a shot index", "run", "create-shot-video", "--shot", "1,-")]
    [InlineData("'' is not a shot index", "run", "create-shot-video", "--shot", "")]
    [InlineData("' , ' is not a shot index", "status", "--shot", " , ")]
    [InlineData("'99999999999' is not a shot index", "run", "create-shot-video", "--shot", "99999999999")]
    [InlineData("--dry-run cannot be combined with --mode override", "run", "create-shot-video", "--dry-run", "--mode", "override")]
    [InlineData("--dry-run cannot be combined with --mode override", "run", "create-shot-video", "--mode=OVERRIDE", "--dry-run")]
    [InlineData("--mode: 'sideways' is not one of default, resume, override", "run", "create-shot-video", "--mode", "sideways")]
    [InlineData("--mode: '2' is not one of", "run", "create-shot-video", "--mode", "2")]
    [InlineData("'--mode' expects a single argument", "run", "create-shot-video", "--mode", "resume", "--mode", "override")]
    [InlineData("--max-cost: '-1' is no amount", "run", "create-shot-video", "--max-cost", "-1")]
    [InlineData("--max-cost: '2,50' is no amount", "run", "create-shot-video", "--max-cost", "2,50")]
    [InlineData("--max-cost: '1e3' is no amount", "run", "create-shot-video", "--max-cost", "1e3")]
    [InlineData("--max-cost: 'NaN' is no amount", "run", "create-shot-video", "--max-cost", "NaN")]
    [InlineData("--max-cost: 'much' is no amount", "budget", "--max-cost", "much")]
    [InlineData("--max-cost: '-3' is no amount", "budget", "--max-cost", "-3")]
    [InlineData("exclude each other", "budget", "--max-cost", "3", "--none")]
    [InlineData("--throttle: '0' is not a whole number", "run", "create-shot-video", "--throttle", "0")]
    [InlineData("--throttle: 'all' is not a whole number", "run", "create-shot-video", "--throttle", "all")]
    [InlineData("--duration: '8s' is not a whole number", "run", "create-shot-video", "--duration", "8s")]
    [InlineData("--provider: there is no 'nobody'. There is: gemini, vertex, grok, rehearsal", "run", "create-shot-video", "--provider", "nobody")]
    [InlineData("--character goes with create-visual-reference-image and all, not with create-shot-video", "run", "create-shot-video", "--character", "rhea")]
    [InlineData("--index goes with create-visual-reference-image and all, not with create-shot-image", "run", "CREATE_SHOT_IMAGE", "--index", "2")]
    [InlineData("--size goes with", "run", "create-shot-video", "--size", "2K")]
    [InlineData("--resolution goes with create-shot-video and all, not with create-shot-image", "run", "create-shot-image", "--resolution", "720p")]
    [InlineData("--state: 'lost' is not the state of a take. There is: ", "takes", "--state", "lost")]
    [InlineData("Say one of --operation NAME, --uri URI or --write-off", "resolve", "some-take")]
    [InlineData("Required argument missing for option: '--story'", "run", "create-shot-video", "--story")]
    public async Task It_is_told_in_a_sentence(string words, params string[] args)
    {
        using CommandLine cli = new();

        CommandResult result = await cli.RunAsync(args);

        result.Ends(2, "error: ", words, "--help");
        Assert.Empty(result.Out);
        Assert.Empty(cli.Folder.Contents());
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("run", "--help")]
    [InlineData("status", "-h")]
    [InlineData("--version")]
    public async Task Help_and_version_are_no_wrong_usage(params string[] args)
    {
        using CommandLine cli = new();
        CommandResult result = await cli.RunAsync(args);
        result.Ends(0);
        Assert.NotEmpty(result.Out);
    }
}
