using StoryVideo.Core.Tests.Support;
using StoryVideo.Planning;
using StoryVideo.References;
using StoryVideo.Storage;
using StoryVideo.Stories;

namespace StoryVideo.Core.Tests.References;

/// <summary>Images as they lie on disk.</summary>
public sealed class ReferenceFilesTests : IDisposable
{
    private readonly SampleFolder _folder = new();

    private ReferenceFiles Files => new(new AssetFolder(_folder.PathOf("generated")));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_PNG_and_a_JPEG_are_known_by_their_bytes_whatever_their_names()
    {
        _folder.Write("generated/a.png", SampleFolder.Png);
        _folder.Write("generated/b.png", SampleFolder.Jpeg);

        Assert.Equal(new ReferenceFile(ReferenceFileState.Usable, _folder.PathOf("generated/a.png"), 11, "image/png"), Look("a.png"));
        Assert.Equal(new ReferenceFile(ReferenceFileState.Usable, _folder.PathOf("generated/b.png"), 9, "image/jpeg"), Look("b.png"));
    }

    [Fact]
    public void What_cannot_be_sent_is_told_apart()
    {
        _folder.Write("generated/empty.png", "");
        _folder.Write("generated/text.png", "this is no image");
        _folder.Write("generated/short.png", SampleFolder.Png[..7]);
        Directory.CreateDirectory(_folder.PathOf("generated/folder.png"));

        Assert.Equal(ReferenceFileState.Missing, Look("nothing.png").State);
        Assert.Equal(ReferenceFileState.Empty, Look("empty.png").State);
        Assert.Equal(ReferenceFileState.NotAnImage, Look("text.png").State);
        Assert.Equal(ReferenceFileState.NotAnImage, Look("short.png").State);
        Assert.Equal((ReferenceFileState.Unreadable, "it is a folder"), (Look("folder.png").State, Look("folder.png").Detail));
    }

    [SkippableFact]
    public void A_link_out_of_the_folder_is_refused_and_one_within_it_followed()
    {
        Skip.If(OperatingSystem.IsWindows(), "links need a privilege on Windows");
        _folder.Write("outside/secret.png", SampleFolder.Png);
        _folder.Write("generated/a.png", SampleFolder.Png);
        File.CreateSymbolicLink(_folder.PathOf("generated/out.png"), _folder.PathOf("outside/secret.png"));
        File.CreateSymbolicLink(_folder.PathOf("generated/in.png"), _folder.PathOf("generated/a.png"));
        Directory.CreateSymbolicLink(_folder.PathOf("generated/way"), _folder.PathOf("outside"));
        File.CreateSymbolicLink(_folder.PathOf("generated/nowhere.png"), _folder.PathOf("gone.png"));

        Assert.Equal(ReferenceFileState.Usable, Look("in.png").State);
        Assert.All((string[])["out.png", "way/secret.png", "nowhere.png"], path =>
        {
            ReferenceFile file = Look(path);
            Assert.Equal(ReferenceFileState.Unreadable, file.State);
            Assert.Contains("leads out of the assets folder", file.Detail, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_file_is_looked_at_once_a_run_and_anew_in_the_next()
    {
        ReferenceFiles files = Files;
        _folder.Write("generated/a.png", SampleFolder.Png);
        Assert.Equal(11, files.Look(AssetPath.Of("a.png")).Bytes);
        _folder.Write("generated/a.png", SampleFolder.Jpeg);

        Assert.Equal(11, files.Look(AssetPath.Of("a.png")).Bytes);
        Assert.Equal(9, Files.Look(AssetPath.Of("a.png")).Bytes);
    }

    [Fact]
    public async Task A_files_hash_is_that_of_all_its_bytes()
    {
        string path = _folder.Write("generated/a.png", SampleFolder.Png);
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(SampleFolder.Png)), await Files.HashAsync(path));
    }

    private ReferenceFile Look(string path) => Files.Look(AssetPath.Of(path));
}
