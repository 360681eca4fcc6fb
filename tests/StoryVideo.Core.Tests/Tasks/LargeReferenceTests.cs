using StoryVideo.Core.Tests.Support;
using StoryVideo.Media;
using StoryVideo.Planning;
using StoryVideo.Providers;
using StoryVideo.Storage;
using StoryVideo.Tasks;

namespace StoryVideo.Core.Tests.Tasks;

/// <summary>Images that are too large for a request are sent smaller, from a copy; the original stays byte for byte.</summary>
public sealed class LargeReferenceTests() : StoreTests(StoreEngine.Sqlite)
{
    private static readonly ShotImageRequest s_one = new() { Filter = new() { Scenelets = ["s2"] } };

    private const int Mebi = 1024 * 1024;

    private StudioBench? _bench;

    internal StudioBench Bench => _bench ?? throw new InvalidOperationException("The test has not begun.");

    private string Sheet => Bench.Asset(Bench.Bundle.ModelSheet);

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _bench = new StudioBench(Folder, Store) { Bundle = new TestBundle { HasImages = false } };
        await _bench.ImportAsync();
        await _bench.MakeAsync(new VisualReferenceRequest());
    }

    [SkippableFact]
    public async Task A_large_one_goes_as_a_smaller_copy_that_is_gone_afterwards_and_stays_as_it_is()
    {
        byte[] large = await PutAsync(TinyPng.Noise(1600));
        UseFfmpeg();
        byte[] sent = [];
        Bench.Images.OnGenerate = async _ =>
        {
            sent = await File.ReadAllBytesAsync(Bench.Images.Requests.Last().References[0].FullPath);
            return null;
        };

        AssetResult result = Assert.Single(await Bench.MakeAsync(s_one));

        Assert.Equal(AssetStatus.Succeeded, result.Status);
        Assert.Contains(result.Findings, static f => f.Code == "reference-shrunk");
        ReferenceImage[] references = [.. Bench.Images.Requests.Last().References];
        Assert.Equal((Bench.Bundle.ModelSheet, "image/jpeg", sent.Length), (references[0].AssetPath, references[0].MimeType, references[0].Length));
        Assert.Equal(".jpg", ImageFile.ExtensionOf(sent, out _));
        Assert.InRange(sent.Length, 1, ReferenceSizes.LimitOf([large.Length, references[1].Length]));
        Assert.False(File.Exists(references[0].FullPath));
        Assert.False(Directory.Exists(Path.GetDirectoryName(references[0].FullPath)));
        Assert.Equal(large, await File.ReadAllBytesAsync(Sheet));

        // The other one fits, and goes as it is.
        Assert.Equal((Bench.Asset(Bench.Bundle.Environment), "image/png"), (references[1].FullPath, references[1].MimeType));
        Assert.Equal(AssetStatus.Skipped, Assert.Single(await Bench.MakeAsync(s_one)).Status);
    }

    [Fact]
    public async Task Without_ffmpeg_it_is_an_error_before_any_call_that_says_what_to_install()
    {
        await PutAsync(new byte[8 * Mebi]);

        AssetResult result = Assert.Single(await Bench.MakeAsync(s_one));

        Assert.Equal((AssetStatus.Blocked, "reference-too-large"), (result.Status, result.Error!.Code));
        Assert.Contains("install ffmpeg", result.Error.Message, StringComparison.Ordinal);
        Assert.Empty(await Bench.TakesAsync("s2#1"));
    }

    [SkippableFact]
    public async Task One_of_which_no_copy_can_be_made_costs_nothing_and_is_told()
    {
        await PutAsync(new byte[8 * Mebi]);
        UseFfmpeg();
        int calls = Bench.Images.Calls.Count;

        AssetResult result = Assert.Single(await Bench.MakeAsync(s_one));

        Assert.Equal((AssetStatus.Failed, "reference-too-large", 0m), (result.Status, result.Error!.Code, result.SpentUsd));
        Assert.Contains($"'{Bench.Bundle.ModelSheet}'", result.Error.Message, StringComparison.Ordinal);
        Assert.Contains("Nothing was sent", result.Error.Message, StringComparison.Ordinal);
        Assert.Equal(calls, Bench.Images.Calls.Count);
        Assert.Empty(await Bench.TakesAsync("s2#1"));
    }

    [Theory]
    [InlineData(7 * Mebi, 5 * Mebi, Mebi, Mebi)]
    [InlineData(7 * Mebi, 8 * Mebi)]
    [InlineData(7 * Mebi, 9 * Mebi, 7 * Mebi, Mebi, Mebi)]
    [InlineData(7 * Mebi, 7 * Mebi, 7 * Mebi, 7 * Mebi)]
    [InlineData(5 * Mebi, 6 * Mebi, 6 * Mebi, 6 * Mebi, 6 * Mebi, 6 * Mebi, 6 * Mebi, 6 * Mebi, 6 * Mebi, 6 * Mebi, 6 * Mebi, 6 * Mebi, 6 * Mebi, 6 * Mebi, 6 * Mebi)]
    public void No_image_is_made_smaller_than_it_has_to_be(long limit, params int[] sizes) =>
        Assert.Equal(limit, ReferenceSizes.LimitOf(sizes.Select(static s => (long)s)));

    [SkippableFact]
    public async Task Clips_have_the_same_way()
    {
        await Bench.MakeAsync(s_one);
        await PutAsync(TinyPng.Noise(1600));
        UseFfmpeg();
        Assert.Equal(AssetStatus.Succeeded, (await Bench.RunOneAsync("s2#1", new ShotVideoRequest { Filter = s_one.Filter })).Status);

        ReferenceImage sent = Bench.Provider.Requests.Last().References[0];
        Assert.Equal("image/jpeg", sent.MimeType);
        Assert.InRange(sent.Length, 1, 7 * Mebi);
    }

    private void UseFfmpeg()
    {
        Skip.If(Ffmpeg.Find() is null, "ffmpeg is not installed; apt-get install ffmpeg");
        Bench.Variables["STORYVIDEO_FFMPEG"] = Ffmpeg.Find()!.Path;
    }

    // A PNG by its first bytes, whatever follows.
    private async Task<byte[]> PutAsync(byte[] image)
    {
        if (image[0] == 0)
        {
            TinyPng.Of("broken").AsSpan(0, 8).CopyTo(image);
        }

        await File.WriteAllBytesAsync(Sheet, image);
        return image;
    }
}
