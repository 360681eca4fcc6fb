using StoryVideo.Cutting;
using StoryVideo.Cutting.Mp4;
using StoryVideo.Cutting.Sounds;

namespace StoryVideo.Core.Tests.Cutting;

/// <summary>Sound that goes into a film as it is coded.</summary>
public sealed class CopiedSoundTests : IDisposable
{
    private readonly CutBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [SkippableFact]
    public async Task Sound_between_two_cuts_is_copied_and_nothing_but_its_gain_changes()
    {
        // Noise that a coder only describes is made anew by each decoder.
        string[] withoutNoise = ["-aac_pns", "0"];
        CutEntry[] entries = [await _bench.ClipAsync(1, null, 192, withoutNoise), await _bench.ClipAsync(2, null, 192, withoutNoise)];

        FilmReport report = await _bench.CutAsync(entries);

        Assert.Equal(16, report.CopiedSoundSeconds, 0.01);
        Assert.Equal((0, 0), (report.MadePieces, report.ReusedPieces));
        Assert.Equal(Math.Round(report.Gain / 1.505149978), report.Gain / 1.505149978, 0.0001);
        float[] film = await _bench.StereoAsync(_bench.Film);
        double factor = Math.Pow(10, report.Gain / 20);
        for (int clip = 0; clip < 2; clip++)
        {
            float[] own = await _bench.StereoAsync(entries[clip].File!);
            for (int i = 4096; i < own.Length - 4096; i++)
            {
                Assert.True(Math.Abs(film[(clip * 192 * 4000) + i] - (own[i] * factor)) < 1e-5, $"sample {i} of clip {clip + 1}");
            }
        }
    }

    [SkippableFact]
    public async Task No_click_is_heard_at_a_cut_of_copied_sound()
    {
        FilmReport report = await _bench.CutAsync(await _bench.ClipAsync(1), await _bench.ClipAsync(2), await _bench.ClipAsync(3));

        Assert.Equal(6, report.CopiedSoundSeconds, 0.05);
        float[] samples = await _bench.SamplesAsync();
        double amplitude = samples.Max(Math.Abs);
        double steepest = 2 * Math.PI * 600 / 48000 * amplitude;
        for (int i = 1; i < samples.Length; i++)
        {
            Assert.True(Math.Abs(samples[i] - samples[i - 1]) < 1.5 * steepest, $"a click at sample {i}: {samples[i - 1]} to {samples[i]}");
        }
    }

    [SkippableFact]
    public async Task Clips_whose_length_is_no_whole_number_of_coded_frames_do_not_drift()
    {
        CutEntry[] clips = [await _bench.ClipAsync(1, null, 25), await _bench.ClipAsync(2, null, 31), await _bench.ClipAsync(3, null, 35)];
        CutEntry[] entries = [.. Enumerable.Range(0, 90).Select(i => clips[i % 3])];

        FilmReport report = await _bench.CutAsync(entries);

        Assert.Equal(report.FrameCount / 24.0, report.CopiedSoundSeconds, 0.1);
        float[] samples = await _bench.SamplesAsync();
        Assert.InRange(samples.Length, report.FrameCount * 2000, (report.FrameCount * 2000) + 1024);
        int at = 0;
        for (int i = 0; i < entries.Length; i++)
        {
            int length = (int[])[25, 31, 35] is { } lengths ? lengths[i % 3] : 0;
            Assert.Equal(((i % 3) + 1, (i % 3) + 1), (CutBench.Heard(samples, at, 3), CutBench.Heard(samples, at + length - 1, 3)));
            at += length;
        }
    }

    [SkippableFact]
    public async Task What_stands_beside_other_sound_is_mixed_and_its_neighbours_are_copied()
    {
        await _bench.RunAsync(["-f", "lavfi", "-i", "sine=frequency=2000:d=10:sample_rate=48000", _bench.PathOf("hum.wav")]);
        CutEntry[] entries =
        [
            await _bench.ClipAsync(1), await _bench.ClipAsync(2, new(TransitionKind.Dissolve, 12)), await _bench.ClipAsync(3), await _bench.ClipAsync(4),
            (await _bench.ClipAsync(5)) with { OwnLevel = 0.3 }, await _bench.ClipAsync(6), await _bench.ClipAsync(7),
        ];

        FilmReport report = await _bench.CutAsync(new CutList(entries, [new SoundBed(_bench.PathOf("hum.wav"), 5, 5, 0.3, Repeats: true)]));

        // The first, the fourth and the last stand alone.
        Assert.Equal(6, report.CopiedSoundSeconds, 0.1);
        float[] samples = await _bench.SamplesAsync();
        int[] starts = [0, 48, 84, 132, 180, 228, 276];
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], starts.Select(s => CutBench.Heard(samples, s + 20, 7)));
        double plain = CutBench.Amplitude(samples.AsSpan(140 * 2000, 48000), 700);
        Assert.Equal(plain, CutBench.Amplitude(samples.AsSpan(52 * 2000, 48000), 500), plain * 0.02);
        Assert.Equal(0.3 * plain, CutBench.Amplitude(samples.AsSpan(188 * 2000, 48000), 800), plain * 0.02);
    }

    [SkippableFact]
    public async Task Sound_in_one_channel_or_at_another_rate_is_mixed()
    {
        CutEntry mono = await _bench.ClipAsync(1, "160x90", "24", "sine=frequency=400:sample_rate=48000,volume=4");
        CutEntry other = await _bench.ClipAsync(2, "160x90", "24", CutBench.Tone(2) + ",aresample=44100");

        FilmReport report = await _bench.CutAsync(mono, other);

        Assert.Equal(0, report.CopiedSoundSeconds);
        float[] samples = await _bench.SamplesAsync();
        Assert.Equal((1, 2), (CutBench.Heard(samples, 20, 2), CutBench.Heard(samples, 70, 2)));
    }

    [SkippableFact]
    public async Task Sound_that_starts_late_is_mixed_and_heard_when_it_starts()
    {
        CutEntry clip = await _bench.ClipAsync(1);
        string late = _bench.PathOf("late.mp4");
        await _bench.RunAsync(["-i", clip.File!, "-itsoffset", "0.5", "-i", clip.File!, "-map", "0:v", "-map", "1:a", "-c", "copy", "-t", "2", late]);

        FilmReport report = await _bench.CutAsync(clip with { File = late }, await _bench.ClipAsync(2));

        Assert.Equal(2, report.CopiedSoundSeconds, 0.05);
        float[] samples = await _bench.SamplesAsync();
        Assert.Equal((0, 1, 2), (CutBench.Heard(samples, 8, 2), CutBench.Heard(samples, 14, 2), CutBench.Heard(samples, 52, 2)));
    }

    [SkippableFact]
    public async Task Sound_that_is_damaged_is_left_to_ffmpeg_and_told()
    {
        CutEntry clip = await _bench.ClipAsync(1);
        await ReplaceFrameAsync(clip, 40, [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]);

        FilmReport report = await _bench.CutAsync(clip, await _bench.ClipAsync(2));

        Assert.Equal(2, report.CopiedSoundSeconds, 0.05);
        Assert.Equal(1, CutBench.Heard(await _bench.SamplesAsync(), 40, 2));
        Assert.Equal(["s1#1"], report.DamagedSounds);
        Assert.Empty((await _bench.CutAsync(clip with { OwnLevel = 0 }, await _bench.ClipAsync(2))).DamagedSounds);
    }

    [SkippableFact]
    public async Task A_sound_of_which_nothing_can_be_decoded_is_silent_and_told()
    {
        CutEntry clip = await _bench.ClipAsync(1, new(TransitionKind.Dissolve, 12));
        for (int frame = 0; frame < 94; frame++)
        {
            await ReplaceFrameAsync(clip, frame, [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]);
        }

        FilmReport report = await _bench.CutAsync(clip, await _bench.ClipAsync(2));

        Assert.Equal(["s1#1"], report.DamagedSounds);
        float[] samples = await _bench.SamplesAsync();
        Assert.Equal((0, 2), (CutBench.Heard(samples, 20, 2), CutBench.Heard(samples, 60, 2)));
        Assert.Equal(["s1#1"], (await _bench.CutAsync(clip, await _bench.ClipAsync(2))).DamagedSounds);
    }

    [SkippableFact]
    public async Task No_sound_is_taken_for_damaged_because_its_decoder_was_killed()
    {
        CutEntry clip = await _bench.ClipAsync(1);
        await ReplaceFrameAsync(clip, 40, [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]);
        FilmCutter killed = await _bench.CutterWithAsync("""case "$*" in *"-f aac"*) kill -9 $$;; *) exec "$ffmpeg" "$@";; esac""");
        FilmPlan plan = await killed.PlanAsync(new CutList([clip], []), CancellationToken.None);

        CutException e = await Assert.ThrowsAsync<CutException>(() =>
            killed.CutAsync(plan, _bench.Film, _bench.Cache, LoudnessGoal.Default, null, CancellationToken.None));
        await _bench.CutAsync(clip);

        Assert.Contains("ffmpeg ended with 137", e.Message, StringComparison.Ordinal);
        Assert.Equal(1, CutBench.Heard(await _bench.SamplesAsync(), 20, 1));
    }

    [SkippableFact]
    public async Task Sound_that_only_a_decoder_finds_damaged_is_mixed_without_what_is_damaged_and_told()
    {
        CutEntry[] entries = [await _bench.ClipAsync(1), await _bench.ClipAsync(2), await _bench.ClipAsync(3)];

        await ReplaceFrameAsync(entries[1], 40, TooMuchShaping());

        FilmReport report = await _bench.CutAsync(entries);

        Assert.Equal(["s1#2"], report.DamagedSounds);
        Assert.Equal(4, report.CopiedSoundSeconds, 0.05);
        float[] samples = await _bench.SamplesAsync();
        Assert.Equal([1, 2, 2, 3], ((int[])[20, 50, 90, 120]).Select(f => CutBench.Heard(samples, f, 3)));
        Assert.Equal(["s1#2"], (await _bench.CutAsync(entries)).DamagedSounds);
    }

    [SkippableFact]
    public async Task A_sound_that_follows_a_damaged_one_is_not_taken_for_damaged()
    {
        CutEntry[] entries = [await _bench.ClipAsync(1), await _bench.ClipAsync(2), await _bench.ClipAsync(3)];
        for (int frame = 90; frame < 95; frame++)
        {
            await ReplaceFrameAsync(entries[1], frame, TooMuchShaping());
        }

        FilmReport report = await _bench.CutAsync(entries);

        Assert.Equal(["s1#2"], report.DamagedSounds);
        Assert.Equal(4, report.CopiedSoundSeconds, 0.05);
    }

    [SkippableFact]
    public async Task The_peak_where_copied_and_mixed_sound_meet_is_measured_too()
    {
        CutEntry copied = await _bench.ClipAsync(1, "160x90", "24", "sine=frequency=60:sample_rate=48000,volume=4,aformat=channel_layouts=stereo", frames: 31);
        CutEntry mixed = copied with { OwnLevel = 0.999 };
        CutEntry none = await _bench.ClipAsync(2, "160x90", "24", null, frames: 13);

        FilmReport report = await _bench.CutAsync(copied, mixed, copied, none, mixed, copied, mixed, copied);

        Assert.Equal(4 * 31 / 24.0, report.CopiedSoundSeconds, 0.1);
        LoudnessMeter meter = new(0, long.MaxValue);
        meter.Add(System.Runtime.InteropServices.MemoryMarshal.AsBytes((await _bench.StereoAsync(_bench.Film)).AsSpan()));
        Assert.Equal(20 * Math.Log10(meter.End().Peak), report.Verified.TruePeak, 0.1);
    }

    [SkippableFact]
    public async Task Sound_whose_beginning_lies_within_a_coded_frame_moves_by_half_a_frame_at_most()
    {
        // So long a clip before it that both roundings would add up.
        CutEntry before = await _bench.ClipAsync(1, "160x90", "24", null, frames: 74);
        CutEntry clip = await _bench.ClipAsync(
            2, "160x90", "24", "aevalsrc='if(gte(t,1),0.5*sin(2*PI*1000*t),0)':s=48000:d=2,aformat=channel_layouts=stereo");
        await EditSoundAsync(clip, 12, 1524);

        FilmReport report = await _bench.CutAsync(before, clip);

        Assert.Equal(report.FrameCount / 24.0, report.CopiedSoundSeconds + (74 / 24.0), 0.1);
        int own = Array.FindIndex(await _bench.SamplesAsync(clip.File!), static s => Math.Abs(s) > 0.2);
        float[] film = await _bench.SamplesAsync();
        float most = film.Max(Math.Abs);
        Assert.InRange(Array.FindIndex(film, s => Math.Abs(s) > 0.4 * most) - (74 * 2000) - own, -530, 530);
    }

    [SkippableFact]
    public async Task Sound_that_an_editor_has_trimmed_is_not_heard()
    {
        CutEntry clip = await _bench.ClipAsync(1);
        await EditSoundAsync(clip, 8, 1000);

        FilmReport report = await _bench.CutAsync(clip, await _bench.ClipAsync(2));

        Assert.Equal(3, report.CopiedSoundSeconds, 0.05);
        float[] samples = await _bench.SamplesAsync();
        Assert.Equal((1, 0, 2), (CutBench.Heard(samples, 20, 2), CutBench.Heard(samples, 26, 2), CutBench.Heard(samples, 52, 2)));
    }

    [SkippableFact]
    public async Task A_second_cut_listens_only_to_the_clip_that_changed_and_to_the_one_after_it()
    {
        CutEntry[] entries = [await _bench.ClipAsync(1), await _bench.ClipAsync(2), await _bench.ClipAsync(3), await _bench.ClipAsync(5)];
        await _bench.CutAsync(entries);
        HashSet<string> before = new(Directory.EnumerateFiles(_bench.Cache), StringComparer.Ordinal);
        File.Copy((await _bench.ClipAsync(4)).File!, entries[1].File!, overwrite: true);

        await _bench.CutAsync(entries);

        string[] added = [.. Directory.EnumerateFiles(_bench.Cache).Where(f => !before.Contains(f))];
        Assert.Equal([".gains", ".level", ".level", ".level", ".level"], added.Select(static f => Path.GetExtension(f)).Order(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    // A pair of channels with the same windows, no bands, and noise shaping (TNS) of the 31st order, of which there are twelve.
    private static byte[] TooMuchShaping() =>
        Bits("001 0000 1 00000000000 00", "01100100 0", "1 01 0 000000 11111 0 0" + new string('0', 31 * 3), "0", "01100100 0 0 0", "111");

    private static byte[] Bits(params string[] parts) =>
        [.. string.Concat(parts).Replace(" ", "", StringComparison.Ordinal).Chunk(8).Select(static b => Convert.ToByte(new string(b).PadRight(8, '0'), 2))];

    // Its beginning; nobody reads further than to the element that ends it.
    private static async Task ReplaceFrameAsync(CutEntry clip, int frame, byte[] content)
    {
        byte[] bytes = await File.ReadAllBytesAsync(clip.File!);
        using (FileStream file = File.OpenRead(clip.File!))
        {
            Mp4Track sound = Mp4Movie.Read(file).Tracks.Single(static t => t.Handler == "soun");
            content.CopyTo(bytes, sound.Samples().Offsets[frame]);
        }

        await File.WriteAllBytesAsync(clip.File!, bytes);
    }

    // A word of the one edit that ffmpeg gives a sound: 8 is how long it is, in milliseconds, 12 where it begins, in samples.
    private static async Task EditSoundAsync(CutEntry clip, int word, int value)
    {
        byte[] bytes = await File.ReadAllBytesAsync(clip.File!);
        int at = bytes.AsSpan().LastIndexOf("elst"u8) + 4;
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(at + word), value);
        await File.WriteAllBytesAsync(clip.File!, bytes);
    }
}
