using StoryVideo.Cutting;

namespace StoryVideo.Core.Tests.Cutting;

/// <summary>What is seen in a film, frame by frame.</summary>
public sealed class PictureTests : IDisposable
{
    private readonly CutBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [SkippableFact]
    public async Task Hard_cuts_copy_every_frame_as_it_is_coded()
    {
        CutEntry[] entries = [await _bench.ClipAsync(1), await _bench.ClipAsync(2), await _bench.ClipAsync(3)];

        FilmPlan plan = await _bench.Cutter.PlanAsync(new CutList(entries, []), CancellationToken.None);
        await _bench.CutAsync(entries);

        Assert.Equal((144, 144), (plan.FrameCount, plan.CopiedFrames));
        Equal(Expected((1, 0, 48), (2, 0, 48), (3, 0, 48)), await _bench.FramesAsync());
    }

    [SkippableFact]
    public async Task A_dissolve_makes_only_the_frames_around_it_anew()
    {
        CutEntry[] entries = [await _bench.ClipAsync(1, new(TransitionKind.Dissolve, 12)), await _bench.ClipAsync(2), await _bench.ClipAsync(3)];

        FilmPlan plan = await _bench.Cutter.PlanAsync(new CutList(entries, []), CancellationToken.None);
        await _bench.CutAsync(entries);

        IReadOnlyList<(int Clip, int Luma)> frames = await _bench.FramesAsync();
        Assert.Equal(132, frames.Count);
        Assert.Equal(132, plan.FrameCount);
        Assert.InRange(plan.CopiedFrames, 132 - 12 - 12 - 4, 132 - 24);
        Equal(Expected((1, 0, 36)), frames.Take(36));
        Equal(Expected((2, 12, 48), (3, 0, 48)), frames.Skip(48));
        (int Clip, int Luma) middle = frames[42];
        Assert.InRange(middle.Luma, 20 + (4 * 6), 20 + (4 * 42));
    }

    [SkippableTheory]
    [InlineData(TransitionKind.JCut)]
    [InlineData(TransitionKind.LCut)]
    public async Task J_and_L_cuts_change_the_picture_at_one_end_of_the_sound(TransitionKind kind)
    {
        await _bench.CutAsync(await _bench.ClipAsync(1, new(kind, 12)), await _bench.ClipAsync(2));

        IReadOnlyList<(int Clip, int Luma)> frames = await _bench.FramesAsync();
        float[] samples = await _bench.SamplesAsync();
        int cut = kind == TransitionKind.JCut ? 48 : 36;
        Equal(Expected((1, 0, cut), (2, kind == TransitionKind.JCut ? 12 : 0, 48)), frames);
        Assert.Equal(1, CutBench.Heard(samples, 35, 2));
        Assert.True(CutBench.Amplitude(samples.AsSpan(42 * 2000, 2000), 400) > 0.02, "the first is heard in the middle");
        Assert.True(CutBench.Amplitude(samples.AsSpan(42 * 2000, 2000), 500) > 0.02, "and so is the second");
        Assert.Equal(2, CutBench.Heard(samples, 48, 2));
    }

    [SkippableFact]
    public async Task A_fade_to_black_ends_in_black_and_comes_out_of_it()
    {
        await _bench.CutAsync(await _bench.ClipAsync(1, new(TransitionKind.FadeBlack, 24)), await _bench.ClipAsync(2));

        IReadOnlyList<(int Clip, int Luma)> frames = await _bench.FramesAsync();
        Assert.Equal(96, frames.Count);
        Equal(Expected((1, 0, 36)), frames.Take(36));
        Assert.True(frames[47].Luma < 40 && frames[48].Luma < 40, $"{frames[47]} {frames[48]}");
        Equal(Expected((2, 12, 48)), frames.Skip(60));
        float[] samples = await _bench.SamplesAsync();
        Assert.True(CutBench.Amplitude(samples.AsSpan(47 * 2000, 2000), 400) < CutBench.Amplitude(samples.AsSpan(30 * 2000, 2000), 400) / 4);
    }

    [SkippableFact]
    public async Task Every_join_can_be_a_dissolve_and_a_clip_can_have_one_whole_picture_only()
    {
        CutTransition dissolve = new(TransitionKind.Dissolve, 10);
        CutEntry[] entries =
        [
            await _bench.ClipAsync(1, dissolve, CutBench.Frames, "-g", "250"),
            await _bench.ClipAsync(2, dissolve, CutBench.Frames, "-g", "250"),
            await _bench.ClipAsync(3, null, CutBench.Frames, "-g", "250"),
        ];
        await _bench.CutAsync(entries);

        IReadOnlyList<(int Clip, int Luma)> frames = await _bench.FramesAsync();
        Assert.Equal(144 - 20, frames.Count);
        Equal(Expected((1, 0, 38)), frames.Take(38));
        Equal(Expected((2, 10, 38)), frames.Skip(48).Take(28));
        Equal(Expected((3, 10, 48)), frames.Skip(86));
    }

    [SkippableFact]
    public async Task Only_what_differs_is_conformed()
    {
        CutEntry[] entries =
        [
            await _bench.ClipAsync(1),
            await _bench.ClipAsync(2, "320x180", "24", CutBench.Tone(2)),
            await _bench.ClipAsync(3, "160x90", "30", CutBench.Tone(3), null, 60),
            await _bench.ClipAsync(4),
        ];

        FilmPlan plan = await _bench.Cutter.PlanAsync(new CutList(entries, []), CancellationToken.None);
        await _bench.CutAsync(entries);

        Assert.Equal((160, 90, 192, 96), (plan.Width, plan.Height, plan.FrameCount, plan.CopiedFrames));
        Assert.Null(plan.Entries[0].WhyConformed);
        Assert.Equal("it is coded otherwise than most clips", plan.Entries[1].WhyConformed);
        Assert.Equal("it has 30 frames a second", plan.Entries[2].WhyConformed);
        IReadOnlyList<(int Clip, int Luma)> frames = await _bench.FramesAsync();
        Assert.Equal(192, frames.Count);
        Equal(Expected((1, 0, 48), (2, 0, 48)), frames.Take(96));
        Assert.All(frames.Skip(96).Take(48), static f => Assert.Equal(3, f.Clip));
        Equal(Expected((4, 0, 48)), frames.Skip(144));
    }

    [SkippableFact]
    public async Task A_clip_shorter_than_its_transition_falls_back_to_a_cut_and_says_so()
    {
        CutTransition dissolve = new(TransitionKind.Dissolve, 24);
        CutEntry[] entries = [await _bench.ClipAsync(1, dissolve), await _bench.ClipAsync(2, dissolve, 40), await _bench.ClipAsync(3)];

        FilmPlan plan = await _bench.Cutter.PlanAsync(new CutList(entries, []), CancellationToken.None);
        await _bench.CutAsync(entries);

        Assert.Equal(
            "s1#2 to s1#3 is a cut: s1#2 has 40 frames, too few for a dissolve of 24 after the one before it.", Assert.Single(plan.Notes));
        Assert.Equal(TransitionKind.Cut, plan.Entries[1].Entry.ToNext.Kind);
        Assert.Equal(48 + 40 - 24 + 48, (await _bench.FramesAsync()).Count);
    }

    [SkippableFact]
    public async Task A_film_of_one_clip_and_of_a_part_of_one_is_a_film()
    {
        await _bench.CutAsync(await _bench.ClipAsync(1));
        Equal(Expected((1, 0, 48)), await _bench.FramesAsync());

        await _bench.CutAsync((await _bench.ClipAsync(1)) with { In = 5, Out = 40 });
        Equal(Expected((1, 5, 40)), await _bench.FramesAsync());
    }

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whatever_clips_say_of_colour_and_shape_all_that_is_made_fits_beside_them(bool isTagged)
    {
        string[] tags = ["-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv"];
        CutTransition dissolve = new(TransitionKind.Dissolve, 12);
        CutEntry one = isTagged
            ? await _bench.ClipAsync(1, dissolve, CutBench.Frames, tags)
            : new() { Name = "s1#1", File = Path.Combine(TestPaths.Repository, "fixtures", "stub-clip.mp4"), ToNext = dissolve };
        CutEntry card = new() { Name = "end", Role = ClipRole.Card, Text = "The End", Out = 24 };

        FilmPlan plan = await _bench.Cutter.PlanAsync(new CutList([one, one with { Name = "s1#2" }, card], []), CancellationToken.None);
        await _bench.CutAsync(one, one with { Name = "s1#2" }, card);

        Assert.True(plan.CopiedFrames > 0);
        Assert.Equal(plan.FrameCount, (await _bench.FramesAsync()).Count);
    }

    [SkippableTheory]
    [InlineData("The night on which the moon came down to the harbour and stayed for tea ", 4)]
    [InlineData("WHAT THE LAMPLIGHTER OF THE HARBOUR SAW WHEN HE LOOKED UP FROM HIS LAMPS ", 4)]
    [InlineData("Donaudampfschifffahrtsgesellschaftskapitänskajütenschlüssel", 2)]
    [InlineData("月がお茶にやって来た夜のお話をはじめましょう", 6)]
    [InlineData("A cast of many\n", 60)]
    public async Task Words_of_a_card_are_seen_whole_however_many_there_are(string words, int times)
    {
        await _bench.CutAsync(new CutEntry { Name = "title", Role = ClipRole.Card, Text = string.Concat(Enumerable.Repeat(words, times)), Out = 2 });

        foreach (string edge in (string[])["20:ih:0:0", "20:ih:iw-20:0", "iw:20:0:0", "iw:20:0:ih-20"])
        {
            Assert.True((await _bench.PixelsAsync(1, edge)).Max() < 40, $"something stands at the edge {edge}");
        }

        Assert.True((await _bench.PixelsAsync(1, "iw:ih:0:0")).Max() > 200, "nothing is written");
    }

    [SkippableFact]
    public async Task Pixels_that_are_not_square_keep_their_shape()
    {
        await _bench.CutAsync(
            await _bench.ClipAsync(1), await _bench.ClipAsync(2), await _bench.ClipAsync(3, null, CutBench.Frames, "-vf", "setsar=2"));

        Assert.True((await _bench.PixelsAsync(3 * 48 - 1, "iw:20:0:0")).Max() < 30, "twice as wide as it is high, it has black above it");
        Assert.True((await _bench.PixelsAsync(3 * 48 - 1, "iw:20:0:35")).Min() > 100, "and fills the film from side to side");
    }

    [SkippableFact]
    public async Task Cards_and_stills_stand_beside_clips()
    {
        await _bench.RunAsync(["-f", "lavfi", "-i", "color=c=white:s=300x400", "-frames:v", "1", _bench.PathOf("still.png")]);
        CutEntry card = new() { Name = "title", Role = ClipRole.Card, Text = "100 % of: 'it' \\ [v]; ok", Out = 24 };
        CutEntry still = new() { Name = "s1#2", Role = ClipRole.Still, File = _bench.PathOf("still.png"), Text = "s1#2", Out = 24 };
        CutEntry none = new() { Name = "s1#3", Role = ClipRole.Still, Text = "s1#3", Out = 24 };

        await _bench.CutAsync(card, await _bench.ClipAsync(1), still, none);

        IReadOnlyList<(int Clip, int Luma)> frames = await _bench.FramesAsync();
        Assert.Equal(24 + 48 + 24 + 24, frames.Count);
        Assert.InRange(frames[10].Luma, 16, 60);
        Equal(Expected((1, 0, 48)), frames.Skip(24).Take(48));
        Assert.InRange(frames[80].Luma, 200, 236);
        Assert.InRange(frames[110].Luma, 16, 90);
    }

    // Coding may change brightness by one or two, never by the four that lie between frames.
    private static void Equal(IReadOnlyList<(int Clip, int Luma)> expected, IEnumerable<(int Clip, int Luma)> actual)
    {
        (int Clip, int Luma)[] frames = [.. actual];
        Assert.Equal(expected.Count, frames.Length);
        for (int i = 0; i < frames.Length; i++)
        {
            Assert.True(
                expected[i].Clip == frames[i].Clip && Math.Abs(expected[i].Luma - frames[i].Luma) < 2,
                $"frame {i} is {frames[i]} and not {expected[i]}");
        }
    }

    private static IReadOnlyList<(int Clip, int Luma)> Expected(params (int Clip, int From, int To)[] parts) =>
        [
            .. parts.SelectMany(static p => Enumerable.Range(p.From, p.To - p.From).Select(f => (p.Clip, 20 + (4 * f)))),
        ];
}
