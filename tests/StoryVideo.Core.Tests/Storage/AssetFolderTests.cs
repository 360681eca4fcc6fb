using System.Text;
using StoryVideo.Core.Tests.Support;
using StoryVideo.Storage;
using StoryVideo.Stories;

namespace StoryVideo.Core.Tests.Storage;

public sealed class AssetFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly AssetFolder _assets;

    public AssetFolderTests() => _assets = new AssetFolder(Path.Combine(_folder.FullPath, "assets"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_path_is_resolved_below_the_folder_whether_it_exists_or_not() =>
        Assert.Equal(Path.Combine(_assets.Root, "42", "a.png"), _assets.Resolve(AssetPath.Of("42", "a.png")));

    [Theory]
    [InlineData("story", "..")]
    [InlineData("story", "/etc")]
    [InlineData("story", "../outside")]
    public void A_link_that_leads_out_of_the_folder_is_refused(string link, string target)
    {
        Directory.CreateDirectory(_assets.Root);
        Directory.CreateSymbolicLink(Path.Combine(_assets.Root, link), target);

        StoreException refused = Assert.Throws<StoreException>(() => _assets.Resolve(AssetPath.Of(link, "passwd")));

        Assert.Contains("leads out of the assets folder", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_to_a_file_outside_is_refused_and_nothing_of_it_is_read()
    {
        string secret = _folder.Write("secret.png", TinyPng.Of("secret"));
        Directory.CreateDirectory(_assets.Root);
        File.CreateSymbolicLink(Path.Combine(_assets.Root, "a.png"), secret);

        ImageHeader header = _assets.Look(AssetPath.Of("a.png"));

        Assert.Null(header.MimeType);
        Assert.Contains("leads out", header.Problem, StringComparison.Ordinal);
        Assert.False(_assets.Exists(AssetPath.Of("a.png")));
    }

    [Fact]
    public void A_link_that_leads_out_by_way_of_another_link_is_refused()
    {
        Directory.CreateDirectory(_assets.Root);
        _folder.Write("secret.png", TinyPng.Of("secret"));
        Directory.CreateSymbolicLink(Path.Combine(_assets.Root, "out"), _folder.FullPath);
        File.CreateSymbolicLink(Path.Combine(_assets.Root, "a.png"), Path.Combine(_assets.Root, "out", "secret.png"));

        Assert.Throws<StoreException>(() => _assets.Resolve(AssetPath.Of("a.png")));
    }

    [Fact]
    public void Links_in_a_circle_are_refused()
    {
        Directory.CreateDirectory(_assets.Root);
        File.CreateSymbolicLink(Path.Combine(_assets.Root, "a"), "b");
        File.CreateSymbolicLink(Path.Combine(_assets.Root, "b"), "a");

        Assert.Throws<StoreException>(() => _assets.Resolve(AssetPath.Of("a", "x.png")));
        Assert.False(_assets.Exists(AssetPath.Of("a", "x.png")));
    }

    [Theory]
    [InlineData("shared/sheet.png")]
    [InlineData("../assets/shared/sheet.png")]
    public void A_link_within_the_folder_is_followed(string target)
    {
        Directory.CreateDirectory(Path.Combine(_assets.Root, "shared"));
        File.WriteAllBytes(Path.Combine(_assets.Root, "shared", "sheet.png"), TinyPng.Of("sheet"));
        File.CreateSymbolicLink(Path.Combine(_assets.Root, "a.png"), target);

        Assert.Equal("image/png", _assets.Look(AssetPath.Of("a.png")).MimeType);
    }

    [Fact]
    public void A_folder_that_is_reached_by_a_link_itself_works()
    {
        Directory.CreateDirectory(_assets.Root);
        string link = Path.Combine(_folder.FullPath, "link");
        Directory.CreateSymbolicLink(link, _assets.Root);
        AssetFolder linked = new(link);
        Directory.CreateDirectory(Path.Combine(_assets.Root, "shared"));
        Directory.CreateSymbolicLink(Path.Combine(_assets.Root, "42"), "shared");

        AssetDraft draft = linked.Draft(AssetPath.Of("42", "a.png"), "t");
        draft.Open().Dispose();
        draft.Publish();

        Assert.True(File.Exists(Path.Combine(_assets.Root, "shared", "a.png")));
    }

    [Fact]
    public async Task A_copy_is_new_then_unchanged_then_replaced_and_the_earlier_file_is_kept()
    {
        AssetPath path = AssetPath.Of("42", "key.png");
        Assert.Equal(CopyOutcome.Copied, await CopyAsync("one", path));
        Assert.Equal(CopyOutcome.Unchanged, await CopyAsync("one", path));
        Assert.Equal(CopyOutcome.Replaced, await CopyAsync("two", path));
        Assert.Equal(CopyOutcome.Replaced, await CopyAsync("three", path));

        Assert.Equal("three", Read("42/key.png"));
        Assert.Equal("one two", string.Join(' ', Kept("42").Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task A_file_that_comes_and_goes_is_kept_once()
    {
        AssetPath path = AssetPath.Of("42", "key.png");
        foreach (string content in new[] { "one", "two", "one", "two", "one" })
        {
            await CopyAsync(content, path);
        }

        Assert.Equal("one two", string.Join(' ', Kept("42").Order(StringComparer.Ordinal)));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_assets.Root, "42"), ".*"));
    }

    [Fact]
    public void A_kept_file_is_never_written_over_by_another()
    {
        AssetPath clip = AssetPath.Of("42", "shot-1.mp4");
        foreach (string content in new[] { "paid", "put there by hand", "and another" })
        {
            Write("42/shot-1.mp4", content);
            Assert.NotNull(_assets.KeepEarlier(clip, "take-1"));
        }

        Assert.Equal("and another|paid|put there by hand", string.Join('|', Kept("42").Order(StringComparer.Ordinal)));
        Assert.Equal("paid", Read("42/takes/take-1.mp4"));
    }

    [Fact]
    public void Where_there_is_nothing_nothing_is_kept() =>
        Assert.Null(_assets.KeepEarlier(AssetPath.Of("42", "shot-1.mp4"), "take-1"));

    [Fact]
    public async Task A_draft_shows_under_its_name_only_when_it_is_published()
    {
        AssetPath path = AssetPath.Of("42", "shot-1.mp4");
        AssetDraft draft = _assets.Draft(path, "take-1");
        string hash;
        await using (FileStream file = draft.Open())
        {
            await file.WriteAsync(Encoding.UTF8.GetBytes("clip"));
            hash = await AssetDraft.SealAsync(file, CancellationToken.None);
        }

        Assert.False(_assets.Exists(path));
        Assert.True(await draft.HoldsAsync(hash, CancellationToken.None));
        Assert.False(await draft.IsInPlaceAsync(hash, CancellationToken.None));

        draft.Publish();

        Assert.Equal("clip", Read("42/shot-1.mp4"));
        Assert.True(await draft.IsInPlaceAsync(hash, CancellationToken.None));
        Assert.False(await draft.HoldsAsync(hash, CancellationToken.None));
        Assert.Single(Directory.EnumerateFileSystemEntries(Path.Combine(_assets.Root, "42")));
    }

    [Fact]
    public void A_draft_never_takes_the_place_of_a_file_that_stands_there()
    {
        Write("42/shot-1.mp4", "kept");
        AssetDraft draft = _assets.Draft(AssetPath.Of("42", "shot-1.mp4"), "take-1");
        draft.Open().Dispose();

        Assert.Throws<IOException>(draft.Publish);
        Assert.Equal("kept", Read("42/shot-1.mp4"));
    }

    [Fact]
    public void What_is_looked_at_is_told_by_its_bytes()
    {
        Write("missing/../a.png", "GIF89a");
        Write("empty.png", "");
        File.WriteAllBytes(Path.Combine(_assets.Root, "jpeg.png"), [0xFF, 0xD8, 0xFF, 0xE0]);
        Directory.CreateDirectory(Path.Combine(_assets.Root, "folder.png"));

        Assert.Equal(("image/jpeg", 4L, null), Look("jpeg.png"));
        Assert.Equal((null, 6L, null), Look("a.png"));
        Assert.Equal((null, 0L, null), Look("empty.png"));
        Assert.Equal((null, null, null), Look("nothing.png"));
        Assert.Equal((null, null, "it is a folder"), Look("folder.png"));
    }

    private (string? Type, long? Bytes, string? Problem) Look(string path)
    {
        ImageHeader header = _assets.Look(AssetPath.Of(path));
        return (header.MimeType, header.Bytes, header.Problem);
    }

    private Task<CopyOutcome> CopyAsync(string content, AssetPath path) =>
        _assets.CopyInAsync(_folder.Write("source", Encoding.UTF8.GetBytes(content)), path, CancellationToken.None);

    private IEnumerable<string> Kept(string folder) =>
        Directory.EnumerateFiles(Path.Combine(_assets.Root, folder, "takes")).Select(File.ReadAllText);

    private string Read(string path) => File.ReadAllText(Path.Combine(_assets.Root, path));

    private void Write(string path, string content)
    {
        string full = Path.GetFullPath(path, _assets.Root);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, content);
    }
}
