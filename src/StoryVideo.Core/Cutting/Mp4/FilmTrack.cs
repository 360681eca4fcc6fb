using StoryVideo.Cutting.Sounds;

namespace StoryVideo.Cutting.Mp4;

/// <summary>A track on its way into a film: the samples of many files, one after another.</summary>
internal sealed class FilmTrack
{
    private readonly List<FilmSample> _samples = [];
    private readonly List<string> _files = [];

    /// <summary>Units a second.</summary>
    public required int TimeScale { get; init; }

    /// <summary>How long each sample is shown or heard, in units of <see cref="TimeScale"/>.</summary>
    public required int Step { get; init; }

    /// <summary>The coded sample entry box.</summary>
    public required byte[] Entry { get; init; }

    /// <summary>Samples at the beginning that are decoded and not presented, in units of <see cref="TimeScale"/>.</summary>
    public int Lead { get; init; }

    /// <summary>By how many steps frames of sound are raised that have marks.</summary>
    public int GainSteps { get; init; }

    public IReadOnlyList<FilmSample> Samples => _samples;

    public IReadOnlyList<string> Files => _files;

    /// <summary>Adds samples of a file, in decoding order.</summary>
    /// <param name="path">The file.</param>
    /// <param name="table">Its samples.</param>
    /// <param name="from">The first sample.</param>
    /// <param name="to">The one after the last.</param>
    /// <param name="frameOf">The frame of that file that a sample shows; null where samples come in the order of their time.</param>
    public void Add(string path, SampleTable table, int from, int to, Func<int, int>? frameOf = null)
    {
        _files.Add(path);
        int start = _samples.Count;
        for (int i = from; i < to; i++)
        {
            _samples.Add(new FilmSample(
                _files.Count - 1,
                table.Offsets[i],
                table.Sizes[i],
                table.IsSync[i],
                start + (frameOf?.Invoke(i) ?? i) - from));
        }
    }

    /// <summary>Adds frames of sound that are copied with their gains raised.</summary>
    /// <param name="sound">The clip's sound.</param>
    /// <param name="gains">Where its gains stand.</param>
    /// <param name="from">The first frame.</param>
    /// <param name="to">The one after the last.</param>
    public void Add(CodedSound sound, SoundGains gains, int from, int to)
    {
        _files.Add(sound.Path);
        for (int i = from; i < to; i++)
        {
            _samples.Add(new FilmSample(_files.Count - 1, sound.Offsets[i], sound.Sizes[i], true, _samples.Count, gains.Marks[i]));
        }
    }

    /// <summary>Adds a frame again and again.</summary>
    /// <param name="path">A file that holds it and nothing else.</param>
    /// <param name="size">Its length in bytes.</param>
    /// <param name="count">How often.</param>
    public void Repeat(string path, int size, int count)
    {
        _files.Add(path);
        for (int i = 0; i < count; i++)
        {
            _samples.Add(new FilmSample(_files.Count - 1, 0, size, true, _samples.Count));
        }
    }

    /// <summary>By how many samples the decoder runs ahead of what is shown.</summary>
    public int Delay()
    {
        int delay = 0;
        for (int i = 0; i < _samples.Count; i++)
        {
            delay = Math.Max(delay, i - _samples[i].Shown);
        }

        return delay;
    }
}
