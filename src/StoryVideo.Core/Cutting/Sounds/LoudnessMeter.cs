using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using StoryVideo.Cutting.Aac;

namespace StoryVideo.Cutting.Sounds;

/// <summary>
/// Measures stereo sound at 48 kHz as it goes by: the K-weighted energy of every 1024 samples and the true peak (ITU-R BS.1770-4,
/// annexes 1 and 2). Both channels go through the filters side by side.
/// </summary>
/// <param name="skip">Samples at the beginning that are heard and not measured.</param>
/// <param name="length">Samples to measure after those; what comes after them is not measured.</param>
internal sealed class LoudnessMeter(int skip, long length)
{
    private const int SampleLength = 2 * sizeof(float);

    private readonly TruePeakMeter _peak = new();
    private readonly List<double> _energies = [];
    private int _skip = skip;
    private long _left = length;
    private int _inFrame;
    private Vector128<double> _sum;
    private Vector128<double> _shelf1;
    private Vector128<double> _shelf2;
    private Vector128<double> _pass1;
    private Vector128<double> _pass2;

    /// <summary>Measures a stream to its end.</summary>
    /// <param name="from">What ffmpeg writes with <c>-f f32le</c>.</param>
    public async Task<SoundMeasure> ReadAsync(Stream from)
    {
        byte[] buffer = new byte[SampleLength * 8192];
        int read;
        while ((read = await from.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, CancellationToken.None)) > 0)
        {
            Add(buffer.AsSpan(0, read - (read % SampleLength)));
        }

        return End();
    }

    /// <param name="bytes">Whole 32-bit samples, left and right in turn.</param>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<float> samples = MemoryMarshal.Cast<byte, float>(bytes);
        int skipped = Math.Min(_skip, samples.Length / 2);
        if (skipped > 0)
        {
            _peak.Add(samples[..(2 * skipped)], isCounted: false);
            Measure(samples[..(2 * skipped)]);
            _sum = default;
            _skip -= skipped;
        }

        samples = samples[(2 * skipped)..];
        samples = samples[..(2 * (int)Math.Min(_left, samples.Length / 2))];
        _left -= samples.Length / 2;
        _peak.Add(samples, isCounted: true);
        while (samples.Length > 0)
        {
            int count = Math.Min(samples.Length / 2, AacFrame.Samples - _inFrame);
            Measure(samples[..(2 * count)]);
            samples = samples[(2 * count)..];
            _inFrame += count;
            if (_inFrame == AacFrame.Samples)
            {
                EndFrame();
            }
        }
    }

    /// <summary>What was measured.</summary>
    public SoundMeasure End()
    {
        if (_inFrame > 0)
        {
            EndFrame();
        }

        return new SoundMeasure(_energies, _peak.Peak);
    }

    private void Measure(ReadOnlySpan<float> samples)
    {
        // High shelf, then high pass, for 48 kHz: BS.1770-4, tables 1 and 2.
        const double b0 = 1.53512485958697;
        const double b1 = -2.69169618940638;
        const double b2 = 1.19839281085285;
        const double a1 = -1.69065929318241;
        const double a2 = 0.73248077421585;
        const double p1 = -1.99004745483398;
        const double p2 = 0.99007225036621;

        // Meanwhile the filters' state is held in registers.
        (Vector128<double> shelf1, Vector128<double> shelf2) = (_shelf1, _shelf2);
        (Vector128<double> pass1, Vector128<double> pass2) = (_pass1, _pass2);
        Vector128<double> sum = _sum;
        for (int i = 0; i + 1 < samples.Length; i += 2)
        {
            Vector128<double> x = Vector128.Create((double)samples[i], samples[i + 1]);
            Vector128<double> y = (x * b0) + shelf1;
            shelf1 = ((x * b1) + shelf2) - (y * a1);
            shelf2 = (x * b2) - (y * a2);
            Vector128<double> z = y + pass1;
            pass1 = ((y * -2) + pass2) - (z * p1);
            pass2 = y - (z * p2);
            sum += z * z;
        }

        _sum = sum;
        (_shelf1, _shelf2) = (shelf1, shelf2);
        (_pass1, _pass2) = (pass1, pass2);
    }

    private void EndFrame()
    {
        _energies.Add(_sum[0] + _sum[1]);
        _sum = default;
        _inFrame = 0;
    }
}
