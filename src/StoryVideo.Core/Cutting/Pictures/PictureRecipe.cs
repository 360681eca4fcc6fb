using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using StoryVideo.Media;
using static System.FormattableString;

namespace StoryVideo.Cutting.Pictures;

/// <summary>
/// What ffmpeg is told in order to make one stretch of picture: exactly so many frames, coded so that they can stand beside the
/// copied ones in one track.
/// </summary>
internal sealed class PictureRecipe
{
    // A new number makes everything anew: to be raised when the same words would give another picture.
    private const string Version = "picture 1";

    private static readonly string[] s_start =
    [
        "-hide_banner", "-nostdin", "-y", "-loglevel", "error", "-filter_threads", "1", "-filter_complex_threads", "1",
    ];

    private readonly PictureUnit _unit;
    private readonly FilmShape _shape;
    private readonly List<string> _inputs = [];
    private readonly List<string> _texts = [];
    private readonly List<string> _files = [];

    public PictureRecipe(PictureUnit unit, FilmShape shape)
    {
        _unit = unit;
        _shape = shape;
        string graph = Read(unit, 0) is var first && unit.Into is { } into
            ? $"{first}[a];{Read(into, 1)}[b];[a][b]{Dissolve()},{Look()}[v]"
            : $"{first}{Fades()},{Look()}[v]";
        Arguments = [.. s_start, .. _inputs, "-filter_complex", graph, "-map", "[v]", "-frames:v", Number(unit.FrameCount), .. Coding()];
        string said = string.Join('\n', Arguments.Select(a => _files.Contains(a, StringComparer.Ordinal) ? "" : a));
        string identities = unit.Source.Identity + "\n" + unit.Into?.Source.Identity;
        Key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Version}\n{identities}\n{said}\n{string.Join('\n', _texts)}")))[..32];
    }

    /// <summary>Everything but the name of the file to write.</summary>
    public IReadOnlyList<string> Arguments { get; }

    /// <summary>Words that are drawn, each in a file of the folder that ffmpeg runs in: <see cref="TextFile"/>.</summary>
    public IReadOnlyList<string> Texts => _texts;

    /// <summary>Changes with everything that the picture depends on.</summary>
    public string Key { get; }

    public static string TextFile(int number) => Invariant($"text-{number}.txt");

    /// <summary>Every frame of a source on the film's grid and in its shape, then those that are wanted.</summary>
    private string Read(PictureUnit unit, int input)
    {
        CutEntry entry = unit.Source.Entry;
        _inputs.AddRange(InputOf(entry));
        string frames = Invariant($"trim=start_frame={unit.First}:end_frame={unit.Last},setpts=N/{CutList.Rate}/TB,settb=1/{CutList.Rate}");
        if (unit.Source.Coded is { } coded && coded.Kind == _shape.Kind)
        {
            return $"[{input}:v]{frames}";
        }

        // Pixels that are not square are made so before the picture is fitted.
        string shape = Invariant($"scale=w=iw*sar:h=ih:flags=bicubic,scale={_shape.Width}:{_shape.Height}:force_original_aspect_ratio=decrease:flags=bicubic:out_range=tv,")
            + Invariant($"pad={_shape.Width}:{_shape.Height}:-1:-1,setsar=1,format=yuv420p");
        string grid = entry.Role == ClipRole.Clip ? Invariant($"fps={CutList.Rate}:start_time=0,{shape},tpad=stop_mode=clone:stop=-1") : shape;
        return $"[{input}:v]{grid}{Words(entry)},{frames}";
    }

    private IEnumerable<string> InputOf(CutEntry entry)
    {
        if (entry.File is not { } file)
        {
            string colour = entry.Role == ClipRole.Card ? "black" : "0x20242c";
            return ["-f", "lavfi", "-i", Invariant($"color=c={colour}:s={_shape.Width}x{_shape.Height}:r={CutList.Rate}")];
        }

        IReadOnlyList<string> input = MediaInput.Of(file);
        _files.Add(input[^1]);
        return entry.Role == ClipRole.Still
            ? ["-loop", "1", "-framerate", Number(CutList.Rate), .. MediaInput.Guards, "-threads", "1", .. input]
            : [.. MediaInput.Guards, "-threads", "1", .. input];
    }

    // Words of a story go through a file: in a graph they could be taken for more of it.
    private string Words(CutEntry entry)
    {
        if (entry.Text is not { Length: > 0 } text)
        {
            return "";
        }

        string file = TextFile(_texts.Count);
        CardWords words = entry.Role == ClipRole.Card ? CardWords.Fit(text, _shape) : new(text, Math.Max(12, _shape.Height / 20));
        int letter = words.Letter;
        _texts.Add(words.Text);
        string drawn = Invariant($",drawtext=textfile={file}:expansion=none:fontsize={letter}:fontcolor=white:line_spacing={letter / 3}");
        return entry.Role == ClipRole.Card
            ? drawn + ":x=(w-text_w)/2:y=(h-text_h)/2"
            : drawn + Invariant($":box=1:boxcolor=black@0.6:boxborderw={letter / 2}:x={letter}:y=h-th-{letter}");
    }

    private string Fades() =>
        (_unit.FadeIn > 0 ? Invariant($",fade=t=in:start_frame=0:nb_frames={_unit.FadeIn}") : "")
        + (_unit.FadeOut > 0 ? Invariant($",fade=t=out:start_frame={_unit.Last - _unit.First - _unit.FadeOut}:nb_frames={_unit.FadeOut}") : "");

    // Whatever a source says of itself, all that is made says the same: it has one set of parameters.
    private string Look()
    {
        ColourInfo colour = _shape.Colour;
        return $"format=yuv420p,setsar=1,setparams=range={colour.Range ?? "unknown"}:color_primaries={colour.Primaries ?? "unknown"}"
            + $":color_trc={colour.Transfer ?? "unknown"}:colorspace={colour.Matrix ?? "unknown"}";
    }

    private string Dissolve()
    {
        double length = (double)_unit.Overlap / CutList.Rate;
        double offset = (double)(_unit.Last - _unit.First - _unit.Overlap) / CutList.Rate;
        return Invariant($"xfade=transition=fade:duration={length:0.######}:offset={offset:0.######}");
    }

    // One picture in two seconds begins anew, and every set of parameters has the same number and content, whatever is shown.
    private IEnumerable<string> Coding() =>
    [
        "-r", Number(CutList.Rate),
        "-c:v", "libx264", "-preset", "veryfast", "-crf", "18", "-profile:v", "high", "-pix_fmt", "yuv420p", "-threads", "1",
        "-x264-params",
        Invariant($"sps-id={FilmLook.OwnParameterSet}:stitchable=1:keyint={2 * CutList.Rate}:scenecut=0:open-gop=0:bframes=0"),
        .. Said("-colorspace", _shape.Colour.Matrix),
        .. Said("-color_primaries", _shape.Colour.Primaries),
        .. Said("-color_trc", _shape.Colour.Transfer),
        .. Said("-color_range", _shape.Colour.Range),
        "-an", "-sn", "-dn", "-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact",
        "-video_track_timescale", Number(CutList.Rate * 512), "-f", "mp4",
    ];

    private static string[] Said(string option, string? value) => value is null ? [] : [option, value];

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
