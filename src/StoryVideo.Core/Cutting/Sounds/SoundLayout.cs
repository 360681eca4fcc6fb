using StoryVideo.Cutting.Aac;

namespace StoryVideo.Cutting.Sounds;

/// <summary>
/// What a film's sound is put together from. A clip between two cuts, whose sound is heard as it is and with nothing beside it,
/// goes in frame by frame; all else is mixed. Pure reckoning.
/// </summary>
internal sealed class SoundLayout
{
    private readonly FilmLayout _film;
    private readonly IReadOnlyList<PlacedSound> _sounds;
    private readonly IReadOnlyDictionary<CodedSound, SoundGains> _gains;
    private readonly List<SoundStretch> _stretches = [];
    private readonly long _samples;

    /// <param name="film">Where every entry stands.</param>
    /// <param name="sounds">What is heard.</param>
    /// <param name="gains">The sounds that may be copied.</param>
    public SoundLayout(FilmLayout film, IReadOnlyList<PlacedSound> sounds, IReadOnlyDictionary<CodedSound, SoundGains> gains)
    {
        (_film, _sounds, _gains) = (film, sounds, gains);
        _samples = (long)film.FrameCount * CutList.SamplesPerFrame;
        long all = (_samples + AacFrame.Samples - 1) / AacFrame.Samples;
        long made = 0;
        for (int i = 0; i < film.Entries.Count; i++)
        {
            long begin = i == 0 ? 0 : FrameAt(film.Entries[i].Start);
            long end = i == film.Entries.Count - 1 ? all : FrameAt(film.Entries[i + 1].Start);
            if (CanCopy(film.Entries[i], out PlacedSound? heard))
            {
                Make(made, begin);
                Copy(heard, begin, (int)(end - begin));
                made = end;
            }
        }

        Make(made, all);
    }

    /// <summary>In the order of the film, without gap or overlap.</summary>
    public IReadOnlyList<SoundStretch> Stretches => _stretches;

    /// <summary>Whether all that is copied can be raised by a number of steps; null where nothing is copied.</summary>
    public Func<int, bool>? CanRise =>
        _stretches.OfType<CopiedSound>().Select(static c => c.Gains).Distinct().ToArray() is { Length: > 0 } gains ? steps => Array.TrueForAll(gains, g => g.CanRise(steps)) : null;

    /// <summary>How many seconds of sound go in as they are coded.</summary>
    public double CopiedSeconds => (double)_stretches.OfType<CopiedSound>().Sum(static c => c.FrameCount) * AacFrame.Samples / CutList.SampleRate;

    /// <summary>The same film with all sound mixed.</summary>
    public SoundLayout WithoutCopies() => new(_film, _sounds, new Dictionary<CodedSound, SoundGains>());

    /// <summary>The same film with some sounds mixed.</summary>
    public SoundLayout WithoutCopiesOf(IReadOnlyCollection<CodedSound> sounds) =>
        new(_film, _sounds, _gains.Where(g => !sounds.Contains(g.Key)).ToDictionary());

    // Sound moves by half a frame at most, a hundredth of a second, and no clip moves another.
    private static long FrameAt(int picture) => (((long)picture * CutList.SamplesPerFrame) + (AacFrame.Samples / 2)) / AacFrame.Samples;

    private bool CanCopy(PlacedEntry entry, out PlacedSound? heard)
    {
        heard = null;
        if (entry.Before.Kind != TransitionKind.Cut || entry.After.Kind != TransitionKind.Cut)
        {
            return false;
        }

        long begin = (long)entry.Start * CutList.SamplesPerFrame;
        long end = (long)entry.End * CutList.SamplesPerFrame;
        PlacedSound[] all = [.. _sounds.Where(s => s.At < end && s.End > begin)];
        heard = all.FirstOrDefault();
        return all.Length == 0
            || (all.Length == 1 && heard is { Level: 1, Coded: { } coded } && heard.At == begin && heard.End == end && _gains.ContainsKey(coded));
    }

    private void Copy(PlacedSound? heard, long begin, int frameCount)
    {
        int copied = 0;
        if (heard?.Coded is { } coded)
        {
            int first = coded.FrameAt(heard.From + (begin * AacFrame.Samples) - heard.At);
            copied = Math.Clamp(coded.FrameCount - first, 0, frameCount);
            if (copied > 0)
            {
                SoundGains gains = _gains[coded];

                // The film itself begins with the frame that its first clip has before what is heard.
                CodedFrame? own = first > 0 ? CodedFrame.Of(coded, gains, first - 1) : null;
                CodedFrame? before = _stretches.Count == 0 ? own : (_stretches[^1] as CopiedSound)?.Last;
                Add(new CopiedSound(coded, gains, first, copied, before));
            }
        }

        Add(new SilentSound(frameCount - copied));
    }

    private void Make(long from, long to)
    {
        for (long at = from; at < to; at += SoundPiece.MostFrames)
        {
            SoundPiece piece = new(at, (int)Math.Min(SoundPiece.MostFrames, to - at), _samples, _sounds);
            Add(piece.IsSilent ? new SilentSound(piece.FrameCount) : piece);
        }
    }

    private void Add(SoundStretch stretch)
    {
        if (stretch.FrameCount > 0)
        {
            _stretches.Add(stretch);
        }
    }
}
