using System.Diagnostics;
using System.Globalization;
using StoryVideo.Core.Tests.Support;
using StoryVideo.Storage;
using StoryVideo.Stories;

namespace StoryVideo.Core.Tests.Storage;

/// <summary>Twenty thousand shots of half a kilobyte: enough to show what grows with their number.</summary>
public abstract class LargeStoryTests(StoreEngine engine) : StoreTests(engine)
{
    private const int Shots = 20_000;
    private const int ShotsPerScenelet = 100;

    private static readonly string s_payload = $$"""{"framingAndAngle":"{{new string('w', 512)}}"}""";
    private static readonly Story s_story = new() { Id = "long", DisplayName = "Long", VisualDesignDocument = "{}" };

    [SkippableFact]
    public async Task Twenty_thousand_shots_stream_in_and_out_in_bounded_memory_and_the_first_comes_at_once()
    {
        using StoryDatabase database = await Store.OpenAsync();
        StoryRecords records = new(database);
        List<Scenelet> scenelets = [.. Enumerable.Range(0, Shots / ShotsPerScenelet).Select(static i => new Scenelet(Name(i), i + 1, null))];
        long before = GC.GetTotalMemory(forceFullCollection: true);
        long most = 0;

        Assert.Equal(Shots, await records.ImportAsync(s_story, scenelets, Watched(All()), CancellationToken.None));

        Assert.InRange(most - before, long.MinValue, 8_000_000);
        Assert.Equal(Shots, await Store.ScalarAsync<long>("SELECT count(*) FROM shots"));

        most = 0;
        long started = Stopwatch.GetTimestamp();
        TimeSpan? first = null;
        int count = 0;
        await foreach (StoryShot shot in Watched(records.ReadShotsAsync(s_story, static _ => true, CancellationToken.None)))
        {
            first ??= Stopwatch.GetElapsedTime(started);
            Assert.Equal((count % ShotsPerScenelet) + 1, shot.ShotIndex);
            count++;
        }

        Assert.Equal(Shots, count);
        Assert.InRange(most - before, long.MinValue, 8_000_000);

        // Reading all of them takes many times as long.
        Assert.InRange(first!.Value, TimeSpan.Zero, TimeSpan.FromSeconds(1));

        async IAsyncEnumerable<StoryShot> Watched(IAsyncEnumerable<StoryShot> shots)
        {
            int seen = 0;
            await foreach (StoryShot shot in shots)
            {
                most = ++seen % 5_000 == 0 ? Math.Max(most, GC.GetTotalMemory(forceFullCollection: true)) : most;
                yield return shot;
            }
        }
    }

    private static string Name(int scenelet) => string.Create(CultureInfo.InvariantCulture, $"s{scenelet}");

    private static IAsyncEnumerable<StoryShot> All() => Enumerable.Range(0, Shots).Select(static i => new StoryShot
    {
        StoryId = s_story.Id,
        StoryTitle = s_story.DisplayName,
        SceneletId = Name(i / ShotsPerScenelet),
        SceneletSequence = (i / ShotsPerScenelet) + 1,
        ShotIndex = (i % ShotsPerScenelet) + 1,
        StoryboardPayload = s_payload,
    }).ToAsyncEnumerable();
}

[Collection(nameof(Alone))]
public sealed class SqliteLargeStoryTests() : LargeStoryTests(StoreEngine.Sqlite);

[Collection(nameof(Alone))]
public sealed class PostgresLargeStoryTests() : LargeStoryTests(StoreEngine.Postgres);
