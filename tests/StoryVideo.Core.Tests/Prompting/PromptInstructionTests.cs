using StoryVideo.Core.Tests.Support;
using StoryVideo.Planning;
using StoryVideo.Prompting;
using StoryVideo.Storage;
using StoryVideo.Stories;

namespace StoryVideo.Core.Tests.Prompting;

public sealed class PromptInstructionTests
{
    private const string FileName = "shot-video.md";

    [Theory]
    [InlineData("no captions, subtitles")]
    [InlineData("watermarks")]
    [InlineData("no background music")]
    [InlineData("model sheet defines its character")]
    [InlineData("environment reference shows what a place looks like")]
    [InlineData("not its layout of several views")]
    [InlineData("key frame, where one is given")]
    [InlineData("\"narrator\" are a voice over the picture. Nobody in the picture speaks or mouths them")]
    public void The_shipped_instructions_say_what_clips_need(string words) => Assert.Contains(
        words, string.Join('\n', Shipped().Items), StringComparison.OrdinalIgnoreCase);

    [Fact]
    public void The_shipped_instructions_are_those_of_the_repository_and_end_the_prompt()
    {
        PromptInstructions own = PromptInstructions.Parse(File.ReadAllText(Path.Combine(TestPaths.Repository, "prompts", FileName)), FileName);
        Assert.Equal(own.Items, Shipped().Items, StringComparer.Ordinal);

        StoryDesigns designs = SampleStory.Designs(instructions: own);
        string prompt = designs.Prompts!.Build(Storyboard.Parse(SampleStory.Payload)).Text;
        Assert.Equal(own.Items, PromptSections.Section(prompt, "critical_instruction").EnumerateArray().Select(static i => i.GetString()!), StringComparer.Ordinal);
        Assert.Equal("critical_instruction", PromptSections.Names(PromptSections.Section(prompt))[^1]);
    }

    [Fact]
    public void Items_are_list_items_with_the_lines_that_belong_to_them_and_nothing_else() => Assert.Equal(
        ["One goes on here.", "Two", "Three"],
        PromptInstructions.Parse("# Title\r\n\r\nProse.\r\n\r\n- One\r\n  goes on\r\n  here.\r\n* Two\r\n\r\n  not an item's line\r\n\r\n## More\r\n- Three  \r\n", FileName).Items,
        StringComparer.Ordinal);

    [Fact]
    public void A_file_without_an_instruction_is_refused_by_name() => Assert.Contains(
        FileName, Assert.Throws<FormatException>(static () => PromptInstructions.Parse("Only prose.", FileName)).Message, StringComparison.Ordinal);

    [Fact]
    public void An_operators_folder_replaces_the_file_and_one_without_it_does_not()
    {
        using SampleFolder folder = new();
        Assert.Equal(Shipped().Items, PromptInstructions.Parse(new PromptFolder(folder.Root).Read(FileName), FileName).Items, StringComparer.Ordinal);
        folder.Write(FileName, "- Only this.");
        Assert.Equal(["Only this."], PromptInstructions.Parse(new PromptFolder(folder.Root).Read(FileName), FileName).Items, StringComparer.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_an_error_and_not_the_shipped_text() => Assert.Contains(
        "does not exist",
        Assert.Throws<StoreException>(static () => new PromptFolder("/nowhere/at/all").Read(FileName)).Message,
        StringComparison.Ordinal);

    private static PromptInstructions Shipped() => PromptInstructions.Parse(new PromptFolder(null).Read(FileName), FileName);
}
