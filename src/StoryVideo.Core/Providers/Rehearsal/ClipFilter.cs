using static System.FormattableString;

namespace StoryVideo.Providers.Rehearsal;

/// <summary>
/// The filter graph of one clip. The still is scaled once, then one frame is repeated and a window moves over it: by
/// <c>crop</c> in whole pixels a frame for pans and tilts, which is cheap and does not judder, and by
/// <c>perspective</c> in fractions of a pixel where the window also grows or shrinks; <c>zoompan</c> trembles there.
/// </summary>
internal static class ClipFilter
{
    /// <summary>
    /// File names in the folder that ffmpeg runs in: untrusted text never stands in the graph itself.
    /// </summary>
    public const string CaptionFile = "caption.txt";

    public const string MarkFile = "mark.txt";

    /// <summary>How much of the frame a pan or a tilt travels.</summary>
    private const double Travel = 0.18;

    /// <summary>How much smaller the window is at the near end of a push in.</summary>
    private const double Depth = 0.2;

    /// <summary>How many narrow letters of a caption stand beside each other in a frame.</summary>
    public static int ColumnsOf(FrameSize size) =>
        Math.Min(48, (int)((size.Width - (2 * Edge(size))) / (Letter(size) * 0.6)));

    /// <summary>From input 0, an image, to <c>[v]</c>.</summary>
    public static string OfStill(RehearsalSpec spec, bool withText)
    {
        (int w, int h) = (spec.Size.Width, spec.Size.Height);
        string moving = spec.Move.Zoom != 0
            ? $"{Canvas(w, h)},format=yuv420p,{Repeat(spec)},{Window(spec)}"
            : !spec.Move.IsHold
                ? Slide(spec)
                : $"{Canvas(w, h)},format=yuv420p,{Repeat(spec)}";
        return moving + (withText ? "," + Text(spec.Size) : "") + "[v]";
    }

    /// <summary>Input 0 is a plain colour.</summary>
    public static string OfCard(RehearsalSpec spec, bool withText) =>
        "[0:v]format=yuv420p" + (withText ? "," + Text(spec.Size) : "") + "[v]";

    /// <summary>
    /// One frame, as often as the clip has frames; the sound's end is then no concern of the picture's.
    /// </summary>
    private static string Repeat(RehearsalSpec spec) => Invariant($"loop=loop={spec.FrameCount - 1}:size=1:start=0");

    /// <summary>
    /// The whole image on a blurred copy of itself, so that a square model sheet is seen whole; one that is nearly as
    /// wide as the frame fills it.
    /// </summary>
    private static string Canvas(int width, int height)
    {
        string ratio = Invariant($"a*{height}/{width}");
        string cover = Invariant($"max({width}/iw,{height}/ih)");
        string whole = Invariant($"min({width}/iw,{height}/ih)");
        string factor = $"if(between({ratio},0.88,1.14),{cover},{whole})";
        int blur = Math.Max(2, Math.Min(width, height) / 34);
        return Invariant($"[0:v]split[back][front];")
            + Invariant($"[back]scale={width}:{height}:force_original_aspect_ratio=increase,")
            + Invariant($"crop={width}:{height},boxblur={blur}:3[blur];")
            + $"[front]scale=w='ceil(iw*{factor})':h='ceil(ih*{factor})'[whole];"
            + "[blur][whole]overlay=x=(W-w)/2:y=(H-h)/2:format=yuv444,setsar=1";
    }

    /// <summary>A window of the frame's size over a larger canvas.</summary>
    private static string Slide(RehearsalSpec spec)
    {
        int frames = spec.FrameCount;
        double right = Step(spec.Size.Width, frames) * Math.Abs(spec.Move.Pan);
        double down = Step(spec.Size.Height, frames) * Math.Abs(spec.Move.Tilt);
        double larger = 1 + (frames * Math.Max(right / spec.Size.Width, down / spec.Size.Height));
        int width = (int)Math.Ceiling(spec.Size.Width * larger);
        int height = (int)Math.Ceiling(spec.Size.Height * larger);
        return Canvas(width, height)
            + $",format=yuv444p,{Repeat(spec)}"
            + Invariant($",crop=w={spec.Size.Width}:h={spec.Size.Height}")
            + $":x='{Path(spec.Move.Pan, right, width - spec.Size.Width, frames)}'"
            + $":y='{Path(-spec.Move.Tilt, down, height - spec.Size.Height, frames)}'"
            + ",format=yuv420p";
    }

    /// <summary>
    /// Whole pixels a frame, which look even; a long clip that would travel too far goes by fractions.
    /// </summary>
    private static double Step(int side, int frames)
    {
        double step = side * Travel / frames;
        return step < 0.5 ? step : Math.Max(1, Math.Round(step));
    }

    /// <summary>Centred on its way; <c>n</c> is the number of the frame.</summary>
    private static string Path(int direction, double step, int room, int frames)
    {
        int margin = (int)Math.Max(0, (room - (step * (frames - 1))) / 2);
        return direction switch
        {
            > 0 => Invariant($"{margin}+n*{step}"),
            < 0 => Invariant($"{room - margin}-n*{step}"),
            _ => Invariant($"{room / 2}"),
        };
    }

    /// <summary>The corners of a window that changes its size; <c>on</c> counts frames from 1.</summary>
    private static string Window(RehearsalSpec spec)
    {
        string progress = Invariant($"min(1,(on-1)/{Math.Max(1, spec.FrameCount - 1)})");
        string cut = Invariant($"({Depth}*{(spec.Move.Zoom > 0 ? progress : $"(1-{progress})")})");
        string left = $"W*{cut}*{Share(spec.Move.Pan, progress)}";
        string top = $"H*{cut}*{Share(-spec.Move.Tilt, progress)}";
        string right = $"({left}+W*(1-{cut}))";
        string bottom = $"({top}+H*(1-{cut}))";
        return $"perspective=eval=frame:sense=source:interpolation=linear"
            + $":x0='{left}':y0='{top}':x1='{right}':y1='{top}':x2='{left}':y2='{bottom}':x3='{right}':y3='{bottom}'";
    }

    private static string Share(int direction, string progress) => direction switch
    {
        > 0 => progress,
        < 0 => $"(1-{progress})",
        _ => "0.5",
    };

    private static string Text(FrameSize size)
    {
        int edge = Edge(size);
        return Drawn(CaptionFile, Letter(size), "white", 0.6, Invariant($"x={edge}:y=H-th-{edge}"))
            + "," + Drawn(MarkFile, Letter(size) * 3 / 5, "white@0.9", 0.4, Invariant($"x=W-tw-{edge}:y={edge}"));
    }

    private static int Letter(FrameSize size) => Math.Max(12, Math.Min(size.Width, size.Height) / 24);

    private static int Edge(FrameSize size) => Math.Min(size.Width, size.Height) / 16;

    private static string Drawn(string file, int letter, string colour, double box, string place) =>
        Invariant($"drawtext=textfile={file}:expansion=none:fontsize={letter}:fontcolor={colour}")
        + Invariant($":line_spacing={letter / 4}:box=1:boxcolor=black@{box}:boxborderw={letter / 2}:{place}");
}
