using StoryVideo.Cutting;
using StoryVideo.Cutting.Inspection;

namespace StoryVideo.Core.Tests.Cutting;

/// <summary>The checks of a clip that cost nothing.</summary>
public sealed class ClipInspectorTests : IDisposable
{
    private static readonly ClipExpectation s_ordered = new() { Seconds = 2, Width = 160, Height = 90, FramesPerSecond = 24 };

    private readonly CutBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [SkippableFact]
    public async Task A_clip_as_it_was_ordered_has_no_findings()
    {
        CutEntry clip = await _bench.ClipAsync(1);

        ClipInspection inspection = await CheckAsync(clip.File!);

        Assert.Empty(inspection.Findings);
        Assert.Equal(("h264", 160, 90, 48), (inspection.Info!.Video!.Codec, inspection.Info.Video.Width, inspection.Info.Video.Height, inspection.Info.Video.FrameCount));
        Assert.Equal(("aac", 48000, 2), (inspection.Info.Audio!.Codec, inspection.Info.Audio.SampleRate, inspection.Info.Audio.Channels));
        Assert.Equal(2, inspection.Info.Video.Seconds, 0.01);
    }

    [SkippableTheory]
    [InlineData("testsrc2=s=160x90:r=24:d=3", "sine=d=3", "clip-duration: It is 3 s long and was ordered with 2 s.")]
    [InlineData("testsrc2=s=320x180:r=24:d=2", "sine=d=2", "clip-size: It is 320×180 and was ordered as 160×90.")]
    [InlineData("testsrc2=s=160x90:r=30:d=2", "sine=d=2", "clip-frame-rate: It has 30 frames a second, not 24.")]
    [InlineData("testsrc2=s=160x90:r=24:d=2,drawbox=c=black:t=fill:enable='lt(t,1)'", "sine=d=2", "clip-black: It is black for 1.0 s from 0.0 s on.")]
    [InlineData("testsrc2=s=160x90:r=24:d=0.5,tpad=stop_mode=clone:stop_duration=1.5", "sine=d=2", "clip-frozen: Nothing moves for 1.5 s from 0.5 s on.")]
    [InlineData("testsrc2=s=160x90:r=24:d=2", "anullsrc=d=2", "clip-silent: Its sound is silence.")]
    public async Task What_is_wrong_is_said(string picture, string sound, string finding)
    {
        await _bench.RunAsync(["-f", "lavfi", "-i", picture, "-f", "lavfi", "-i", sound, "-c:v", "libx264", "-pix_fmt", "yuv420p", "-c:a", "aac", _bench.PathOf("clip.mp4")]);

        Assert.Equal(finding, string.Join(" | ", (await CheckAsync(_bench.PathOf("clip.mp4"))).Findings.Select(static f => $"{f.Code}: {f.Message}")));
    }

    [SkippableFact]
    public async Task A_lamp_in_the_night_is_no_black_picture()
    {
        await _bench.RunAsync(
            ["-f", "lavfi", "-i", "color=0x050510:s=160x90:r=24:d=2", "-f", "lavfi", "-i", "color=white:s=12x12:r=24:d=2", "-f", "lavfi", "-i", "sine=d=2",
             "-filter_complex", "[0][1]overlay=x='20+t*20':y=20", "-c:v", "libx264", "-pix_fmt", "yuv420p", "-c:a", "aac", _bench.PathOf("clip.mp4")]);

        Assert.Empty((await CheckAsync(_bench.PathOf("clip.mp4"))).Findings);
    }

    [SkippableFact]
    public async Task A_frozen_picture_is_found_however_often_it_is_coded_anew()
    {
        await _bench.RunAsync(["-f", "lavfi", "-i", "testsrc2=s=1280x720:r=24:d=0.05", "-frames:v", "1", _bench.PathOf("still.png")]);
        await _bench.RunAsync(
            ["-loop", "1", "-framerate", "24", "-t", "2", "-i", _bench.PathOf("still.png"), "-f", "lavfi", "-i", "sine=d=2",
             "-c:v", "libx264", "-pix_fmt", "yuv420p", "-g", "12", "-b:v", "300k", "-c:a", "aac", _bench.PathOf("clip.mp4")]);

        ClipInspection inspection = await new ClipInspector(_bench.Ffmpeg).CheckAsync(_bench.PathOf("clip.mp4"), new ClipExpectation(), CancellationToken.None);
        Assert.Equal("clip-frozen", Assert.Single(inspection.Findings).Code);
    }

    [SkippableFact]
    public async Task Something_small_that_moves_is_no_frozen_picture()
    {
        await _bench.RunAsync(
            ["-f", "lavfi", "-i", "color=gray:s=160x90:r=24:d=2", "-f", "lavfi", "-i", "color=white:s=3x3:r=24:d=2", "-f", "lavfi", "-i", "sine=d=2",
             "-filter_complex", "[0][1]overlay=x='20+t*8':y=20", "-c:v", "libx264", "-pix_fmt", "yuv420p", "-c:a", "aac", _bench.PathOf("clip.mp4")]);

        Assert.Empty((await CheckAsync(_bench.PathOf("clip.mp4"))).Findings);
    }

    [SkippableFact]
    public async Task Sound_that_is_cut_off_in_one_channel_is_said()
    {
        await _bench.RunAsync(
            ["-f", "lavfi", "-i", "testsrc2=s=160x90:r=24:d=2", "-f", "lavfi", "-i", "sine=d=2,volume=40,alimiter=limit=1:level=0,pan=stereo|c0=c0|c1=0*c0,aformat=sample_fmts=s16",
             "-c:v", "libx264", "-pix_fmt", "yuv420p", "-c:a", "pcm_s16le", _bench.PathOf("left.mov")]);

        Assert.Equal("clip-clipped", Assert.Single((await CheckAsync(_bench.PathOf("left.mov"))).Findings).Code);
    }

    [SkippableFact]
    public async Task Sound_that_is_cut_off_is_said_and_a_missing_track_too()
    {
        await _bench.RunAsync(
            ["-f", "lavfi", "-i", "testsrc2=s=160x90:r=24:d=2", "-f", "lavfi", "-i", "sine=d=2,volume=40,alimiter=limit=1:level=0,aformat=sample_fmts=s16", "-c:v", "libx264", "-pix_fmt", "yuv420p", "-c:a", "pcm_s16le", _bench.PathOf("loud.mov")]);
        await _bench.RunAsync(["-f", "lavfi", "-i", "testsrc2=s=160x90:r=24:d=2", "-c:v", "libx264", "-pix_fmt", "yuv420p", _bench.PathOf("mute.mp4")]);

        Assert.StartsWith("Its sound is cut off at full scale in ", Assert.Single((await CheckAsync(_bench.PathOf("loud.mov"))).Findings).Message, StringComparison.Ordinal);
        Assert.Equal("clip-soundless", Assert.Single((await CheckAsync(_bench.PathOf("mute.mp4"))).Findings).Code);
        Assert.Empty((await new ClipInspector(_bench.Ffmpeg).CheckAsync(_bench.PathOf("mute.mp4"), s_ordered with { HasSound = false }, CancellationToken.None)).Findings);
    }

    [SkippableFact]
    public async Task What_does_not_open_is_an_error()
    {
        await File.WriteAllTextAsync(_bench.PathOf("page.mp4"), "<html>not a clip</html>");
        CutEntry clip = await _bench.ClipAsync(1);
        byte[] bytes = await File.ReadAllBytesAsync(clip.File!);
        await File.WriteAllBytesAsync(_bench.PathOf("half.mp4"), bytes[..(bytes.Length / 2)]);

        foreach (string name in (string[])["page.mp4", "half.mp4"])
        {
            ClipInspection inspection = await CheckAsync(_bench.PathOf(name));
            Assert.Equal("clip-unreadable", Assert.Single(inspection.Findings).Code);
        }
    }

    private Task<ClipInspection> CheckAsync(string path) => new ClipInspector(_bench.Ffmpeg).CheckAsync(path, s_ordered, CancellationToken.None);
}
