using StoryVideo.Catalog;
using StoryVideo.Media;
using StoryVideo.Providers;
using StoryVideo.Providers.Rehearsal;

namespace StoryVideo.Core.Tests.Providers;

public sealed class RehearsalVideoProviderTests
{
    [Fact]
    public async Task Without_ffmpeg_every_clip_is_the_stub_and_that_is_said_once()
    {
        using RehearsalBench bench = new(ffmpeg: null);
        byte[] stub = await File.ReadAllBytesAsync(Path.Combine(TestPaths.Fixtures, "stub-clip.mp4"));

        string[] clips = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => bench.MakeAsync(RehearsalBench.Request())));

        Assert.All(clips, clip => Assert.Equal(stub, File.ReadAllBytes(clip)));
        Assert.Contains("apt-get install ffmpeg", Assert.Single(bench.Notices), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_model_is_available() =>
        Assert.IsType<ModelAvailability.Available>(
            await new RehearsalVideoProvider(_ => null, null).CheckModelAsync("any", CancellationToken.None));

    [Fact]
    public void A_description_names_the_movement_the_still_and_the_command()
    {
        using RehearsalBench bench = new(ffmpeg: null);

        string description = bench.Provider.Describe(RehearsalBench.Request("Slow push-in"));

        string[] lines = description.Split('\n');
        Assert.Equal("rehearsal on this machine: 2 s 720p 16:9, push in, of " + RehearsalBench.Still, lines[0]);
        Assert.StartsWith("ffmpeg -hide_banner ", lines[1], StringComparison.Ordinal);
        Assert.Contains("file:" + Path.Combine(bench.Folder, RehearsalBench.Still), lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_operation_is_finished_by_another_process()
    {
        using RehearsalBench first = new(ffmpeg: null);
        using RehearsalBench second = new(ffmpeg: null);
        SubmitOutcome submitted = await first.Provider.SubmitAsync(RehearsalBench.Request(), CancellationToken.None);

        string operation = Assert.IsType<SubmitOutcome.Accepted>(submitted).OperationName;
        PollOutcome.Generated generated = Assert.IsType<PollOutcome.Generated>(
            await second.Provider.PollAsync(operation, CancellationToken.None));

        using MemoryStream clip = new();
        Assert.IsType<DownloadOutcome.Completed>(
            await second.Provider.DownloadAsync(generated.Videos[0], clip, CancellationToken.None));
    }

    [Fact]
    public async Task A_still_that_went_away_interrupts_and_can_be_put_back()
    {
        using RehearsalBench bench = new(new Ffmpeg("/never/started"));
        File.Delete(Path.Combine(bench.Folder, RehearsalBench.Still));

        DownloadOutcome.Interrupted outcome =
            Assert.IsType<DownloadOutcome.Interrupted>(await DownloadAsync(bench, Stream.Null));

        Assert.Equal(("still-unusable", Charge.None), (outcome.Error.Code, outcome.Error.Charge));
        Assert.Contains(RehearsalBench.Still, outcome.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_image_never_reaches_ffmpeg()
    {
        using RehearsalBench bench = new(new Ffmpeg("/never/started"));
        await File.WriteAllTextAsync(Path.Combine(bench.Folder, RehearsalBench.Still), "#EXTM3U\nfile:///etc/passwd\n");

        DownloadOutcome.Interrupted outcome =
            Assert.IsType<DownloadOutcome.Interrupted>(await DownloadAsync(bench, Stream.Null));

        Assert.Equal("still-unusable", outcome.Error.Code);
    }

    [SkippableFact]
    public async Task A_damaged_still_interrupts_with_what_ffmpeg_said()
    {
        using RehearsalBench bench = new(RehearsalBench.NeedFfmpeg());
        string still = Path.Combine(bench.Folder, RehearsalBench.Still);
        byte[] head = (await File.ReadAllBytesAsync(still))[..40];
        await File.WriteAllBytesAsync(still, head);

        using MemoryStream clip = new();
        DownloadOutcome.Interrupted outcome =
            Assert.IsType<DownloadOutcome.Interrupted>(await DownloadAsync(bench, clip));

        Assert.Equal(("rendering-failed", Charge.None), (outcome.Error.Code, outcome.Error.Charge));
        Assert.NotEmpty(outcome.Error.Raw!);
        Assert.Equal(0, clip.Length);
    }

    [SkippableFact]
    public async Task An_image_is_read_for_what_it_is_whatever_its_name_says()
    {
        Ffmpeg ffmpeg = RehearsalBench.NeedFfmpeg();
        using RehearsalBench bench = new(ffmpeg);
        string still = Path.Combine(bench.Folder, RehearsalBench.Still);
        string[] toJpeg = ["-nostdin", "-i", still, "-f", "image2", "still.jpg"];
        await ffmpeg.RunAsync(toJpeg, bench.Folder, CancellationToken.None);
        File.Move(Path.Combine(bench.Folder, "still.jpg"), still, overwrite: true);

        Assert.True(new FileInfo(await bench.MakeAsync(RehearsalBench.Request("Pan left"))).Length > 1000);
    }

    [SkippableFact]
    public async Task A_name_with_a_percent_sign_is_a_name_and_no_pattern()
    {
        using RehearsalBench bench = new(RehearsalBench.NeedFfmpeg());
        const string Odd = "story/50 %03d 'odd' [x];,-name.png";
        File.Move(Path.Combine(bench.Folder, RehearsalBench.Still), Path.Combine(bench.Folder, Odd));

        string clip = await bench.MakeAsync(RehearsalBench.Request() with { StillAssetPath = Odd });

        Assert.True(new FileInfo(clip).Length > 1000);
    }

    [SkippableFact]
    public async Task A_machine_that_cannot_draw_text_renders_without_and_says_so_once()
    {
        Ffmpeg real = RehearsalBench.NeedFfmpeg();
        Skip.If(OperatingSystem.IsWindows(), "the stand-in for an ffmpeg without drawtext is a shell script");
        using RehearsalBench folder = new(ffmpeg: null);
        string poor = Path.Combine(folder.Folder, "ffmpeg");
        await File.WriteAllTextAsync(
            poor,
            $"""
            #!/bin/sh
            case "$*" in *drawtext*) echo "No such filter: 'drawtext'" >&2; exit 1;; esac
            exec '{real.Path}' "$@"
            """);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(poor, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        using RehearsalBench bench = new(new Ffmpeg(poor));

        await bench.MakeAsync(RehearsalBench.Request("Pan left"));
        await bench.MakeAsync(RehearsalBench.Request("Pan left"));

        Assert.Contains("no captions", Assert.Single(bench.Notices), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_rendering_can_be_cancelled()
    {
        using RehearsalBench bench = new(RehearsalBench.NeedFfmpeg());
        VideoRequest request = RehearsalBench.Request("Push in") with { Format = new VideoFormat("16:9", "4k", 60) };
        using CancellationTokenSource cancellation = new();
        Task<DownloadOutcome> download = DownloadAsync(bench, Stream.Null, request, cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => download.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    private static async Task<DownloadOutcome> DownloadAsync(
        RehearsalBench bench,
        Stream destination,
        VideoRequest? request = null,
        CancellationToken cancellationToken = default)
    {
        SubmitOutcome submitted = await bench.Provider.SubmitAsync(
            request ?? RehearsalBench.Request(),
            CancellationToken.None);
        PollOutcome polled = await bench.Provider.PollAsync(
            Assert.IsType<SubmitOutcome.Accepted>(submitted).OperationName,
            CancellationToken.None);
        return await bench.Provider.DownloadAsync(
            Assert.IsType<PollOutcome.Generated>(polled).Videos[0],
            destination,
            cancellationToken);
    }
}
