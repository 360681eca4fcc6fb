using System.Text;
using System.Text.Json;
using StoryVideo.Core.Tests.Media;
using StoryVideo.Cutting;
using StoryVideo.Cutting.Sounds;

namespace StoryVideo.Core.Tests.Cutting;

/// <summary>The film as a file: its format, and what is kept from one cut to the next.</summary>
public sealed class FilmTests : IDisposable
{
    private readonly CutBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [SkippableFact]
    public async Task The_film_is_H264_at_24_frames_with_AAC_at_192_kilobits_and_can_be_played_while_it_arrives()
    {
        CutEntry one = await _bench.ClipAsync(
            1, "160x90", "24", "anoisesrc=c=white:r=48000:a=0.3:d=20,aformat=channel_layouts=stereo", new(TransitionKind.Dissolve, 12), 240);
        await _bench.CutAsync(one, await _bench.ClipAsync(2));

        (JsonElement video, JsonElement audio, double seconds) = await Ffprobe.ReadAsync(_bench.Film);
        Assert.Equal(("h264", 160, 90), (video.GetProperty("codec_name").GetString(), video.GetProperty("width").GetInt32(), video.GetProperty("height").GetInt32()));
        Assert.Equal(("24/1", "24/1", "yuv420p"), (
            video.GetProperty("r_frame_rate").GetString(), video.GetProperty("avg_frame_rate").GetString(), video.GetProperty("pix_fmt").GetString()));
        Assert.Equal(("aac", "48000", 2), (audio.GetProperty("codec_name").GetString(), audio.GetProperty("sample_rate").GetString(), audio.GetProperty("channels").GetInt32()));
        Assert.InRange(Ffprobe.Number(audio, "bit_rate"), 150_000, 210_000);
        Assert.Equal(276 / 24.0, seconds, 0.001);
        Assert.Equal(0, Ffprobe.Number(video, "start_time"));
        Assert.Equal(0, Ffprobe.Number(audio, "start_time"));
        string head = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(_bench.Film));
        Assert.InRange(head.IndexOf("moov", StringComparison.Ordinal), 0, head.IndexOf("mdat", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task Picture_and_sound_stay_within_one_frame_over_300_clips_with_transitions()
    {
        CutEntry[] clips = [await _bench.ClipAsync(1, null, 24), await _bench.ClipAsync(2, null, 30), await _bench.ClipAsync(3, null, 27)];
        TransitionKind[] kinds = Enum.GetValues<TransitionKind>();
        CutEntry[] entries =
        [
            .. Enumerable.Range(0, 300).Select(i => clips[i % 3] with { Name = $"s1#{i}", ToNext = i % 4 == 0 ? new(kinds[i / 4 % kinds.Length], 6) : CutTransition.Cut }),
        ];

        FilmPlan plan = await _bench.Cutter.PlanAsync(new CutList(entries, []), CancellationToken.None);
        await _bench.CutAsync(entries);

        int frames = (await _bench.FramesAsync()).Count;
        float[] samples = await _bench.SamplesAsync();
        Assert.Equal(plan.FrameCount, frames);
        Assert.InRange(Math.Abs((frames / 24.0) - (samples.Length / 48000.0)), 0, 1 / 24.0);

        // Each clip's own tone is heard where it is seen, at the end of the film as at its beginning.
        IReadOnlyList<(int Clip, int Luma)> seen = await _bench.FramesAsync();
        foreach (int at in plan.Entries.Where(static (_, i) => i % 25 == 7).Select(static e => e.StartFrame + 12))
        {
            Assert.Equal(seen[at].Clip, CutBench.Heard(samples, at, 3));
        }
    }

    [SkippableFact]
    public async Task A_second_cut_makes_only_what_a_changed_clip_touches()
    {
        CutTransition dissolve = new(TransitionKind.Dissolve, 12);
        CutEntry[] entries =
        [
            await _bench.ClipAsync(1, dissolve), await _bench.ClipAsync(2, dissolve), await _bench.ClipAsync(3, dissolve), await _bench.ClipAsync(4, dissolve),
            await _bench.ClipAsync(5),
        ];
        FilmReport first = await _bench.CutAsync(entries);
        FilmReport same = await _bench.CutAsync(entries);
        File.Copy((await _bench.ClipAsync(6)).File!, entries[4].File!, overwrite: true);

        FilmReport changed = await _bench.CutAsync(entries);

        Assert.Equal(0, same.MadePieces);
        Assert.Equal(first.MadePieces, same.ReusedPieces);
        Assert.Equal(2, changed.MadePieces);
        IReadOnlyList<(int Clip, int Luma)> frames = await _bench.FramesAsync();
        Assert.Equal((5 * 48) - 48, frames.Count);
        Assert.Equal(6, frames[^1].Clip);
    }

    [SkippableFact]
    public async Task A_cut_that_fails_or_is_stopped_leaves_the_film_before_it_and_no_half_files()
    {
        CutEntry one = await _bench.ClipAsync(1);
        await _bench.CutAsync(one);
        byte[] before = await File.ReadAllBytesAsync(_bench.Film);
        CutEntry broken = await _bench.ClipAsync(2, new(TransitionKind.Dissolve, 12));
        FilmPlan plan = await _bench.Cutter.PlanAsync(new CutList([broken, one], []), CancellationToken.None);
        await using (FileStream file = File.OpenWrite(broken.File!))
        {
            file.SetLength(file.Length / 2);
        }

        CutException e = await Assert.ThrowsAsync<CutException>(() =>
            _bench.Cutter.CutAsync(plan, _bench.Film, _bench.Cache, LoudnessGoal.Default, null, CancellationToken.None));
        using CancellationTokenSource stop = new();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _bench.Cutter.CutAsync(plan, _bench.Film, _bench.Cache, LoudnessGoal.Default, null, stop.Token));

        Assert.Contains("s1#2", e.Message, StringComparison.Ordinal);
        Assert.Equal("cut-failed", e.Code);
        Assert.Equal(before, await File.ReadAllBytesAsync(_bench.Film));
        Assert.Empty(Directory.GetFiles(_bench.Folder, "*.part", SearchOption.AllDirectories));
    }

    [SkippableFact]
    public async Task What_a_killed_run_left_is_removed_by_the_next()
    {
        string abandoned = _bench.PathOf(".film.mp4.abc.part");
        await File.WriteAllTextAsync(abandoned, "half a film");

        await _bench.CutAsync(await _bench.ClipAsync(1));

        Assert.False(File.Exists(abandoned));
        Assert.True(File.Exists(_bench.Film));
    }

    [SkippableFact]
    public async Task Clips_are_never_changed()
    {
        CutEntry[] entries = [await _bench.ClipAsync(1, new(TransitionKind.Dissolve, 12)), await _bench.ClipAsync(2)];
        byte[][] before = [.. entries.Select(static e => File.ReadAllBytes(e.File!))];

        await _bench.CutAsync(entries);

        Assert.Equal(before, entries.Select(static e => File.ReadAllBytes(e.File!)));
    }

    [SkippableFact]
    public async Task A_file_that_only_looks_like_a_clip_is_refused_by_name()
    {
        string playlist = _bench.PathOf("clip-9.mp4");
        await File.WriteAllTextAsync(playlist, "#EXTM3U\n#EXT-X-TARGETDURATION:8\n#EXTINF:8,\n/etc/passwd\n#EXT-X-ENDLIST\n");
        CutEntry entry = new() { Name = "s9#9", File = playlist };

        CutException e = await Assert.ThrowsAsync<CutException>(() => _bench.Cutter.PlanAsync(new CutList([entry], []), CancellationToken.None));

        Assert.Equal("clip-unreadable", e.Code);
        Assert.StartsWith("s9#9: the clip '", e.Message, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("24")]
    [InlineData("25")]
    public async Task A_clip_that_is_cut_short_behind_its_index_is_refused_before_anything_is_made(string rate)
    {
        CutEntry entry = await _bench.ClipAsync(1, "160x90", rate, CutBench.Tone(1), null, CutBench.Frames, "-movflags", "+faststart");
        byte[] bytes = await File.ReadAllBytesAsync(entry.File!);
        await File.WriteAllBytesAsync(entry.File!, bytes[..(bytes.Length * 3 / 4)]);

        CutException e = await Assert.ThrowsAsync<CutException>(() => _bench.Cutter.PlanAsync(new CutList([entry], []), CancellationToken.None));

        Assert.Equal("clip-unreadable", e.Code);
        Assert.Contains("it is cut short", e.Message, StringComparison.Ordinal);
    }
}
