using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using StoryVideo.Media;

namespace StoryVideo.Core.Tests.Media;

/// <summary>Looks into clips with the ffprobe and ffmpeg of this machine.</summary>
internal static class Ffprobe
{
    public static async Task<(JsonElement Video, JsonElement Audio, double Seconds)> ReadAsync(string clip)
    {
        string probe = Path.Combine(Path.GetDirectoryName(Ffmpeg.Find()!.Path)!, "ffprobe");
        string json = await OutputAsync(
            probe, "-v", "error", "-count_frames", "-show_streams", "-show_format", "-of", "json", clip);
        JsonElement root = JsonDocument.Parse(json).RootElement;
        JsonElement[] streams = [.. root.GetProperty("streams").EnumerateArray()];
        return (
            Assert.Single(streams, static s => s.GetProperty("codec_type").GetString() == "video"),
            Assert.Single(streams, static s => s.GetProperty("codec_type").GetString() == "audio"),
            Number(root.GetProperty("format"), "duration"));
    }

    /// <summary>ffprobe writes most of its numbers as text.</summary>
    public static double Number(JsonElement element, string name) =>
        double.Parse(element.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);

    /// <summary>The hash of each frame of the part of the picture that <paramref name="crop"/> names.</summary>
    public static async Task<IReadOnlyList<string>> FrameHashesAsync(string clip, string crop = "iw:ih:0:0")
    {
        string text = await OutputAsync(
            Ffmpeg.Find()!.Path,
            "-v", "error", "-i", clip, "-map", "0:v", "-vf", "crop=" + crop, "-f", "framemd5", "-");
        return
        [
            .. text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Where(static line => !line.StartsWith('#'))
                .Select(static line => line[(line.LastIndexOf(' ') + 1)..]),
        ];
    }

    /// <summary>One frame as grey bytes, small enough to compare.</summary>
    public static async Task<byte[]> GreyFrameAsync(string clip, int frame, int width, int height)
    {
        string hex = await OutputAsync(
            Ffmpeg.Find()!.Path,
            "-v", "error", "-i", clip, "-vf", $"select=eq(n\\,{frame}),scale={width}:{height},format=gray",
            "-frames:v", "1", "-f", "rawvideo", "-bsf:v", "null", "-c:v", "rawvideo", "-f", "image2pipe", "-");
        return [.. hex.Select(static c => (byte)c)];
    }

    private static async Task<string> OutputAsync(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            StandardOutputEncoding = System.Text.Encoding.Latin1,
        };
        using Process process = Process.Start(start)!;
        string text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return text;
    }
}
