using System.Text.Json;
using StoryVideo.Catalog;
using StoryVideo.Core.Tests.Media;
using StoryVideo.Providers;

namespace StoryVideo.Core.Tests.Providers;

public sealed class RehearsalClipTests
{
    /// <summary>The middle of the picture, where no text stands.</summary>
    private const string Middle = "iw/2:ih/2:iw/4:ih/4";

    [SkippableTheory]
    [InlineData("16:9", "1080p", 4, "Pan right", 1920, 1080)]
    [InlineData("16:9", "720p", 8, "Slow push-in", 1280, 720)]
    [InlineData("9:16", "720p", 2, "Tilt up", 720, 1280)]
    [InlineData("16:9", "720p", 1, null, 1280, 720)]
    [InlineData("16:9", "144p", 60, "Pan left, tilt down", 256, 144)]
    public async Task A_clip_has_the_size_length_and_sound_that_were_asked_for(
        string aspect, string resolution, int seconds, string? cameraText, int width, int height)
    {
        using RehearsalBench bench = new(RehearsalBench.NeedFfmpeg());
        VideoFormat format = new(aspect, resolution, seconds);
        VideoRequest request = RehearsalBench.Request(cameraText) with { Format = format };

        string clip = await bench.MakeAsync(request);

        (JsonElement video, JsonElement audio, double length) = await Ffprobe.ReadAsync(clip);
        Assert.Equal(("h264", "yuv420p"), (Text(video, "codec_name"), Text(video, "pix_fmt")));
        Assert.Equal("24/1", Text(video, "avg_frame_rate"));
        Assert.Equal((width, height), (video.GetProperty("width").GetInt32(), video.GetProperty("height").GetInt32()));
        Assert.Equal($"{seconds * 24}", Text(video, "nb_read_frames"));
        Assert.Equal(("aac", "48000"), (Text(audio, "codec_name"), Text(audio, "sample_rate")));
        Assert.Equal(2, audio.GetProperty("channels").GetInt32());
        Assert.Equal(seconds, length, 0.05);
        Assert.Equal(seconds, Ffprobe.Number(audio, "duration"), 0.05);
        Assert.Equal("moov", await SecondBoxAsync(clip));
        Assert.Empty(bench.Notices);
    }

    [SkippableFact]
    public async Task A_pan_moves_from_the_first_frame_to_the_last_and_a_hold_does_not()
    {
        using RehearsalBench bench = new(RehearsalBench.NeedFfmpeg());

        string moving = await bench.MakeAsync(RehearsalBench.Request("Pan left"));
        IReadOnlyList<string> pan = await Ffprobe.FrameHashesAsync(moving, Middle);
        string hold = await bench.MakeAsync(RehearsalBench.Request("Static"));

        Assert.Equal(48, pan.Distinct(StringComparer.Ordinal).Count());
        Assert.InRange(Difference(await Grey(hold, 0), await Grey(hold, 47)), 0, 1);
    }

    [SkippableTheory]
    [InlineData("Pan left", "Pan right")]
    [InlineData("Tilt up", "Tilt down")]
    [InlineData("Push in", "Pull back")]
    public async Task A_movement_ends_where_the_opposite_one_begins(string there, string back)
    {
        using RehearsalBench bench = new(RehearsalBench.NeedFfmpeg());

        string first = await bench.MakeAsync(RehearsalBench.Request(there));
        string second = await bench.MakeAsync(RehearsalBench.Request(back));

        double same = Difference(await Grey(first, 47), await Grey(second, 0));
        double moved = Difference(await Grey(first, 0), await Grey(second, 0));
        Assert.True(same < moved / 2, $"ends differ by {same:0.00}, beginnings by {moved:0.00}");
    }

    [SkippableTheory]
    [InlineData("It's \"100 %\" sure: %{pts} \\n [v];,=' s1#2")]
    [InlineData("line one\nline two\r\nline three")]
    [InlineData("Zoë — “夜のランプ” 🦊 s1#2")]
    [InlineData("")]
    public async Task Any_caption_is_only_text(string caption)
    {
        using RehearsalBench bench = new(RehearsalBench.NeedFfmpeg());

        string clip = await bench.MakeAsync(RehearsalBench.Request("Push in") with { Caption = caption });

        Assert.True(new FileInfo(clip).Length > 1000);
    }

    [SkippableFact]
    public async Task A_shot_without_a_still_gets_a_card()
    {
        using RehearsalBench bench = new(RehearsalBench.NeedFfmpeg());

        string clip = await bench.MakeAsync(RehearsalBench.Request("Pan left") with { StillAssetPath = null });

        (JsonElement video, _, double length) = await Ffprobe.ReadAsync(clip);
        Assert.Equal((1280, 2.0), (video.GetProperty("width").GetInt32(), Math.Round(length, 1)));
    }

    [SkippableFact]
    public async Task The_same_request_gives_the_same_bytes()
    {
        using RehearsalBench bench = new(RehearsalBench.NeedFfmpeg());

        byte[] first = await File.ReadAllBytesAsync(await bench.MakeAsync(RehearsalBench.Request("Tilt up")));
        byte[] second = await File.ReadAllBytesAsync(await bench.MakeAsync(RehearsalBench.Request("Tilt up")));

        Assert.Equal(first, second);
    }

    private static async Task<byte[]> Grey(string clip, int frame) =>
        await Ffprobe.GreyFrameAsync(clip, frame, 160, 90);

    private static double Difference(byte[] one, byte[] other)
    {
        Assert.Equal(160 * 90, one.Length);
        return one.Zip(other, static (a, b) => Math.Abs(a - b)).Average();
    }

    private static async Task<string> SecondBoxAsync(string clip)
    {
        byte[] bytes = await File.ReadAllBytesAsync(clip);
        int first = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(bytes);
        return System.Text.Encoding.ASCII.GetString(bytes, first + 4, 4);
    }

    private static string? Text(JsonElement stream, string name) => stream.GetProperty(name).GetString();
}
