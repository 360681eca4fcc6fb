using StoryVideo.Core.Tests.Support;
using StoryVideo.FakeGemini;
using StoryVideo.FakeGemini.Faults;
using StoryVideo.Providers;

namespace StoryVideo.Core.Tests.Providers.Gemini;

/// <summary>A clip that is paid for is fetched again and again, for free, and the key stays where it belongs.</summary>
public sealed class DownloadFaultTests
{
    private static readonly Dictionary<string, (Fault Fault, string Code)> s_passing = new(StringComparer.Ordinal)
    {
        ["408"] = (new Fault.Reply(new Answer(408, "")), "server-error"),
        ["429"] = (new Fault.Reply(GoogleAnswers.QuotaPerMinute("3s")), "server-error"),
        ["500"] = (new Fault.Reply(GoogleAnswers.Error(500, "INTERNAL", "x")), "server-error"),
        ["503"] = (new Fault.Reply(GoogleAnswers.Unavailable()), "server-error"),
        ["reset"] = (new Fault.ResetAfterBody(), "network"),
        ["empty"] = (new Fault.Reply(new Answer(200, "", "video/mp4")), "download-empty"),
        ["truncated"] = (new Fault.Truncated(), "network"),
    };

    public static TheoryData<string> Passing => new(s_passing.Keys);

    [Theory]
    [MemberData(nameof(Passing))]
    public async Task What_passes_is_tried_again_from_the_start(string row)
    {
        await using GeminiSetting setting = await GeminiSetting.StartAsync();
        setting.Fake.Faults.Enqueue(Stage.Download, s_passing[row].Fault, s_passing[row].Fault);
        using MemoryStream clip = new();
        Assert.IsType<DownloadOutcome.Completed>(await setting.DownloadAsync(await setting.GeneratedAsync(), clip));
        Assert.Equal(Clip.OfLength(0), clip.ToArray());
        Assert.Equal(2, setting.Time.Pauses.Count);
    }

    [Theory]
    [MemberData(nameof(Passing))]
    public async Task What_does_not_pass_is_interrupted_and_still_there_later(string row)
    {
        await using GeminiSetting setting = await GeminiSetting.StartAsync();
        GeneratedVideo video = await setting.GeneratedAsync();
        setting.Fake.Faults.Always(Stage.Download, s_passing[row].Fault);
        using MemoryStream clip = new();

        ProviderError error = Assert.IsType<DownloadOutcome.Interrupted>(await setting.DownloadAsync(video, clip)).Error;
        Assert.Equal(s_passing[row].Code, error.Code);
        Assert.Equal(Charge.Full, error.Charge);
        Assert.Contains("fetching is free", error.Message, StringComparison.Ordinal);

        setting.Fake.Faults.Clear();
        Assert.IsType<DownloadOutcome.Completed>(await setting.DownloadAsync(video, clip));
        Assert.Equal(1, setting.Posts);
    }

    [Theory]
    [InlineData(403, "download-refused")]
    [InlineData(404, "clip-gone")]
    [InlineData(410, "clip-gone")]
    [InlineData(401, "key-refused")]
    public async Task A_refusal_is_told_at_once(int status, string code)
    {
        await using GeminiSetting setting = await GeminiSetting.StartAsync();
        setting.Fake.Faults.Enqueue(Stage.Download, GoogleAnswers.Error(status, "X", "No."));
        using MemoryStream clip = new();
        ProviderError error = Assert.IsType<DownloadOutcome.Refused>(await setting.DownloadAsync(await setting.GeneratedAsync(), clip)).Error;
        Assert.Equal(code, error.Code);
        Assert.Equal(status, error.HttpStatus);
        Assert.Equal(0, clip.Length);
        Assert.Empty(setting.Time.Pauses);
    }

    [Fact]
    public async Task A_redirect_within_the_origin_keeps_the_key()
    {
        await using GeminiSetting setting = await GeminiSetting.StartAsync();
        setting.Fake.Faults.Enqueue(Stage.Download, new Fault.Redirect(RedirectTarget.SameOrigin));
        using MemoryStream clip = new();
        Assert.IsType<DownloadOutcome.Completed>(await setting.DownloadAsync(await setting.GeneratedAsync(), clip));
        Assert.Equal(GeminiSetting.Key, setting.Fake.Requests[^1].HeaderKey);
        Assert.StartsWith("/moved/", setting.Fake.Requests[^1].Path, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_to_another_origin_loses_the_key(int status)
    {
        await using GeminiSetting setting = await GeminiSetting.StartAsync();
        setting.Fake.Faults.Enqueue(Stage.Download, new Fault.Redirect(RedirectTarget.OtherOrigin, status));
        using MemoryStream clip = new();
        Assert.IsType<DownloadOutcome.Completed>(await setting.DownloadAsync(await setting.GeneratedAsync(), clip));
        Assert.Equal(setting.Fake.StorageUrl, setting.Fake.Requests[^1].Origin);
        Assert.Null(setting.Fake.Requests[^1].HeaderKey);
        Assert.Empty(setting.Fake.KeyLeaks);
    }

    [Theory]
    [InlineData(RedirectTarget.Loop, 6)]
    [InlineData(RedirectTarget.InsecureHost, 1)]
    public async Task A_redirect_that_leads_nowhere_good_is_not_followed(RedirectTarget target, int requests)
    {
        await using GeminiSetting setting = await GeminiSetting.StartAsync();
        GeneratedVideo video = await setting.GeneratedAsync();
        setting.Fake.Faults.Always(Stage.Download, new Fault.Redirect(target));
        int before = setting.Fake.Requests.Count;
        using MemoryStream clip = new();
        ProviderError error = Assert.IsType<DownloadOutcome.Interrupted>(await setting.DownloadAsync(video, clip)).Error;
        Assert.Equal("redirect-refused", error.Code);
        Assert.Equal(requests, setting.Fake.Requests.Count - before);
    }

    [Theory]
    [InlineData("ftp://generativelanguage.googleapis.com/v1beta/files/a:download")]
    [InlineData("file:///etc/passwd")]
    [InlineData("gs://bucket/a.mp4")]
    [InlineData("data:video/mp4;base64,AAAA")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("https://user:secret@evil.example/a.mp4")]
    [InlineData("../../etc/passwd")]
    [InlineData("files/../models")]
    [InlineData("")]
    public async Task An_address_that_is_not_to_be_trusted_is_not_asked(string uri)
    {
        await using GeminiSetting setting = await GeminiSetting.StartAsync();
        using MemoryStream clip = new();
        ProviderError error = Assert.IsType<DownloadOutcome.Refused>(await setting.DownloadAsync(new GeneratedVideo(uri), clip)).Error;
        Assert.Equal("download-address-refused", error.Code);
        Assert.Empty(setting.Fake.Requests);
    }

    [Fact]
    public async Task What_is_not_a_video_is_handed_on_as_it_came()
    {
        await using GeminiSetting setting = await GeminiSetting.StartAsync();
        setting.Fake.Faults.Enqueue(Stage.Download, new Answer(200, "<html>sorry</html>", "video/mp4"));
        using MemoryStream clip = new();
        Assert.Equal(new DownloadOutcome.Completed(18), await setting.DownloadAsync(await setting.GeneratedAsync(), clip));
    }

    [Fact]
    public async Task Nothing_of_what_was_there_before_stays_in_the_destination()
    {
        await using GeminiSetting setting = await GeminiSetting.StartAsync();
        using MemoryStream clip = new();
        clip.Write(new byte[100_000]);
        Assert.IsType<DownloadOutcome.Completed>(await setting.DownloadAsync(await setting.GeneratedAsync(), clip));
        Assert.Equal(Clip.OfLength(0), clip.ToArray());
    }

    [Fact]
    public async Task A_slow_clip_arrives()
    {
        await using GeminiSetting setting = await GeminiSetting.StartAsync();
        setting.Fake.Faults.Enqueue(Stage.Download, new Fault.Slow(TimeSpan.FromSeconds(40)));
        using MemoryStream clip = new();
        Assert.IsType<DownloadOutcome.Completed>(await setting.DownloadAsync(await setting.GeneratedAsync(), clip));
        Assert.True(setting.Time.Pauses.Count >= 4);
    }

    [Fact]
    public async Task A_clip_that_takes_longer_than_ten_minutes_is_interrupted()
    {
        await using GeminiSetting setting = await GeminiSetting.StartAsync();
        GeneratedVideo video = await setting.GeneratedAsync();
        setting.Fake.Faults.Always(Stage.Download, new Fault.Slow(TimeSpan.FromMinutes(4)));
        using MemoryStream clip = new();
        Task<DownloadOutcome> download = setting.Provider.DownloadAsync(video, clip, CancellationToken.None);
        ProviderError error = Assert.IsType<DownloadOutcome.Interrupted>(
            await setting.Time.JumpPausesAsync(download, TimeSpan.FromMinutes(5))).Error;
        Assert.Equal("timeout", error.Code);
    }

    [Fact]
    public async Task A_destination_that_cannot_be_written_is_no_fault_of_the_network()
    {
        await using GeminiSetting setting = await GeminiSetting.StartAsync();
        GeneratedVideo video = await setting.GeneratedAsync();
        using FullDiskStream disk = new();
        IOException e = await Assert.ThrowsAsync<IOException>(() => setting.DownloadAsync(video, disk));
        Assert.Equal(FullDiskStream.Message, e.Message);
        Assert.Empty(setting.Time.Pauses);
    }

    [Fact]
    public async Task A_caller_who_stops_is_obeyed()
    {
        using CancellationTokenSource stop = new();
        await using GeminiSetting setting = await GeminiSetting.StartAsync();
        GeneratedVideo video = await setting.GeneratedAsync();
        setting.Fake.Faults.Enqueue(Stage.Download, new Fault.NoAnswer());
        using MemoryStream clip = new();
        Task<DownloadOutcome> download = setting.Provider.DownloadAsync(video, clip, stop.Token);
        await setting.Fake.FirstRequestAsync(static r => r.Path.Contains("/files/", StringComparison.Ordinal));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => download);
    }
}
