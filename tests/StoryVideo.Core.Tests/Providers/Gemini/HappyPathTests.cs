using StoryVideo.FakeGemini;
using StoryVideo.FakeGemini.Generation;
using StoryVideo.FakeGemini.Recording;
using StoryVideo.Providers;

namespace StoryVideo.Core.Tests.Providers.Gemini;

public sealed class HappyPathTests
{
    [Fact]
    public async Task A_shot_is_submitted_polled_and_downloaded()
    {
        await using GeminiSetting setting = await GeminiSetting.StartAsync(static o => o with { GenerationTime = TimeSpan.FromMinutes(2) });
        string operation = await setting.AcceptedAsync();

        Assert.IsType<PollOutcome.Running>(await setting.PollAsync(operation));
        setting.Time.Advance(TimeSpan.FromMinutes(2));
        PollOutcome.Generated generated = Assert.IsType<PollOutcome.Generated>(await setting.PollAsync(operation));

        using MemoryStream clip = new();
        DownloadOutcome outcome = await setting.DownloadAsync(generated.Videos[0], clip);
        Assert.Equal(new DownloadOutcome.Completed(clip.Length), outcome);
        Assert.Equal(Clip.OfLength(0), clip.ToArray());
        Assert.Single(setting.Fake.Submissions);
    }

    [Fact]
    public async Task The_key_goes_in_its_header_and_no_redirect_or_query_ever_sees_it()
    {
        await using GeminiSetting setting = await GeminiSetting.StartAsync();
        using MemoryStream clip = new();
        await setting.DownloadAsync(await setting.GeneratedAsync(), clip);

        Assert.All(setting.Fake.Requests, static r => Assert.Equal(GeminiSetting.Key, r.HeaderKey));
        Assert.All(setting.Fake.Requests, static r => Assert.DoesNotContain("SENTINEL", r.Path + r.Query, StringComparison.Ordinal));
        Assert.Empty(setting.Fake.KeyLeaks);
    }

    [Fact]
    public async Task Three_references_of_both_types_are_accepted()
    {
        await using GeminiSetting setting = await GeminiSetting.StartAsync();
        VideoRequest request = GeminiSetting.Request(setting.Png(100_000), setting.Jpeg(49_153), setting.Png(98_304, "second.png"));

        Assert.IsType<SubmitOutcome.Accepted>(await setting.SubmitAsync(request));

        RecordedRequest sent = Assert.Single(setting.Fake.Requests);
        Assert.Equal("/v1beta/models/veo-3.1-generate-preview:predictLongRunning", sent.Path);
        Assert.Equal("application/json", sent.Headers["Content-Type"]);
        Assert.Equal(sent.Body!.Length.ToString(System.Globalization.CultureInfo.InvariantCulture), sent.Headers["Content-Length"]);
        for (int i = 0; i < 3; i++)
        {
            string base64 = sent.Json.GetProperty("instances")[0].GetProperty("referenceImages")[i]
                .GetProperty("image").GetProperty("bytesBase64Encoded").GetString()!;
            Assert.Equal(await File.ReadAllBytesAsync(request.References[i].FullPath), Convert.FromBase64String(base64));
        }
    }

    [Fact]
    public async Task Several_samples_come_first_one_first()
    {
        await using GeminiSetting setting = await GeminiSetting.StartAsync();
        PollOutcome.Generated generated = Assert.IsType<PollOutcome.Generated>(await setting.ResultAsync(new GenerationResult.Samples(3)));
        Assert.Equal(3, generated.Videos.Count);
        Assert.Contains("f0:download", generated.Videos[0].Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_at_Google_is_fetched_through_the_configured_base_url()
    {
        await using GeminiSetting setting = await GeminiSetting.StartAsync(
            static o => o with { ResultUriBase = "https://generativelanguage.googleapis.com" });
        GeneratedVideo video = await setting.GeneratedAsync();
        Assert.StartsWith("https://generativelanguage.googleapis.com/v1beta/files/", video.Uri, StringComparison.Ordinal);

        using MemoryStream clip = new();
        Assert.IsType<DownloadOutcome.Completed>(await setting.DownloadAsync(video, clip));
    }

    [Fact]
    public async Task A_clip_of_20_MiB_arrives_in_small_pieces()
    {
        await using GeminiSetting setting = await GeminiSetting.StartAsync(static o => o with { ClipLength = 20 * 1024 * 1024 });
        using Support.CountingStream clip = new();
        Assert.Equal(new DownloadOutcome.Completed(20 * 1024 * 1024), await setting.DownloadAsync(await setting.GeneratedAsync(), clip));
        Assert.InRange(clip.LargestWrite, 1, 128 * 1024);
    }
}
