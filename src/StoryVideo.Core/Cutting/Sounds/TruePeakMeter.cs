using System.Numerics;

namespace StoryVideo.Cutting.Sounds;

/// <summary>
/// Finds the highest peak of stereo sound at 48 kHz between its samples, at four times their rate. Stretches that are too quiet to
/// hold a higher peak than the one that is known are passed over.
/// </summary>
internal sealed class TruePeakMeter
{
    private const int Phases = 4;
    private const int Taps = 12;
    private const int Stretch = 256;

    // Three quarters of the way between two samples are reckoned from the six on either side.
    private static readonly float[][] s_filters = Filters();
    private static readonly float s_mostGain = s_filters.Max(static f => f.Sum(Math.Abs));

    private readonly float[] _left = new float[Stretch + Taps];
    private readonly float[] _right = new float[Stretch + Taps];
    private int _held;

    /// <summary>The highest absolute value; 1 is full scale.</summary>
    public double Peak { get; private set; }

    /// <param name="samples">Left and right in turn.</param>
    /// <param name="isCounted">Whether their peak counts; if not, they only stand before those that follow. A whole number of stretches.</param>
    public void Add(ReadOnlySpan<float> samples, bool isCounted)
    {
        double before = Peak;
        for (int i = 0; i + 1 < samples.Length; i += 2)
        {
            _left[Taps + _held] = samples[i];
            _right[Taps + _held] = samples[i + 1];
            if (++_held == Stretch)
            {
                Search(_left);
                Search(_right);
                _held = 0;
            }
        }

        Peak = isCounted ? Peak : before;
    }

    private void Search(float[] samples)
    {
        float most = MostOf(samples);

        double peak = Math.Max(Peak, most);
        if (most * s_mostGain > peak)
        {
            Vector<float> highest = Vector<float>.Zero;
            foreach (float[] filter in s_filters)
            {
                for (int i = 0; i < Stretch; i += Vector<float>.Count)
                {
                    Vector<float> values = Vector<float>.Zero;
                    for (int tap = 0; tap < Taps; tap++)
                    {
                        values += new Vector<float>(samples, i + tap) * filter[tap];
                    }

                    highest = Vector.Max(highest, Vector.Abs(values));
                }
            }

            peak = Math.Max(peak, MostOf(highest));
        }

        Peak = peak;
        samples.AsSpan(Stretch).CopyTo(samples);
    }

    // All of them are looked at in steps, and what is left over once more together with some before it.
    private static float MostOf(float[] samples)
    {
        Vector<float> highest = Vector.Abs(new Vector<float>(samples, samples.Length - Vector<float>.Count));
        for (int i = 0; i + Vector<float>.Count <= samples.Length; i += Vector<float>.Count)
        {
            highest = Vector.Max(highest, Vector.Abs(new Vector<float>(samples, i)));
        }

        return MostOf(highest);
    }

    private static float MostOf(Vector<float> values)
    {
        float most = 0;
        for (int i = 0; i < Vector<float>.Count; i++)
        {
            most = Math.Max(most, values[i]);
        }

        return most;
    }

    private static float[][] Filters() =>
    [
        .. Enumerable.Range(1, Phases - 1).Select(static phase =>
        {
            double[] taps = [.. Enumerable.Range(0, Taps).Select(tap => Windowed(tap - ((Taps / 2) - 1) - ((double)phase / Phases)))];
            double sum = taps.Sum();
            return Array.ConvertAll(taps, t => (float)(t / sum));
        }),
    ];

    private static double Windowed(double distance)
    {
        double at = Math.PI * distance;
        double window = Math.Cos(at / Taps);
        return (Math.Abs(at) < 1e-9 ? 1 : Math.Sin(at) / at) * window * window;
    }
}
