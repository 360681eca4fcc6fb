using StoryVideo.Media;
using StoryVideo.Stories;
using static System.FormattableString;

namespace StoryVideo.Cutting.Inspection;

/// <summary>
/// The checks of a clip that cost nothing: whether it opens, is as long, as large and as fast as it was ordered, whether picture is
/// black or frozen, and sound silent or clipped. What is in the picture is left to judges.
/// </summary>
public sealed class ClipInspector(Ffmpeg ffmpeg)
{
    private const double ShortSeconds = 0.25;
    private const int BlackBelow = 32;
    private const double BlackSeconds = 0.5;
    private const double FrozenSeconds = 1;
    private const double SilentBelow = 0.001;
    private const int ClippedFrom = 48;

    /// <param name="path">Full path of the clip.</param>
    /// <param name="expected">What was ordered.</param>
    /// <param name="cancellationToken">Ends the checking.</param>
    /// <exception cref="FileNotFoundException">There is no ffprobe.</exception>
    public async Task<ClipInspection> CheckAsync(string path, ClipExpectation expected, CancellationToken cancellationToken)
    {
        MediaInfo? info = null;
        try
        {
            info = await new MediaProbe(ffmpeg).ReadAsync(path, cancellationToken);
            VideoStreamInfo video = info.Video ?? throw new InvalidDataException("it has no picture");
            FrameScan frames = await FrameScan.ReadAsync(ffmpeg, path, cancellationToken);
            List<Finding> findings = [.. Promised(video, expected), .. Seen(frames, video)];
            if (frames.Count < video.FrameCount)
            {
                findings.Add(Finding.Error("clip-damaged", $"Only {frames.Count} of {video.FrameCount} frames can be decoded."));
            }

            findings.AddRange(await HeardAsync(path, info.Audio, expected, cancellationToken));
            return new ClipInspection(info, findings);
        }
        catch (Exception e) when (e is InvalidDataException or UnauthorizedAccessException)
        {
            return new ClipInspection(info, [Finding.Error("clip-unreadable", $"It cannot be opened: {e.Message.TrimEnd('.')}.")]);
        }
    }

    private static IEnumerable<Finding> Promised(VideoStreamInfo video, ClipExpectation expected)
    {
        if (expected.Seconds is { } seconds && Math.Abs(video.Seconds - seconds) > ShortSeconds)
        {
            yield return Finding.Warning("clip-duration", Invariant($"It is {video.Seconds:0.##} s long and was ordered with {seconds:0.##} s."));
        }

        if ((expected.Width ?? video.Width, expected.Height ?? video.Height) is var (width, height) && (width, height) != (video.Width, video.Height))
        {
            yield return Finding.Warning("clip-size", $"It is {video.Width}×{video.Height} and was ordered as {width}×{height}.");
        }

        if (expected.FramesPerSecond is { } rate && Math.Abs(video.FramesPerSecond - rate) > 0.01)
        {
            yield return Finding.Warning("clip-frame-rate", Invariant($"It has {video.FramesPerSecond:0.###} frames a second, not {rate:0.###}."));
        }
    }

    private static IEnumerable<Finding> Seen(FrameScan frames, VideoStreamInfo video)
    {
        double rate = video.FramesPerSecond > 0 ? video.FramesPerSecond : CutList.Rate;
        (int black, int blackLength) = frames.Longest(i => frames.Brightest[i] < BlackBelow);
        if (blackLength >= BlackSeconds * rate)
        {
            yield return Finding.Warning("clip-black", Invariant($"It is black for {blackLength / rate:0.0} s from {black / rate:0.0} s on."));
        }

        (int frozen, int frozenLength) = frames.Longest(i => frames.IsStill[i]);
        if (frozenLength >= FrozenSeconds * rate && blackLength < frozenLength)
        {
            yield return Finding.Warning("clip-frozen", Invariant($"Nothing moves for {frozenLength / rate:0.0} s from {(frozen - 1) / rate:0.0} s on."));
        }
    }

    private async Task<IReadOnlyList<Finding>> HeardAsync(
        string path, AudioStreamInfo? audio, ClipExpectation expected, CancellationToken cancellationToken)
    {
        if (audio is null)
        {
            return expected.HasSound ? [Finding.Warning("clip-soundless", "It has no sound track.")] : [];
        }

        SoundScan sound = await SoundScan.ReadAsync(ffmpeg, path, audio.Channels, cancellationToken);
        return sound switch
        {
            { Peak: < SilentBelow } => [Finding.Warning("clip-silent", "Its sound is silence.")],
            { ClippedSamples: >= ClippedFrom } => [Finding.Warning("clip-clipped", $"Its sound is cut off at full scale in {sound.ClippedSamples} samples.")],
            _ => [],
        };
    }
}
