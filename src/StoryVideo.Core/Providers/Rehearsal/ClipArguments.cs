using System.Globalization;
using StoryVideo.Media;
using static System.FormattableString;

namespace StoryVideo.Providers.Rehearsal;

/// <summary>The arguments that <see cref="Ffmpeg"/> gets for one clip, one by one.</summary>
internal static class ClipArguments
{
    /// <summary>The clip's name in the folder that ffmpeg runs in.</summary>
    public const string ClipFile = "clip.mp4";

    /// <summary>Deep enough for white letters; which one a card gets depends on its caption alone.</summary>
    private static readonly string[] s_cards = ["0x1F3A5F", "0x5B2A4A", "0x22543D", "0x6B3A1E", "0x3A3A66", "0x2F4858"];

    /// <summary>One thread each: several clips are rendered side by side.</summary>
    private static readonly string[] s_start =
    [
        "-hide_banner", "-nostdin", "-y", "-loglevel", "error",
        "-filter_threads", "1", "-filter_complex_threads", "1",
    ];

    /// <summary>For a clip of <paramref name="still"/>, or of a plain card where that is null.</summary>
    public static IReadOnlyList<string> Of(RehearsalSpec spec, StillFile? still, bool withText)
    {
        string seconds = spec.Format.DurationSeconds.ToString(CultureInfo.InvariantCulture);
        string rate = FrameSize.FramesPerSecond.ToString(CultureInfo.InvariantCulture);
        return
        [
            .. s_start,
            .. still is null ? (string[])["-f", "lavfi", "-i", Card(spec)] : Image(still, rate),
            "-f", "lavfi", "-t", seconds, "-i", "anullsrc=r=48000:cl=stereo",
            "-filter_complex", still is null ? ClipFilter.OfCard(spec, withText) : ClipFilter.OfStill(spec, withText),
            "-map", "[v]", "-map", "1:a",
            "-r", rate,
            "-c:v", "libx264", "-preset", "ultrafast", "-tune", "stillimage", "-crf", "28", "-pix_fmt", "yuv420p",
            "-threads", "1",
            "-c:a", "aac", "-b:a", "64k",
            "-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact",
            "-movflags", "+faststart", "-f", "mp4", ClipFile,
        ];
    }

    private static string[] Image(StillFile still, string rate) =>
    [
        "-framerate", rate, "-protocol_whitelist", "file", "-f", still.Reader, "-threads", "1",
        "-i", "file:" + still.Path,
    ];

    /// <summary>The colour of a card, as ffmpeg spells it.</summary>
    public static string CardOf(string caption) => s_cards[caption.Sum(static c => c) % s_cards.Length];

    private static string Card(RehearsalSpec spec)
    {
        string colour = CardOf(spec.Caption);
        string shape = Invariant($"{spec.Size.Width}x{spec.Size.Height}:r={FrameSize.FramesPerSecond}");
        return Invariant($"color=c={colour}:s={shape}:d={spec.Format.DurationSeconds}");
    }
}
