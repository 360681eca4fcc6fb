using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace StoryVideo.Cutting;

/// <summary>
/// Measures stereo sound at 48 kHz as it goes by: the K-weighted power of every 100 ms and the true peak (ITU-R BS.1770-4,
/// annexes 1 and 2). Both channels go through the filters side by side.
/// </summary>
internal sealed class LoudnessMeter(int skip)
{
    /// <summary>Samples in 100 ms.</summary>
    public const int Block = 4800;

    private readonly TruePeakMeter _peak = new();
    private readonly List<double> _powers = [];
    private int _skip = skip;
    private int _inBlock;
    private Vector128<double> _sum;
    private Vector128<double> _shelf1;
    private Vector128<double> _shelf2;
    private Vector128<double> _pass1;
    private Vector128<double> _pass2;

    /// <summary>Reads 32-bit samples, left and right in turn, to the end of a stream.</summary>
    /// <param name="from">What ffmpeg writes with <c>-f f32le</c>.</param>
    /// <param name="length">Samples to measure after those that are skipped; what comes after them is not measured.</param>
    public async Task<SoundMeasure> ReadAsync(Stream from, long length)
    {
        byte[] buffer = new byte[8 * 8192];
        int held = 0;
        int read;
        while ((read = await from.ReadAsync(buffer.AsMemory(held), CancellationToken.None)) > 0)
        {
            held += read;
            int whole = held - (held % 8);
            Add(MemoryMarshal.Cast<byte, float>(buffer.AsSpan(0, whole)), ref length);
            buffer.AsSpan(whole, held - whole).CopyTo(buffer);
            held -= whole;
        }

        if (_inBlock > 0)
        {
            EndBlock();
        }

        return new SoundMeasure(_powers, _peak.Peak);
    }

    private void Add(ReadOnlySpan<float> samples, ref long length)
    {
        // High shelf, then high pass, for 48 kHz: BS.1770-4, tables 1 and 2.
        const double b0 = 1.53512485958697;
        const double b1 = -2.69169618940638;
        const double b2 = 1.19839281085285;
        const double a1 = -1.69065929318241;
        const double a2 = 0.73248077421585;
        const double p1 = -1.99004745483398;
        const double p2 = 0.99007225036621;
        int counted = 0;
        int begun = -1;
        for (int i = 0; i + 1 < samples.Length; i += 2)
        {
            Vector128<double> x = Vector128.Create((double)samples[i], samples[i + 1]);
            Vector128<double> y = (x * b0) + _shelf1;
            _shelf1 = ((x * b1) + _shelf2) - (y * a1);
            _shelf2 = (x * b2) - (y * a2);
            Vector128<double> z = y + _pass1;
            _pass1 = ((y * -2) + _pass2) - (z * p1);
            _pass2 = y - (z * p2);
            if (_skip > 0)
            {
                _skip--;
                continue;
            }

            if (length == 0)
            {
                break;
            }

            begun = begun < 0 ? i : begun;
            counted += 2;
            length--;
            _sum += z * z;
            if (++_inBlock == Block)
            {
                EndBlock();
            }
        }

        if (counted > 0)
        {
            _peak.Add(samples.Slice(begun, counted));
        }
    }

    private void EndBlock()
    {
        _powers.Add((_sum[0] + _sum[1]) / Block);
        _sum = default;
        _inBlock = 0;
    }
}
