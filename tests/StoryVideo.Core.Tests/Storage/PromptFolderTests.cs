using StoryVideo.Core.Tests.Support;
using StoryVideo.Storage;

namespace StoryVideo.Core.Tests.Storage;

public sealed class PromptFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Without_a_folder_the_instructions_that_come_along_are_read() => Assert.Equal(
        File.ReadAllText(Path.Combine(TestPaths.Repository, "prompts", "shot-video.md")), new PromptFolder(null).Read("shot-video.md"));

    [Fact]
    public void An_operators_own_file_wins_and_what_they_lack_comes_from_StoryVideo()
    {
        _folder.Write("mine.md", "- Mine."u8.ToArray());

        Assert.Equal("- Mine.", new PromptFolder(_folder.FullPath).Read("mine.md"));
        Assert.Equal(new PromptFolder(null).Read("shot-video.md"), new PromptFolder(_folder.FullPath).Read("shot-video.md"));
    }

    [Fact]
    public void A_folder_that_does_not_exist_is_refused_by_name()
    {
        string missing = Path.Combine(_folder.FullPath, "missing");

        StoreException refused = Assert.Throws<StoreException>(() => new PromptFolder(missing).Read("shot-video.md"));

        Assert.Contains(missing, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_nobody_has_is_refused() =>
        Assert.Throws<StoreException>(() => new PromptFolder(null).Read("nothing.md"));
}
