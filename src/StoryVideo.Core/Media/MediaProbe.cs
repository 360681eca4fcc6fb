using System.Globalization;
using System.Text.Json;

namespace StoryVideo.Media;

/// <summary>Asks ffprobe what a file holds, by its packets: headers may promise what is not there.</summary>
public sealed class MediaProbe
{
    private readonly Ffmpeg _ffprobe;

    /// <param name="ffmpeg">The ffmpeg beside which ffprobe lies.</param>
    /// <exception cref="FileNotFoundException">There is no ffprobe.</exception>
    public MediaProbe(Ffmpeg ffmpeg) => _ffprobe = ffmpeg.Probe
        ?? throw new FileNotFoundException($"There is no ffprobe beside '{ffmpeg.Path}'. Install ffmpeg whole, or name it in {Ffmpeg.Variable}.");

    /// <param name="path">Full path of the file.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InvalidDataException">It is neither picture nor sound that ffmpeg can open.</exception>
    public async Task<MediaInfo> ReadAsync(string path, CancellationToken cancellationToken)
    {
        using MemoryStream answer = new();
        FfmpegRun run = await _ffprobe.RunAsync(
            [
                "-v", "error", .. MediaInput.Guards, "-show_streams", "-show_entries",
                "packet=stream_index,pts_time,duration_time", "-of", "json", .. MediaInput.Of(path),
            ],
            Path.GetDirectoryName(path)!,
            output => output.CopyToAsync(answer, CancellationToken.None),
            cancellationToken);
        if (!run.Succeeded)
        {
            throw new InvalidDataException(run.ErrorTail.Length > 0 ? run.ErrorTail : "it cannot be opened");
        }

        answer.Position = 0;
        using JsonDocument document = await JsonDocument.ParseAsync(answer, default, cancellationToken);
        return Read(document.RootElement);
    }

    private static MediaInfo Read(JsonElement root)
    {
        Dictionary<int, PacketSpan> spans = [];
        if (root.TryGetProperty("packets", out JsonElement packets))
        {
            foreach (JsonElement packet in packets.EnumerateArray())
            {
                int stream = packet.GetProperty("stream_index").GetInt32();
                spans[stream] = spans.GetValueOrDefault(stream, PacketSpan.Empty).With(Seconds(packet, "pts_time"), Seconds(packet, "duration_time") ?? 0);
            }
        }

        VideoStreamInfo? video = null;
        AudioStreamInfo? audio = null;
        foreach (JsonElement stream in root.GetProperty("streams").EnumerateArray())
        {
            PacketSpan span = spans.GetValueOrDefault(stream.GetProperty("index").GetInt32(), PacketSpan.Empty);
            switch (Text(stream, "codec_type"))
            {
                case "video" when video is null && !IsCover(stream):
                    video = Video(stream, span);
                    break;
                case "audio" when audio is null:
                    audio = new AudioStreamInfo(
                        Text(stream, "codec_name") ?? "unknown", Number(stream, "sample_rate"), Number(stream, "channels"), span.Seconds);
                    break;
            }
        }

        return new MediaInfo(video, audio);
    }

    private static VideoStreamInfo Video(JsonElement stream, PacketSpan span) => new(
        Text(stream, "codec_name") ?? "unknown",
        Number(stream, "width"),
        Number(stream, "height"),
        Text(stream, "pix_fmt") ?? "unknown",
        Rate(Text(stream, "avg_frame_rate")),
        span.Count,
        span.Seconds,
        new ColourInfo(
            Known(stream, "color_space"), Known(stream, "color_primaries"), Known(stream, "color_transfer"), Known(stream, "color_range")));

    private static bool IsCover(JsonElement stream) =>
        stream.TryGetProperty("disposition", out JsonElement disposition)
        && disposition.TryGetProperty("attached_pic", out JsonElement cover)
        && cover.GetInt32() == 1;

    // 0/0 is how ffmpeg says that it does not know.
    private static double Rate(string? fraction)
    {
        string[] parts = (fraction ?? "").Split('/');
        return parts.Length == 2
            && double.TryParse(parts[0], CultureInfo.InvariantCulture, out double over)
            && double.TryParse(parts[1], CultureInfo.InvariantCulture, out double under)
            && under > 0 ? over / under : 0;
    }

    private static double? Seconds(JsonElement owner, string name) =>
        double.TryParse(Text(owner, name), CultureInfo.InvariantCulture, out double seconds) ? seconds : null;

    private static string? Known(JsonElement owner, string name) => Text(owner, name) is { } text && text != "unknown" ? text : null;

    private static string? Text(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    // Some numbers come as text.
    private static int Number(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out JsonElement value)
            ? value.ValueKind == JsonValueKind.Number ? value.GetInt32()
                : int.TryParse(value.GetString(), CultureInfo.InvariantCulture, out int number) ? number : 0
            : 0;
}
