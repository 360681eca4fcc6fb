using System.Globalization;
using System.Text.RegularExpressions;
using StoryVideo.Cutting;
using StoryVideo.Cutting.Sounds;
using StoryVideo.Media;

namespace StoryVideo.Core.Tests.Cutting;

/// <summary>How loud a film is.</summary>
public sealed partial class LoudnessTests : IDisposable
{
    private readonly CutBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [SkippableTheory]
    [InlineData(0.0)]
    [InlineData(0.8)]
    public async Task The_film_is_as_loud_as_it_was_asked_to_be_and_ffmpeg_measures_the_same(double tolerance)
    {
        FilmReport report = await _bench.CutAsync(
            new CutList([await _bench.ClipAsync(1), await _bench.ClipAsync(2), await _bench.ClipAsync(3)], []), LoudnessGoal.Default with { Tolerance = tolerance });

        Assert.Equal(-16, report.Verified.Integrated, tolerance + 0.2);
        Assert.Equal(tolerance > 0 ? 6 : 0, report.CopiedSoundSeconds, 0.05);
        Assert.True(report.Verified.TruePeak <= -1);
        (double loudness, double peak) = await MeasureAsync(_bench.Film);
        Assert.Equal(loudness, report.Verified.Integrated, 0.15);
        Assert.Equal(peak, report.Verified.TruePeak, 0.3);
    }

    [SkippableTheory]
    [InlineData("anoisesrc=d=12:c=pink:r=48000:a=0.5:seed=3,aformat=channel_layouts=stereo")]
    [InlineData("sine=frequency=997:d=6:sample_rate=48000,volume=8,apad=pad_dur=6,aformat=channel_layouts=stereo")]
    [InlineData("aevalsrc='0.9*sin(2*PI*12000*t+0.785)|0.1*random(0)':d=8:s=48000,afade=d=0.1,afade=t=out:st=7.9:d=0.1,aformat=channel_layouts=stereo")]
    public async Task The_meter_measures_what_ffmpeg_measures(string source)
    {
        string file = _bench.PathOf("sound.wav");
        await _bench.RunAsync(["-f", "lavfi", "-i", source, "-c:a", "pcm_f32le", file]);
        SoundMeasure? measure = null;
        await _bench.Ffmpeg.RunAsync(
            ["-v", "error", "-i", file, "-f", "f32le", "pipe:1"],
            _bench.Folder,
            async output => measure = await new LoudnessMeter(0, long.MaxValue).ReadAsync(output),
            CancellationToken.None);

        Loudness own = SoundMeasure.Sum([measure!]);
        (double loudness, double peak) = await MeasureAsync(file);
        Assert.Equal(loudness, own.Integrated, 0.11);
        Assert.Equal(peak, own.TruePeak, 0.25);
    }

    [SkippableFact]
    public async Task Peaks_keep_a_film_below_its_loudness_rather_than_being_squeezed()
    {
        CutEntry clicks = await _bench.ClipAsync(
            1, "160x90", "24", "aevalsrc='if(lt(mod(t,0.5),0.0005),0.9,0.01*sin(2*PI*400*t))':s=48000,aformat=channel_layouts=stereo");

        FilmReport report = await _bench.CutAsync(clicks);

        Assert.True(report.Verified.Integrated < -17, $"{report.Verified}");
        Assert.InRange(report.Verified.TruePeak, -2.5, -1);
    }

    [SkippableFact]
    public async Task A_silent_film_stays_silent()
    {
        FilmReport report = await _bench.CutAsync(await _bench.ClipAsync(1, "160x90", "24", null));

        Assert.True(report.Verified.IsSilent);
        Assert.Equal(0, report.Gain);
        Assert.All(await _bench.SamplesAsync(), static s => Assert.True(Math.Abs(s) < 0.0001));
    }

    [Theory]
    [InlineData(-20, -10, null, 4)]
    [InlineData(-10, -2, null, -6)]
    [InlineData(-20, -3, null, 1.7)]
    [InlineData(-20.1, -10, 4.0, 4)]
    [InlineData(-20.5, -10, 4.0, 4.5)]
    [InlineData(-20.1, -4.9, 4.0, 3.6)]
    public void The_gain_is_one_number_that_keeps_peaks_below_their_limit(double loudness, double peak, double? previous, double gain) =>
        Assert.Equal(gain, LoudnessGoal.Default.GainFor(new Loudness(loudness, peak), previous, null).Decibels, 0.001);

    [Theory]
    [InlineData(-20, -10, null, 3)]
    [InlineData(-20, -3.8, null, 1)]
    [InlineData(-20, -5, null, 2)]
    [InlineData(-10, -2, null, -4)]
    [InlineData(-19.1, -10, 3.0, 2)]
    [InlineData(-19.6, -10, 4.515449934959718, 3)]
    [InlineData(-16, -0.2, null, -1)]
    public void Copied_sound_rises_by_the_nearest_step_unless_peaks_forbid_it(double loudness, double peak, double? previous, int? steps) =>
        Assert.Equal(steps, LoudnessGoal.Default.GainFor(new Loudness(loudness, peak), previous, static _ => true).Steps);

    [Fact]
    public void Without_tolerance_all_sound_is_coded_anew() =>
        Assert.Equal(new SoundGain(4, null), (LoudnessGoal.Default with { Tolerance = 0 }).GainFor(new Loudness(-20, -10), null, static _ => true));

    [Fact]
    public void Sound_that_cannot_rise_so_far_is_coded_anew() =>
        Assert.Null(LoudnessGoal.Default.GainFor(new Loudness(-20, -10), null, static steps => steps < 3).Steps);

    private async Task<(double Loudness, double Peak)> MeasureAsync(string file)
    {
        FfmpegRun run = await _bench.Ffmpeg.RunAsync(
            ["-hide_banner", "-nostats", "-i", file, "-af", "ebur128=peak=true:framelog=verbose", "-f", "null", "-"], _bench.Folder, CancellationToken.None);
        double Read(Regex pattern) => double.Parse(pattern.Match(run.ErrorTail).Groups["level"].Value, CultureInfo.InvariantCulture);
        return (Read(Integrated()), Read(Peak()));
    }

    [GeneratedRegex(@"I:\s+(?<level>-?[\d.]+) LUFS", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Integrated();

    [GeneratedRegex(@"Peak:\s+(?<level>-?[\d.]+) dBFS", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Peak();
}
