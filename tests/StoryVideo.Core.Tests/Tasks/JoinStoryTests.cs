using StoryVideo.Core.Tests.Providers;
using StoryVideo.Core.Tests.Support;
using StoryVideo.Cutting;
using StoryVideo.Media;
using StoryVideo.Storage;
using StoryVideo.Stories;
using StoryVideo.Tasks;
using StoryVideo.Tasks.Films;
using StoryVideo.Tasks.Plans;
using StoryVideo.Tasks.Runs;

namespace StoryVideo.Core.Tests.Tasks;

/// <summary>What film is planned of a story; planning needs no ffmpeg.</summary>
public abstract class JoinStoryTests(StoreEngine engine) : StoreTests(engine)
{
    private static readonly byte[] s_clip = File.ReadAllBytes(Path.Combine(TestPaths.Repository, "fixtures", "stub-clip.mp4"));

    private readonly Story _story = new() { Id = "0c4d2b1e-52d6-4a3e-9d8c-111111111111", DisplayName = "A Film", VisualDesignDocument = "{}" };

    [SkippableFact]
    public async Task Scenelets_follow_each_other_in_story_order_and_shots_say_how()
    {
        await ImportAsync(
            ("s1", """{ "transitionToNext": "dissolve", "crossfadeDuration": 1 }"""), ("s1", """{ "transition_to_next": "fade_black" }"""),
            ("s2", """{ "transitionToNext": "j_cut" }"""), ("s2", """{ "transitionToNext": "L-cut", "crossfade_duration": 0.25 }"""), ("s3", "{}"));

        JoinPlan plan = await PlanAsync(new());

        Assert.Equal("s1#1 Dissolve 24, s1#2 FadeBlack 24, s2#1 JCut 12, s2#2 LCut 6, s3#1 Cut 0", Cuts(plan));
        Assert.Equal((5 * 192) - 24 - 12 - 6, plan.Film.FrameCount);
        Assert.Equal((640, 360), (plan.Film.Width, plan.Film.Height));
        Assert.EndsWith($"assets/{_story.Id}/film/a-film.mp4", plan.Path.Replace('\\', '/'), StringComparison.Ordinal);
        Assert.Empty(plan.Findings);
    }

    [SkippableFact]
    public async Task One_transition_can_be_wanted_for_all()
    {
        await ImportAsync(("s1", """{ "transitionToNext": "dissolve", "crossfadeDuration": 1 }"""), ("s1", "{}"), ("s2", "{}"));

        Assert.Equal("s1#1 Cut 0, s1#2 Cut 0, s2#1 Cut 0", Cuts(await PlanAsync(new() { Transition = TransitionKind.Cut })));
        Assert.Equal("s1#1 Dissolve 12, s1#2 Dissolve 12, s2#1 Cut 0", Cuts(await PlanAsync(new() { Transition = TransitionKind.Dissolve })));
        Assert.Equal("s1#1 FadeBlack 48, s1#2 FadeBlack 48, s2#1 Cut 0", Cuts(await PlanAsync(new() { Transition = TransitionKind.FadeBlack, TransitionSeconds = 2 })));
    }

    [SkippableFact]
    public async Task Acts_are_parted_by_a_fade_of_two_seconds_where_they_are_known()
    {
        await ImportAsync(("s1", """{ "act": 1, "transitionToNext": "dissolve" }"""), ("s2", """{ "act": "2" }"""), ("s3", """{ "act": 2 }"""), ("s4", "{}"));

        Assert.Equal("s1#1 FadeBlack 48, s2#1 Cut 0, s3#1 Cut 0, s4#1 Cut 0", Cuts(await PlanAsync(new())));
    }

    [SkippableFact]
    public async Task A_word_that_is_no_transition_is_a_cut_and_said()
    {
        await ImportAsync(("s1", """{ "transitionToNext": "star wipe" }"""), ("s1", "{}"));

        JoinPlan plan = await PlanAsync(new());

        Assert.Equal("s1#1 Cut 0, s1#2 Cut 0", Cuts(plan));
        Assert.Equal(
            "s1#1: 'star wipe' is no transition; it is a cut. There is: cut, dissolve, fade_black, j_cut, l_cut.", Assert.Single(plan.Findings).Message);
    }

    [SkippableFact]
    public async Task Cards_open_and_close_the_film()
    {
        await ImportAsync(("s1", "{}"));

        JoinPlan plan = await PlanAsync(new() { Title = "A Film", EndTitle = "The End" });

        Assert.Equal("title FadeBlack 24, s1#1 FadeBlack 24, end title Cut 0", Cuts(plan));
        Assert.Equal(72 + 192 + 72, plan.Film.FrameCount);
    }

    [SkippableFact]
    public async Task Missing_clips_are_refused_with_the_list()
    {
        await ImportAsync(("s1", "{}"), ("s1", "{}"), ("s2", "{}"));
        File.Delete(ClipOf("s1", 2));
        File.Delete(ClipOf("s2", 1));

        RunRefusedException e = await Assert.ThrowsAsync<RunRefusedException>(() => PlanAsync(new()));

        Assert.Equal("clips-missing", e.Code);
        Assert.StartsWith("2 of 3 shots have no clip: s1#2, s2#1. Nothing was made.", e.Message, StringComparison.Ordinal);
        Assert.Contains("-AllowMissing (--allow-missing)", e.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Key_frames_stand_in_for_missing_clips_where_that_is_allowed()
    {
        await ImportAsync(("s1", "{}"), ("s1", "{}"));
        File.Delete(ClipOf("s1", 1));
        File.Delete(ClipOf("s1", 2));
        await File.WriteAllBytesAsync(ClipOf("s1", 1).Replace(".mp4", "_key_frame.png", StringComparison.Ordinal), SampleFolder.Png);

        JoinPlan plan = await PlanAsync(new() { AllowMissing = true, StillSeconds = 2 });

        Assert.Equal((96, "s1#1", "s1#2"), (plan.Film.FrameCount, plan.Film.Entries[0].Entry.Text, plan.Film.Entries[1].Entry.Text));
        Assert.EndsWith("shot-1_key_frame.png", plan.Film.Entries[0].Entry.File, StringComparison.Ordinal);
        Assert.Null(plan.Film.Entries[1].Entry.File);
        Assert.Equal(
            "s1#1 has no clip; its key frame stands in its place. s1#2 has no clip; a plain card stands, since it has no key frame either, in its place.",
            string.Join(' ', plan.Findings.Select(static f => f.Message)));
    }

    [SkippableTheory]
    [InlineData(NativeAudio.Auto, "1 , 0 line.wav 0.8, 1 , 1 ", "sound-dropped s1#2, sound-missing s1#4")]
    [InlineData(NativeAudio.Keep, "1 , 1 line.wav 0.8, 1 , 1 ", "sound-doubled s1#2, sound-missing s1#4")]
    [InlineData(NativeAudio.Duck, "1 , 0.3 line.wav 0.8, 1 , 1 ", "sound-missing s1#4")]
    [InlineData(NativeAudio.Mute, "0 , 0 line.wav 0.8, 0 , 0 ", "sound-dropped s1#1, sound-dropped s1#2, sound-dropped s1#3, sound-missing s1#4, sound-dropped s1#4")]
    public async Task Dialogue_is_neither_doubled_nor_lost_unseen(NativeAudio native, string levels, string findings)
    {
        await ImportAsync(("s1", "{}"), ("s1", "{}"), ("s1", "{}"), ("s1", "{}"));
        string folder = Path.GetDirectoryName(ClipOf("s1", 1))!;
        await File.WriteAllTextAsync(Path.Combine(folder, "line.wav"), "sound");
        await Store.ExecuteAsync($"UPDATE shots SET audio_file_path = '/generated/{_story.Id}/shots/s1/line.wav' WHERE shot_index = 2");
        await Store.ExecuteAsync("UPDATE shots SET audio_file_path = 'N/A' WHERE shot_index = 3");
        await Store.ExecuteAsync("UPDATE shots SET audio_file_path = 'generated/gone.wav' WHERE shot_index = 4");

        JoinPlan plan = await PlanAsync(new() { NativeAudio = native });

        Assert.Equal(levels, string.Join(", ", plan.Film.Entries.Select(static e => string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{e.Entry.OwnLevel} {(e.Entry.Track is { } t ? $"{Path.GetFileName(t)} {e.Entry.TrackLevel}" : "")}"))));
        Assert.Equal(findings, string.Join(", ", plan.Findings.Select(static f => $"{f.Code} {f.Message.Split(':')[0]}")));
        Assert.EndsWith(
            native == NativeAudio.Mute
                ? "Nothing is heard instead: -NativeAudio Mute (--native-audio mute) leaves the clip's own sound out."
                : "it is not on disk. The clip's own sound is heard instead.",
            plan.Findings.Single(static f => f.Code == "sound-missing").Message,
            StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Where_a_picture_stands_for_a_clip_no_sound_of_the_clip_is_promised()
    {
        await ImportAsync(("s1", "{}"), ("s1", "{}"));
        File.Delete(ClipOf("s1", 1));
        await Store.ExecuteAsync("UPDATE shots SET audio_file_path = 'generated/gone.wav' WHERE shot_index = 1");

        JoinPlan plan = await PlanAsync(new() { AllowMissing = true });

        Assert.EndsWith(
            "Nothing is heard instead, since a picture stands in its clip's place.",
            plan.Findings.Single(static f => f.Code == "sound-missing").Message,
            StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Sounds_that_cannot_be_read_are_all_named_before_anything_is_cut()
    {
        Ffmpeg ffmpeg = RehearsalBench.NeedFfmpeg();
        await ImportAsync(("s1", "{}"), ("s1", "{}"), ("s2", "{}"));
        string folder = Path.GetDirectoryName(ClipOf("s1", 1))!;
        await File.WriteAllTextAsync(Path.Combine(folder, "line.wav"), "This is no sound, whatever its name says.");
        await File.WriteAllBytesAsync(Path.Combine(folder, "empty.wav"), []);
        await File.WriteAllBytesAsync(Path.Combine(folder, "good.wav"), new WavFile(24_000, 1, new byte[4800]).ToBytes());
        await File.WriteAllTextAsync(Path.Combine(Folder.FullPath, "rain.wav"), "Nor is this.");
        await Store.ExecuteAsync($"UPDATE shots SET audio_file_path = '{_story.Id}/shots/s1/line.wav' WHERE shot_index = 2");
        await Store.ExecuteAsync($"UPDATE shots SET audio_file_path = '{_story.Id}/shots/s1/empty.wav' WHERE scenelet_id = 's2'");
        await Store.ExecuteAsync($"UPDATE shots SET audio_file_path = '{_story.Id}/shots/s1/good.wav' WHERE scenelet_id = 's1' AND shot_index = 1");

        RunRefusedException e = await Assert.ThrowsAsync<RunRefusedException>(() => PlanAsync(new() { Ambience = ["rain.wav"] }, ffmpeg));

        Assert.Equal("sound-unreadable", e.Code);
        Assert.StartsWith("3 sounds cannot be used: ", e.Message, StringComparison.Ordinal);
        Assert.All(["s1#2 'line.wav' (", "s2#1 'empty.wav' (", "rain.wav' (", "Nothing was made", "New-ShotAudio -Override"], w => Assert.Contains(w, e.Message, StringComparison.Ordinal));
        Assert.DoesNotContain("good.wav", e.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Rehearsed_speech_takes_no_dialogue_from_a_clip_that_is_no_rehearsal()
    {
        await ImportAsync(("s1", """{ "audioAndNarrative": [ { "source": "mara", "line": "Who is there?" } ] }"""), ("s1", "{}"));
        using (Studio studio = await OpenAsync())
        {
            ShotAudioRequest request = new() { Provider = VideoProviders.Rehearsal, Filter = new ShotFilter { Indexes = [new IndexRange(1, 1)] } };
            PlanShotAudios plans = new(studio, request);
            List<PlannedAsset> planned = await plans.PlanAsync(_story, CancellationToken.None).ToListAsync();
            Assert.Equal(AssetStatus.Succeeded, (await new MakeAssets(studio, request, plans).RunAsync(planned, CancellationToken.None).SingleAsync()).Status);
        }

        JoinPlan plan = await PlanAsync(new());

        Assert.Equal((1, null), (plan.Film.Entries[0].Entry.OwnLevel, plan.Film.Entries[0].Entry.Track));
        Assert.Equal("sound-rehearsed", Assert.Single(plan.Findings).Code);
    }

    [SkippableFact]
    public async Task Dialogue_that_outlasts_its_shot_is_said_with_what_is_lost()
    {
        await ImportAsync(("s1", "{}"), ("s1", "{}"));
        double shot = (await PlanAsync(new())).Film.Entries[0].FrameCount / (double)CutList.Rate;
        string folder = Path.GetDirectoryName(ClipOf("s1", 1))!;
        await File.WriteAllBytesAsync(Path.Combine(folder, "long.wav"), new WavFile(24_000, 1, new byte[(int)((shot + 1.5) * 24_000) * 2]).ToBytes());
        await File.WriteAllBytesAsync(Path.Combine(folder, "fits.wav"), new WavFile(24_000, 1, new byte[(int)(shot * 24_000) * 2]).ToBytes());
        await Store.ExecuteAsync($"UPDATE shots SET audio_file_path = '{_story.Id}/shots/s1/long.wav' WHERE shot_index = 1");
        await Store.ExecuteAsync($"UPDATE shots SET audio_file_path = '{_story.Id}/shots/s1/fits.wav' WHERE shot_index = 2");

        JoinPlan plan = await PlanAsync(new());

        Finding trimmed = Assert.Single(plan.Findings, static f => f.Code == "sound-trimmed");
        Assert.StartsWith("s1#1: its sound 'long.wav' lasts", trimmed.Message, StringComparison.Ordinal);
        Assert.Contains("the last 1.5 s are not heard", trimmed.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Ambience_lies_under_the_film_or_one_scenelet()
    {
        await ImportAsync(("s1", "{}"), ("s2", "{}"), ("s2", "{}"));
        await File.WriteAllTextAsync(Path.Combine(Folder.FullPath, "rain.wav"), "sound");

        JoinPlan plan = await PlanAsync(new() { Title = "x", Ambience = ["rain.wav"], Music = ["s2=rain.wav"] });

        Assert.Equal(
            "0-3 0.3 True, 2-3 0.3 False",
            string.Join(", ", plan.Film.List.Beds.Select(static b => string.Create(
                System.Globalization.CultureInfo.InvariantCulture, $"{b.First}-{b.Last} {b.Level} {b.Repeats}"))));
        Assert.Equal("sound-file-missing", (await Assert.ThrowsAsync<RunRefusedException>(() => PlanAsync(new() { Music = ["gone.mp3"] }))).Code);
        Assert.Equal("sound-scenelet-unknown", (await Assert.ThrowsAsync<RunRefusedException>(() => PlanAsync(new() { Music = ["s9=rain.wav"] }))).Code);
    }

    [SkippableFact]
    public async Task Ambience_that_would_be_repeated_all_the_time_is_refused()
    {
        await ImportAsync(("s1", "{}"));
        await File.WriteAllBytesAsync(Path.Combine(Folder.FullPath, "click.wav"), new WavFile(24_000, 1, new byte[24_000 / 5]).ToBytes());

        RunRefusedException e = await Assert.ThrowsAsync<RunRefusedException>(() => PlanAsync(new() { Ambience = ["click.wav"] }));

        Assert.Equal("sound-unreadable", e.Code);
        Assert.Contains("it cannot be repeated under a film", e.Message, StringComparison.Ordinal);
        Assert.Single((await PlanAsync(new() { Music = ["click.wav"] })).Film.List.Beds);
    }

    [SkippableFact]
    public async Task A_path_leads_through_a_story_that_branches()
    {
        await ImportAsync(("s1", "{}"), ("s2", "{}"), ("s3", "{}"));
        await Store.ExecuteAsync(
            """
            UPDATE scenelets SET parent_id = (SELECT scenelet_ref FROM shots WHERE scenelet_id = 's1'),
                choice_label_from_parent = (SELECT 'To ' || s.scenelet_id FROM shots s WHERE s.scenelet_ref = scenelets.id)
            WHERE id <> (SELECT scenelet_ref FROM shots WHERE scenelet_id = 's1')
            """);

        Assert.Equal("s1#1 Cut 0, s3#1 Cut 0", Cuts(await PlanAsync(new() { Path = ["to s3"] })));
        JoinPlan whole = await PlanAsync(new());
        Assert.Equal(3, whole.Film.Entries.Count);
        Assert.Equal("branches-joined", Assert.Single(whole.Findings).Code);
    }

    [SkippableFact]
    public async Task A_film_is_never_put_where_clips_lie()
    {
        await ImportAsync(("s1", "{}"));

        RunRefusedException e = await Assert.ThrowsAsync<RunRefusedException>(() => PlanAsync(new() { Destination = ClipOf("s1", 1) }));

        Assert.Equal("destination-refused", e.Code);
        string own = Path.Combine(Folder.FullPath, "assets", _story.Id, "film", "mine.mp4");
        Assert.Equal(own, (await PlanAsync(new() { Destination = own })).Path);
        Directory.CreateSymbolicLink(Path.Combine(Folder.FullPath, "link"), Path.GetDirectoryName(ClipOf("s1", 1))!);
        e = await Assert.ThrowsAsync<RunRefusedException>(() => PlanAsync(new() { Destination = Path.Combine(Folder.FullPath, "link", "shot-1.mp4") }));
        Assert.Equal("destination-refused", e.Code);
    }

    [SkippableFact]
    public async Task A_film_replaces_nothing_but_a_film()
    {
        await ImportAsync(("s1", "{}"));
        string song = Path.Combine(Folder.FullPath, "song.mp4");
        string empty = Path.Combine(Folder.FullPath, "empty.mp4");
        string notes = Path.Combine(Folder.FullPath, "notes.txt");
        await File.WriteAllBytesAsync(song, s_clip);
        await File.WriteAllBytesAsync(empty, []);
        await File.WriteAllTextAsync(notes, "what the story is about");

        Assert.Equal(song, (await PlanAsync(new() { Destination = song })).Path);
        Assert.Equal(empty, (await PlanAsync(new() { Destination = empty })).Path);
        await RefusedAsync(new() { Destination = notes }, "a file that is no film has that name");
        await RefusedAsync(new() { Destination = Folder.FullPath }, "that is a folder");
        await RefusedAsync(new() { Destination = song, Music = ["song.mp4"] }, "that is its ambience or music");

        async Task RefusedAsync(JoinRequest request, string why)
        {
            RunRefusedException e = await Assert.ThrowsAsync<RunRefusedException>(() => PlanAsync(request));
            Assert.Equal("destination-refused", e.Code);
            Assert.Contains(why, e.Message, StringComparison.Ordinal);
        }
    }

    [SkippableFact]
    public async Task Scenelets_come_before_the_film_where_they_are_wanted()
    {
        await ImportAsync(("s1", "{}"), ("s1", "{}"), ("s2", "{}"));
        using Studio studio = await OpenAsync();

        IReadOnlyList<JoinPlan> plans = await new JoinStory(studio).PlanAsync(_story, new() { PerScenelet = true, Title = "x" }, CancellationToken.None);

        Assert.Equal("s1.mp4 384, s2.mp4 192, a-film.mp4 648", string.Join(", ", plans.Select(static p => $"{Path.GetFileName(p.Path)} {p.Film.FrameCount}")));
        Assert.Equal("s1 s2 ", string.Join(' ', plans.Select(static p => p.SceneletId)));
    }

    private static string Cuts(JoinPlan plan) =>
        string.Join(", ", plan.Film.Entries.Select(static e => $"{e.Entry.Name} {e.Entry.ToNext.Kind} {e.Entry.ToNext.Frames}"));

    private string ClipOf(string scenelet, int index) => Path.Combine(Folder.FullPath, "assets", _story.Id, "shots", scenelet, $"shot-{index}.mp4");

    private Task<Studio> OpenAsync(Ffmpeg? ffmpeg = null) => Studio.OpenAsync(
        new StudioSettings
        {
            Database = Store.Address,
            Assets = Path.Combine(Folder.FullPath, "assets"),
            BaseFolder = Folder.FullPath,
            ReadVariable = name => name == Ffmpeg.Variable ? ffmpeg?.Path : null,
        },
        StoreAccess.Write,
        TimeProvider.System,
        CancellationToken.None);

    private async Task<JoinPlan> PlanAsync(JoinRequest request, Ffmpeg? ffmpeg = null)
    {
        using Studio studio = await OpenAsync(ffmpeg);
        return (await new JoinStory(studio).PlanAsync(_story, request, CancellationToken.None))[^1];
    }

    private async Task ImportAsync(params (string Scenelet, string Payload)[] shots)
    {
        Scenelet[] scenelets = [.. shots.Select(static s => s.Scenelet).Distinct(StringComparer.Ordinal).Select(static (id, i) => new Scenelet(id, i + 1, null))];
        List<StoryShot> rows = [];
        foreach ((string scenelet, string payload) in shots)
        {
            int index = rows.Count(r => r.SceneletId == scenelet) + 1;
            rows.Add(new StoryShot
            {
                StoryId = _story.Id,
                StoryTitle = _story.DisplayName,
                SceneletId = scenelet,
                SceneletSequence = Array.FindIndex(scenelets, s => s.Id == scenelet) + 1,
                ShotIndex = index,
                StoryboardPayload = payload,
                KeyFrameImagePath = $"{_story.Id}/shots/{scenelet}/shot-{index}_key_frame.png",
            });
            Directory.CreateDirectory(Path.GetDirectoryName(ClipOf(scenelet, index))!);
            await File.WriteAllBytesAsync(ClipOf(scenelet, index), s_clip);
        }

        using Studio studio = await OpenAsync();
        await studio.Stories.ImportAsync(_story, scenelets, rows.ToAsyncEnumerable(), CancellationToken.None);
    }
}

public sealed class SqliteJoinStoryTests() : JoinStoryTests(StoreEngine.Sqlite);

public sealed class PostgresJoinStoryTests() : JoinStoryTests(StoreEngine.Postgres);
