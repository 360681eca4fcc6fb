using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using StoryVideo.Cutting.Aac;
using StoryVideo.Media;
using static System.FormattableString;

namespace StoryVideo.Cutting.Sounds;

/// <summary>
/// A stretch of a film's sound, mixed by ffmpeg. Pieces begin and end where frames of AAC do and are made with a little of what
/// comes before and after, so that they can be put together without a seam: only pieces that heard something new are made anew.
/// </summary>
internal sealed class SoundPiece : SoundStretch
{
    /// <summary>How many frames of AAC a piece has at most: 64 s.</summary>
    public const int MostFrames = 3000;

    private const int Frame = AacFrame.Samples;

    /// <summary>What is made before a piece and thrown away: filters and the coder come in step with their neighbours.</summary>
    public const int Lead = 8 * Frame;

    private const int Trail = 4 * Frame;
    private const int LongRead = MostFrames * Frame;
    private const string Version = "sound 2";

    private static readonly string[] s_start =
        ["-hide_banner", "-nostdin", "-y", "-loglevel", "error", "-filter_threads", "1", "-filter_complex_threads", "1"];

    private readonly List<string> _inputs = [];
    private readonly List<string> _chains = [];
    private readonly long _from;
    private readonly long _to;
    private int _inputCount;

    /// <param name="first">The first frame of AAC of the film that is its own.</param>
    /// <param name="frameCount">How many are.</param>
    /// <param name="filmSamples">How long the film is.</param>
    /// <param name="sounds">What is heard in the film.</param>
    public SoundPiece(long first, int frameCount, long filmSamples, IReadOnlyList<PlacedSound> sounds)
        : base(frameCount)
    {
        long start = first * Frame;
        Length = Math.Min((long)frameCount * Frame, filmSamples - start);
        LeadSamples = (int)Math.Min(Lead, start);
        _from = start - LeadSamples;
        _to = start + Length + Trail;
        PlacedSound[] heard = [.. sounds.Where(s => s.At < _to && s.End > _from)];
        IsSilent = heard.Length == 0;
        string[] lanes = [.. heard.GroupBy(static s => s.Lane).OrderBy(static g => g.Key).Select(Lane)];
        _chains.Add(Mix(lanes));
        Key = KeyOf(heard);
    }

    /// <summary>Samples that are its own.</summary>
    public long Length { get; }

    /// <summary>Samples that are made before those; a whole number of frames.</summary>
    public int LeadSamples { get; }

    public bool IsSilent { get; }

    /// <summary>Changes with everything that is heard in it.</summary>
    public string Key { get; }

    /// <summary>Tells ffmpeg to write the mix as 32-bit samples to its output.</summary>
    public IReadOnlyList<string> Measuring() => [.. Reading(1), "-f", "f32le", "pipe:1"];

    /// <summary>Tells ffmpeg to write the mix as AAC; the name of the file is to follow.</summary>
    /// <param name="gain">What every sample is multiplied by.</param>
    public IReadOnlyList<string> Coding(double gain) =>
    [
        .. Reading(gain), "-c:a", "aac", "-aac_coder", "fast", "-b:a", "192k", "-ar", "48000", "-ac", "2",
        "-map_metadata", "-1", "-fflags", "+bitexact", "-flags:a", "+bitexact", "-f", "mp4",
    ];

    private static string Number(double value) => value.ToString("0.########", CultureInfo.InvariantCulture);

    private IEnumerable<string> Reading(double gain)
    {
        string graph = string.Join(';', _chains) + (gain == 1 ? "" : $",volume={Number(gain)}:precision=float") + "[out]";
        return [.. s_start, .. _inputs, "-filter_complex", graph, "-map", "[out]", "-vn", "-sn", "-dn"];
    }

    private string Mix(string[] lanes)
    {
        string whole = Invariant($"apad=whole_len={_to - _from},atrim=end_sample={_to - _from}");
        return lanes.Length switch
        {
            0 => $"anullsrc=r=48000:cl=stereo,aformat=sample_fmts=fltp,{whole}",
            1 => $"{lanes[0]}{whole}",
            _ => $"{string.Concat(lanes)}amix=inputs={lanes.Length}:normalize=0:duration=longest:dropout_transition=0,{whole}",
        };
    }

    /// <summary>The sounds of one lane, one after another with silence between.</summary>
    private string Lane(IGrouping<int, PlacedSound> sounds)
    {
        long at = _from;
        List<string> parts = [];
        foreach (PlacedSound sound in sounds.OrderBy(static s => s.At))
        {
            parts.Add(Part(sound, ref at));
        }

        string lane = $"[l{sounds.Key}]";
        _chains.Add(parts.Count == 1
            ? $"{parts[0]}anull{lane}"
            : $"{string.Concat(parts)}concat=n={parts.Count}:v=0:a=1{lane}");
        return lane;
    }

    private string Part(PlacedSound sound, ref long at)
    {
        long begin = Math.Max(sound.At, _from);
        long end = Math.Min(sound.End, _to);
        string label = $"[p{_inputCount}]";
        List<string> chain = [$"[{_inputCount}:a]aresample=48000:async=1:first_pts=0,aformat=sample_fmts=fltp:channel_layouts=stereo"];
        _inputs.AddRange([.. MediaInput.Guards, "-threads", "1"]);
        if (sound.IsIndexed)
        {
            _inputs.Add("-nofind_stream_info");
        }

        // What began long ago is entered where it is heard, not read from its beginning.
        long enter = begin - sound.At > LongRead ? Math.Min(begin - sound.At, sound.Length - sound.FadeOut) : 0;
        long left = sound.Length - enter;
        if (enter > 0)
        {
            _inputs.AddRange(["-ss", Number((sound.From + enter) / 48000.0)]);
        }

        long from = enter > 0 ? 0 : sound.From;
        chain.Add(Invariant($"atrim=start_sample={from}:end_sample={from + left},asetpts=PTS-STARTPTS"));
        chain.Add(Invariant($"apad=whole_len={left},atrim=end_sample={left}"));
        if (enter == 0)
        {
            chain.Add(Invariant($"afade=t=in:start_sample=0:nb_samples={sound.FadeIn}:curve=qsin"));
        }

        chain.Add(Invariant($"afade=t=out:start_sample={left - sound.FadeOut}:nb_samples={sound.FadeOut}:curve=qsin"));
        chain.Add(Invariant($"atrim=start_sample={begin - sound.At - enter}:end_sample={end - sound.At - enter},asetpts=PTS-STARTPTS"));
        chain.Add($"volume={Number(sound.Level)}:precision=float");
        if (begin > at)
        {
            chain.Add(Invariant($"adelay=delays={begin - at}S:all=1"));
        }

        _inputs.AddRange(MediaInput.Of(sound.File));
        _inputCount++;
        _chains.Add(string.Join(',', chain) + label);
        at = end;
        return label;
    }

    private string KeyOf(PlacedSound[] heard)
    {
        HashSet<string> files = [.. heard.Select(static s => MediaInput.Of(s.File)[^1])];
        IEnumerable<string> said = Coding(1).Select(a => files.Contains(a) ? "" : a).Concat(heard.Select(static s => s.Identity));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Version + "\n" + string.Join('\n', said))))[..32];
    }
}
