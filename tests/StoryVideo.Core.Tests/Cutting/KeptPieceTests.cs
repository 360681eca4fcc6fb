using StoryVideo.Cutting;
using StoryVideo.Cutting.Sounds;

namespace StoryVideo.Core.Tests.Cutting;

/// <summary>What is kept between cuts, after a power cut, a full disk or another program has been at it.</summary>
public sealed class KeptPieceTests : IDisposable
{
    private readonly CutBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [SkippableTheory]
    [InlineData("empty")]
    [InlineData("half")]
    [InlineData("zeros")]
    [InlineData("other")]
    public async Task A_kept_piece_that_is_damaged_is_made_anew_and_the_film_is_the_same(string damage)
    {
        await _bench.RunAsync(["-f", "lavfi", "-i", "sine=frequency=2000:d=10:sample_rate=48000", _bench.PathOf("hum.wav")]);
        CutList list = new(
            [
                await _bench.ClipAsync(1), await _bench.ClipAsync(2, new(TransitionKind.Dissolve, 12)), await _bench.ClipAsync(3), await _bench.ClipAsync(4),
                await _bench.ClipAsync(5, "160x90", "24", null),
            ],
            [new SoundBed(_bench.PathOf("hum.wav"), 3, 3, 0.3, Repeats: true)]);
        await _bench.CutAsync(list);
        byte[] before = await File.ReadAllBytesAsync(_bench.Film);
        string[] pieces = Directory.GetFiles(_bench.Cache);
        Assert.Equal(
            [".aac", ".colour", ".gain", ".gains", ".level", ".m4a", ".mp4", ".peak", ".wav"], pieces.Select(static p => Path.GetExtension(p)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), StringComparer.Ordinal);
        foreach (string piece in pieces)
        {
            byte[] bytes = await File.ReadAllBytesAsync(piece);
            await File.WriteAllBytesAsync(piece, damage switch
            {
                "empty" => [],
                "half" => bytes[..(bytes.Length / 2)],
                "zeros" => new byte[bytes.Length],
                _ => [.. bytes.Select(static b => (byte)(b ^ 0x5A))],
            });
        }

        FilmReport again = await _bench.CutAsync(list);
        FilmReport third = await _bench.CutAsync(list);

        Assert.Equal(before, await File.ReadAllBytesAsync(_bench.Film));
        Assert.Equal((0, 0), (again.ReusedPieces, third.MadePieces));
    }

    [SkippableTheory]
    [InlineData(".mp4")]
    [InlineData(".m4a")]
    public async Task A_piece_that_ffmpeg_wrote_in_part_is_not_kept_though_it_ended_well(string kind)
    {
        Skip.If(OperatingSystem.IsWindows(), "The ffmpeg of this test is a shell script.");
        CutEntry[] entries = [await _bench.ClipAsync(1, new(TransitionKind.Dissolve, 12)), await _bench.ClipAsync(2)];

        // On a full disk it may end with 0 all the same.
        FilmCutter cutter = await _bench.CutterWithAsync(
            $$"""
            "$ffmpeg" "$@"
            for last in "$@"; do :; done
            case "$*" in *{{kind}}.*.part) head -c 2000 "$last" > "$last.half"; mv "$last.half" "$last";; esac
            """);
        FilmPlan plan = await cutter.PlanAsync(new CutList(entries, []), CancellationToken.None);
        CutException e = await Assert.ThrowsAsync<CutException>(() =>
            cutter.CutAsync(plan, _bench.Film, _bench.Cache, LoudnessGoal.Default, null, CancellationToken.None));
        await _bench.CutAsync(entries);

        Assert.Contains("is not whole. Nothing was charged", e.Message, StringComparison.Ordinal);
        Assert.Equal(84, (await _bench.FramesAsync()).Count);
    }

    [SkippableFact]
    public async Task Two_cuts_of_a_story_at_once_both_make_their_film()
    {
        CutEntry[] entries = [await _bench.ClipAsync(1, new(TransitionKind.Dissolve, 12)), await _bench.ClipAsync(2), await _bench.ClipAsync(3)];

        FilmReport[] reports = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => _bench.CutAsync(entries))));

        Assert.All(reports, static r => Assert.Equal(132, r.FrameCount));
        Assert.Equal(132, (await _bench.FramesAsync()).Count);
        Assert.Empty(Directory.GetFiles(_bench.Folder, "*.part", SearchOption.AllDirectories));
    }

    [SkippableTheory]
    [InlineData(true, "was changed")]
    [InlineData(false, "was taken away")]
    public async Task A_clip_that_another_takes_the_place_of_while_its_film_is_cut_refuses_the_film_by_name(bool isReplaced, string said)
    {
        CutEntry one = await _bench.ClipAsync(1);
        await _bench.CutAsync(one);
        byte[] before = await File.ReadAllBytesAsync(_bench.Film);
        CutEntry two = await _bench.ClipAsync(2);
        FilmPlan plan = await _bench.Cutter.PlanAsync(new CutList([one, two], []), CancellationToken.None);
        File.Delete(two.File!);
        if (isReplaced)
        {
            File.Copy((await _bench.ClipAsync(3, null, 96)).File!, two.File!);
        }

        CutException e = await Assert.ThrowsAsync<CutException>(() =>
            _bench.Cutter.CutAsync(plan, _bench.Film, _bench.Cache, LoudnessGoal.Default, null, CancellationToken.None));

        Assert.StartsWith($"s1#2: '{two.File}' {said} while the film was cut. Nothing was charged", e.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(_bench.Film));
        Assert.Empty(Directory.GetFiles(_bench.Folder, "*.part", SearchOption.AllDirectories));
    }

    [SkippableFact]
    public async Task Pieces_that_were_made_while_a_clip_was_another_are_not_used_when_it_is_back()
    {
        CutEntry[] entries = [await _bench.ClipAsync(1, new(TransitionKind.Dissolve, 12)), await _bench.ClipAsync(2)];
        FilmPlan plan = await _bench.Cutter.PlanAsync(new CutList(entries, []), CancellationToken.None);
        string away = _bench.PathOf("away.mp4");
        File.Move(entries[0].File!, away);
        File.Copy((await _bench.ClipAsync(5)).File!, entries[0].File!);
        await Assert.ThrowsAsync<CutException>(() =>
            _bench.Cutter.CutAsync(plan, _bench.Film, _bench.Cache, LoudnessGoal.Default, null, CancellationToken.None));

        File.Move(away, entries[0].File!, overwrite: true);
        await _bench.CutAsync(entries);

        Assert.All((await _bench.FramesAsync()).Take(36), static f => Assert.Equal(1, f.Clip));
        float[] samples = await _bench.SamplesAsync();
        Assert.All([4, 20, 34], f => Assert.Equal(1, CutBench.Heard(samples, f, 5)));
    }

    [SkippableFact]
    public async Task A_story_that_is_taken_away_while_its_film_is_cut_is_told_as_that()
    {
        CutEntry[] entries = [await _bench.ClipAsync(1, new(TransitionKind.Dissolve, 12)), await _bench.ClipAsync(2)];
        FilmPlan plan = await _bench.Cutter.PlanAsync(new CutList(entries, []), CancellationToken.None);
        TakenAway progress = new(() =>
        {
            File.Delete(entries[0].File!);
            Directory.Delete(_bench.Cache, recursive: true);
        });

        CutException e = await Assert.ThrowsAsync<CutException>(() =>
            _bench.Cutter.CutAsync(plan, _bench.Film, _bench.Cache, LoudnessGoal.Default, progress, CancellationToken.None));

        Assert.Contains("was taken away while the film was cut", e.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_film_that_cannot_be_written_is_refused_in_words()
    {
        FilmPlan plan = await _bench.Cutter.PlanAsync(new CutList([await _bench.ClipAsync(1)], []), CancellationToken.None);
        Directory.CreateDirectory(_bench.Film);

        CutException e = await Assert.ThrowsAsync<CutException>(() =>
            _bench.Cutter.CutAsync(plan, _bench.Film, _bench.Cache, LoudnessGoal.Default, null, CancellationToken.None));

        Assert.StartsWith($"The film '{_bench.Film}' was not made: ", e.Message, StringComparison.Ordinal);
        Assert.Contains("Nothing was charged", e.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_bench.Folder, "*.part", SearchOption.AllDirectories));
    }

    private sealed class TakenAway(Action take) : IProgress<CutProgress>
    {
        public void Report(CutProgress value)
        {
            if (value.Stage == "writing")
            {
                take();
            }
        }
    }
}
