using StoryVideo.Core.Tests.Support;
using StoryVideo.Storage;
using StoryVideo.Stories;

namespace StoryVideo.Core.Tests.Storage;

public abstract class StoryRecordsTests(StoreEngine engine) : StoreTests(engine)
{
    private const string Payload = """{"zeta": 1.50, "alpha": 1e2, "a": -0, "text": "caf\u00e9 é 🙂", "list": [ 1 ,2 ] }""";

    private StoryDatabase? _database;

    private StoryRecords Records => new(_database!);

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _database = await Store.OpenAsync();
    }

    public override async Task DisposeAsync()
    {
        _database?.Dispose();
        await base.DisposeAsync();
    }

    [SkippableFact]
    public async Task Documents_and_payloads_come_back_byte_for_byte()
    {
        Story story = A("one") with { VisualDesignDocument = Payload, AudioDesignDocument = $$"""{"audio_design_document": {{Payload}}}""" };

        await ImportAsync(story, [Shot(story, "s1", 1)]);

        Assert.Equal(story with { ShotCount = 0 }, await Records.ReadAsync("one", CancellationToken.None));
        Assert.Equal(Payload, Assert.Single(await ShotsAsync(story)).StoryboardPayload);
    }

    [SkippableFact]
    public async Task An_import_that_breaks_off_in_the_middle_leaves_nothing_behind()
    {
        Story story = A("one");
        IEnumerable<StoryShot> broken = Enumerable.Range(1, 1000)
            .Select(i => i < 700 ? Shot(story, "s1", i) : throw new InvalidOperationException("the source broke"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => ImportAsync(story, broken));

        Assert.Equal(0, await Store.ScalarAsync<long>("SELECT (SELECT count(*) FROM stories) + (SELECT count(*) FROM shots) + (SELECT count(*) FROM scenelets)"));
    }

    [SkippableFact]
    public async Task An_update_that_breaks_off_in_the_middle_leaves_the_story_as_it_was()
    {
        Story story = A("one");
        await ImportAsync(story, [Shot(story, "s1", 1)]);
        IEnumerable<StoryShot> broken = Enumerable.Range(1, 500)
            .Select(i => i < 400 ? Shot(story, "s1", i) with { StoryboardPayload = "{}" } : throw new InvalidOperationException("the source broke"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => ImportAsync(story with { DisplayName = "Other" }, broken));

        Assert.Equal(story.DisplayName, Assert.Single(await Records.ListAsync(CancellationToken.None)).DisplayName);
        Assert.Equal(Payload, Assert.Single(await ShotsAsync(story)).StoryboardPayload);
    }

    [SkippableFact]
    public async Task A_cancelled_import_leaves_nothing_behind()
    {
        using CancellationTokenSource stop = new();
        Story story = A("one");
        IEnumerable<StoryShot> shots = Enumerable.Range(1, 1000).Select(i =>
        {
            if (i == 500)
            {
                stop.Cancel();
            }

            return Shot(story, "s1", i);
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Records.ImportAsync(story, [new Scenelet("s1", 1, null)], shots.ToAsyncEnumerable(), stop.Token));

        Assert.Empty(await Records.ListAsync(CancellationToken.None));
    }

    [SkippableFact]
    public async Task A_second_import_updates_what_it_gives_and_keeps_what_it_does_not()
    {
        Story story = A("one") with { VisualDesignDocument = "{\"v\":1}", AudioDesignDocument = "{\"a\":1}" };
        StoryShot full = Shot(story, "s1", 1) with
        {
            KeyFrameImagePath = "one/key.png", AudioFilePath = "N/A", VideoFilePath = "generated/one/old.mp4",
        };
        Assert.Equal(2, await ImportAsync(story, [full, Shot(story, "s1", 2)]));

        Story newer = story with { DisplayName = "Renamed", VisualDesignDocument = "{\"v\":2}", AudioDesignDocument = null };
        int added = await ImportAsync(newer,
        [
            Shot(story, "s1", 1) with { StoryboardPayload = "{\"new\":true}", VideoFilePath = "generated/one/imported.mp4" },
            Shot(story, "s1", 3),
        ]);

        Assert.Equal(1, added);
        Assert.Equal(newer with { AudioDesignDocument = "{\"a\":1}" }, await Records.ReadAsync("one", CancellationToken.None));
        IReadOnlyList<StoryShot> shots = await ShotsAsync(newer);
        Assert.Equal([1, 2, 3], shots.Select(static s => s.ShotIndex));
        Assert.Equal(full with { StoryTitle = "Renamed", StoryboardPayload = "{\"new\":true}" }, shots[0]);
    }

    [SkippableFact]
    public async Task A_clip_path_that_is_missing_is_filled_by_an_import()
    {
        Story story = A("one");
        await ImportAsync(story, [Shot(story, "s1", 1)]);
        await Store.ExecuteAsync("UPDATE shots SET video_file_path = ''");

        await ImportAsync(story, [Shot(story, "s1", 1) with { VideoFilePath = "generated/one/clip.mp4" }]);

        Assert.Equal("generated/one/clip.mp4", Assert.Single(await ShotsAsync(story)).VideoFilePath);
    }

    [SkippableFact]
    public async Task Any_text_serves_as_the_id_of_a_story()
    {
        string[] ids = ["42", "Łódź 2 'x' \"y\"", "7d3f1c52-90ab-4c1e-8f20-5b6a7c8d9e0f", "a%b_c"];
        foreach (string id in ids)
        {
            await ImportAsync(A(id), [Shot(A(id), "s1", 1)]);
        }

        Assert.Equal(ids.Order(StringComparer.Ordinal),
            (await Records.ListAsync(CancellationToken.None)).Select(static s => s.Id).Order(StringComparer.Ordinal));
        foreach (string id in ids)
        {
            Assert.Equal(id, (await Records.ReadAsync(id, CancellationToken.None))!.Id);
            Assert.Equal(id, Assert.Single(await ShotsAsync(A(id))).StoryId);
        }
    }

    [SkippableFact]
    public async Task Shots_come_in_story_order_whatever_their_scenelets_are_called()
    {
        Story story = A("one");
        StoryShot[] shots = [.. new[] { ("zz", 1), ("aa", 2), ("10", 3), ("9", 4) }
            .SelectMany(s => new[] { 2, 10, 1 }.Select(i => Shot(story, s.Item1, i) with { SceneletSequence = s.Item2 }))];

        await ImportAsync(story, shots);

        Assert.Equal(
            "zz#1 zz#2 zz#10 aa#1 aa#2 aa#10 10#1 10#2 10#10 9#1 9#2 9#10",
            string.Join(' ', (await ShotsAsync(story)).Select(static s => s.Address)));
    }

    [SkippableFact]
    public async Task Only_wanted_scenelets_are_read_by_id_or_label()
    {
        Story story = A("one");
        await Records.ImportAsync(
            story,
            [new Scenelet("s1", 1, "The Pond"), new Scenelet("s2", 2, null)],
            new[] { Shot(story, "s1", 1), Shot(story, "s2", 1) with { SceneletSequence = 2 } }.ToAsyncEnumerable(),
            CancellationToken.None);

        Assert.Equal("s1#1", Assert.Single(await ShotsAsync(story, "the p*")).Address.ToString());
        Assert.Equal("s2#1", Assert.Single(await ShotsAsync(story, "S2")).Address.ToString());
        Assert.Equal("The Pond", (await ShotsAsync(story))[0].SceneletLabel);
        Assert.Empty(await ShotsAsync(story, "s"));
    }

    [SkippableFact]
    public async Task A_scenelet_with_more_shots_than_a_page_is_read_whole()
    {
        Story story = A("one");
        await ImportAsync(story, Enumerable.Range(1, 2001).Select(i => Shot(story, "s1", i)));

        IReadOnlyList<StoryShot> shots = await ShotsAsync(story);

        Assert.Equal(Enumerable.Range(1, 2001), shots.Select(static s => s.ShotIndex));
    }

    [SkippableFact]
    public async Task Stories_are_listed_by_title_with_their_counts_and_without_documents()
    {
        Story story = A("one") with { DisplayName = "B" };
        await ImportAsync(story, [Shot(story, "s1", 1) with { VideoFilePath = "x.mp4" }, Shot(story, "s1", 2)]);
        await ImportAsync(A("two") with { DisplayName = "A" }, []);

        IReadOnlyList<Story> stories = await Records.ListAsync(CancellationToken.None);

        Assert.Equal([("A", 0, 0), ("B", 2, 1)], stories.Select(static s => (s.DisplayName, s.ShotCount, s.VideoCount)));
        Assert.All(stories, static s => Assert.Null(s.VisualDesignDocument));
    }

    private protected static Story A(string id) =>
        new() { Id = id, DisplayName = "Story " + id, VisualDesignDocument = "{}" };

    private protected static StoryShot Shot(Story story, string scenelet, int index) => new()
    {
        StoryId = story.Id,
        StoryTitle = story.DisplayName,
        SceneletId = scenelet,
        SceneletSequence = 1,
        ShotIndex = index,
        StoryboardPayload = Payload,
    };

    private Task<int> ImportAsync(Story story, IEnumerable<StoryShot> shots) => Records.ImportAsync(
        story,
        [.. new[] { "s1", "zz", "aa", "10", "9" }.Select(static (id, i) => new Scenelet(id, i + 1, null))],
        shots.ToAsyncEnumerable(),
        CancellationToken.None);

    private async Task<IReadOnlyList<StoryShot>> ShotsAsync(Story story, string? scenelet = null)
    {
        ShotFilter filter = scenelet is null ? ShotFilter.All : new ShotFilter { Scenelets = [scenelet] };
        return await Records.ReadShotsAsync(story, filter.Wants, CancellationToken.None).ToListAsync();
    }
}

public sealed class SqliteStoryRecordsTests() : StoryRecordsTests(StoreEngine.Sqlite);

public sealed class PostgresStoryRecordsTests() : StoryRecordsTests(StoreEngine.Postgres);
