using StoryVideo.Cutting;
using StoryVideo.Cutting.Sounds;

namespace StoryVideo.Core.Tests.Cutting;

/// <summary>What is heard in a film, and when.</summary>
public sealed class SoundTests : IDisposable
{
    private readonly CutBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [SkippableFact]
    public async Task Sound_that_is_mixed_changes_with_the_picture_to_the_millisecond()
    {
        await _bench.CutAsync(
            new CutList([await _bench.ClipAsync(1), await _bench.ClipAsync(2), await _bench.ClipAsync(3)], []), LoudnessGoal.Default with { Tolerance = 0 });

        float[] samples = await _bench.SamplesAsync();
        Assert.InRange(samples.Length, 144 * 2000, (144 * 2000) + 1024);
        Assert.Equal((1, 2, 2, 3), (CutBench.Heard(samples, 47, 3), CutBench.Heard(samples, 48, 3), CutBench.Heard(samples, 95, 3), CutBench.Heard(samples, 96, 3)));
        int edge = 48 * 2000;
        Assert.True(Power(samples, edge - 48, 96) < Power(samples, edge - 2000, 1000) / 4, "the ramp that keeps a cut from clicking is at the cut");
    }

    [SkippableFact]
    public async Task A_clip_without_sound_is_silent_and_shifts_nothing()
    {
        await _bench.CutAsync(await _bench.ClipAsync(1), await _bench.ClipAsync(2, "160x90", "24", null), await _bench.ClipAsync(3));

        float[] samples = await _bench.SamplesAsync();
        Assert.Equal((1, 0, 0, 3), (CutBench.Heard(samples, 46, 3), CutBench.Heard(samples, 50, 3), CutBench.Heard(samples, 94, 3), CutBench.Heard(samples, 97, 3)));
    }

    [SkippableFact]
    public async Task Sound_is_trimmed_or_padded_to_picture()
    {
        CutEntry late = await _bench.ClipAsync(1);
        CutEntry shortened = await ReplaceSoundAsync(2, 1.0);
        CutEntry lengthened = await ReplaceSoundAsync(3, 3.5);

        await _bench.CutAsync(late, shortened, lengthened, await _bench.ClipAsync(4));

        float[] samples = await _bench.SamplesAsync();
        Assert.InRange(samples.Length, 192 * 2000, (192 * 2000) + 1024);
        Assert.Equal((2, 0, 3, 3, 4), (
            CutBench.Heard(samples, 60, 4), CutBench.Heard(samples, 80, 4), CutBench.Heard(samples, 97, 4), CutBench.Heard(samples, 142, 4), CutBench.Heard(samples, 145, 4)));
        Assert.Equal(192, (await _bench.FramesAsync()).Count);
    }

    [SkippableFact]
    public async Task A_dissolve_shortens_sound_and_picture_alike()
    {
        await _bench.CutAsync(await _bench.ClipAsync(1, new(TransitionKind.Dissolve, 12)), await _bench.ClipAsync(2), await _bench.ClipAsync(3));

        float[] samples = await _bench.SamplesAsync();
        Assert.InRange(samples.Length, 132 * 2000, (132 * 2000) + 1024);
        Assert.Equal((1, 2, 2, 3), (CutBench.Heard(samples, 34, 3), CutBench.Heard(samples, 49, 3), CutBench.Heard(samples, 83, 3), CutBench.Heard(samples, 84, 3)));
    }

    [SkippableFact]
    public async Task The_story_s_sound_begins_with_its_shot_and_never_outlasts_it()
    {
        await _bench.RunAsync(["-f", "lavfi", "-i", "sine=frequency=1000:d=3:sample_rate=24000", _bench.PathOf("line.wav")]);

        await _bench.CutAsync(
            await _bench.ClipAsync(1), (await _bench.ClipAsync(2)) with { OwnLevel = 0, Track = _bench.PathOf("line.wav"), TrackLevel = 0.8 }, await _bench.ClipAsync(3));

        float[] samples = await _bench.SamplesAsync();
        Assert.True(CutBench.Amplitude(samples.AsSpan(49 * 2000, 4800), 1000) > 0.01);
        Assert.True(CutBench.Amplitude(samples.AsSpan(49 * 2000, 4800), 500) < 0.002, "its own sound is left out");
        Assert.True(CutBench.Amplitude(samples.AsSpan(45 * 2000, 4800), 1000) < 0.002);
        Assert.True(CutBench.Amplitude(samples.AsSpan(97 * 2000, 4800), 1000) < 0.002);
    }

    [SkippableFact]
    public async Task Ambience_lies_under_its_entries_without_a_seam_at_cuts()
    {
        await _bench.RunAsync(["-f", "lavfi", "-i", "sine=frequency=2000:d=10:sample_rate=48000", _bench.PathOf("hum.wav")]);
        CutEntry[] entries = [await _bench.ClipAsync(1), Silent(await _bench.ClipAsync(2)), Silent(await _bench.ClipAsync(3)), await _bench.ClipAsync(4)];

        await _bench.CutAsync(new CutList(entries, [new SoundBed(_bench.PathOf("hum.wav"), 1, 2, 0.3, Repeats: true)]));

        float[] samples = await _bench.SamplesAsync();
        Assert.True(CutBench.Amplitude(samples.AsSpan(40 * 2000, 4800), 2000) < 0.001);
        Assert.True(CutBench.Amplitude(samples.AsSpan(146 * 2000, 4800), 2000) < 0.001);
        double steady = CutBench.Amplitude(samples.AsSpan(80 * 2000, 4800), 2000);
        Assert.True(steady > 0.005);
        Assert.InRange(CutBench.Amplitude(samples.AsSpan((96 * 2000) - 2400, 4800), 2000), 0.95 * steady, 1.05 * steady);
    }

    [SkippableFact]
    public async Task Long_sound_made_in_pieces_has_no_seam_between_them()
    {
        await _bench.RunAsync(["-f", "lavfi", "-i", "sine=frequency=440:d=80:sample_rate=48000", "-af", "volume=3", _bench.PathOf("hum.wav")]);
        CutEntry card = new() { Name = "card", Role = ClipRole.Card, Text = "x", Out = 70 * 24 };

        FilmReport report = await _bench.CutAsync(new CutList([card], [new SoundBed(_bench.PathOf("hum.wav"), 0, 0, 1, Repeats: false)]));

        float[] samples = await _bench.SamplesAsync();
        Assert.InRange(samples.Length, 70 * 48000, (70 * 48000) + 1024);
        double amplitude = CutBench.Amplitude(samples.AsSpan(10 * 48000, 48000), 440);
        double phase = Phase(samples, 10 * 48000);
        foreach (int second in (int[])[31, 32, 33, 63, 64, 65])
        {
            // A tone that goes on evenly has the same phase at every second; a sample lost or doubled would turn it by 3 degrees.
            int at = (second * 48000) - 2400;
            Assert.InRange(CutBench.Amplitude(samples.AsSpan(at, 4800), 440), 0.99 * amplitude, 1.01 * amplitude);
            Assert.InRange(Math.Abs(Phase(samples, second * 48000) - phase), 0, 0.01);
        }

        for (int i = 63 * 48000; i < 65 * 48000; i++)
        {
            Assert.True(Math.Abs(samples[i] - samples[i - 1]) < 0.08 * amplitude, $"a click at sample {i}");
        }

        Assert.Equal(-16, report.Verified.Integrated, 0.3);
    }

    [SkippableFact]
    public async Task A_music_that_began_long_ago_goes_on_where_it_is()
    {
        // The frequency tells the time: 1000 Hz at the beginning, 100 Hz more every ten seconds.
        await _bench.RunAsync(
            ["-f", "lavfi", "-i", "aevalsrc='0.3*sin(2*PI*t*(1000+100*floor(t/10)))':d=80:s=48000", _bench.PathOf("steps.flac")]);
        CutEntry card = new() { Name = "card", Role = ClipRole.Card, Text = "x", Out = 75 * 24 };

        await _bench.CutAsync(new CutList([card], [new SoundBed(_bench.PathOf("steps.flac"), 0, 0, 1, Repeats: false)]));

        float[] samples = await _bench.SamplesAsync();
        foreach (int second in (int[])[5, 35, 45, 69, 71])
        {
            ReadOnlySpan<float> part = samples.AsSpan(second * 48000, 4800);
            double right = CutBench.Amplitude(part, 1000 + (100 * (second / 10)));
            Assert.True(right > 0.05 && right > 5 * CutBench.Amplitude(part, 1100 + (100 * (second / 10))), $"at {second} s");
        }
    }

    private static CutEntry Silent(CutEntry entry) => entry with { OwnLevel = 0 };

    private static double Power(float[] samples, int from, int count)
    {
        double sum = 0;
        foreach (float sample in samples.AsSpan(from, count))
        {
            sum += sample * sample;
        }

        return sum / count;
    }

    private static double Phase(float[] samples, int at)
    {
        (double re, double im) = (0, 0);
        for (int i = 0; i < 4800; i++)
        {
            double angle = 2 * Math.PI * 440 * i / 48000;
            re += samples[at + i] * Math.Cos(angle);
            im += samples[at + i] * Math.Sin(angle);
        }

        return Math.Atan2(im, re);
    }

    private async Task<CutEntry> ReplaceSoundAsync(int number, double seconds)
    {
        CutEntry entry = await _bench.ClipAsync(number);
        string file = _bench.PathOf($"sound-{number}.mp4");
        string length = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        await _bench.RunAsync(["-i", entry.File!, "-f", "lavfi", "-t", length, "-i", CutBench.Tone(number), "-map", "0:v", "-map", "1:a", "-c:v", "copy", "-c:a", "aac", file]);
        return entry with { File = file };
    }
}
