using static System.FormattableString;

namespace StoryVideo.Providers.Rehearsal;

/// <summary>The arguments that ffmpeg gets for one stand-in image, one by one.</summary>
internal static class ImageArguments
{
    /// <summary>The image's name in the folder that ffmpeg runs in.</summary>
    public const string ImageFile = "image.png";

    private static readonly string[] s_start =
    [
        "-hide_banner", "-nostdin", "-y", "-loglevel", "error",
        "-filter_threads", "1", "-filter_complex_threads", "1",
    ];

    public static IReadOnlyList<string> Of(ImageSpec spec, bool withText) =>
    [
        .. s_start,
        "-f", "lavfi", "-i", Invariant($"color=c={ClipArguments.CardOf(spec.Caption)}:s={spec.Size.Width}x{spec.Size.Height}:d=1"),
        "-filter_complex", "[0:v]" + string.Join(',', [.. Swatches(spec), .. withText ? Texts(spec) : [], "format=rgb24"]) + "[v]",
        "-map", "[v]", "-frames:v", "1", "-c:v", "png", "-threads", "1",
        "-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact", "-f", "image2", "-update", "1", ImageFile,
    ];

    // The palette as a row of fields along the lower edge.
    private static IEnumerable<string> Swatches(ImageSpec spec)
    {
        int height = spec.Size.Height / 6;
        return spec.Colours.Select((colour, i) => Invariant(
            $"drawbox=x={Left(i)}:y={spec.Size.Height - height}:w={Left(i + 1) - Left(i)}:h={height}:color={colour}:t=fill"));

        int Left(int field) => spec.Size.Width * field / spec.Colours.Count;
    }

    private static IEnumerable<string> Texts(ImageSpec spec)
    {
        int letter = Letter(spec.Size);
        int edge = spec.Size.Width / 20;
        yield return Invariant(
            $"drawtext=textfile={ClipFilter.CaptionFile}:expansion=none:fontcolor=white:fontsize={letter}:line_spacing={letter / 4}:x={edge}:y={edge}");
        yield return Invariant(
            $"drawtext=textfile={ClipFilter.MarkFile}:expansion=none:fontcolor=white@0.85:fontsize={letter * 2 / 3}:line_spacing={letter / 5}:x={edge}:y=h*0.45");
    }

    /// <summary>How many narrow letters of the caption stand beside each other.</summary>
    public static int ColumnsOf(FrameSize size) => Math.Max(8, (int)(size.Width * 0.9 / (Letter(size) * 0.6)));

    private static int Letter(FrameSize size) => Math.Max(12, Math.Min(size.Width, size.Height) / 16);
}
