using StoryVideo.Ledger;
using StoryVideo.Storage;
using StoryVideo.Stories;

namespace StoryVideo.Core.Tests.Support;

/// <summary>A ledger in a database with one story of three shots.</summary>
public abstract class LedgerTestBase(StoreEngine engine) : StoreTests(engine)
{
    public const string StoryId = "one";

    private StoryDatabase? _database;

    internal ManualTimeProvider Time { get; } = new();

    internal TakeRecords Ledger => new(_database!);

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _database = await Store.OpenAsync(time: Time);
        Story story = new() { Id = StoryId, DisplayName = "One", VisualDesignDocument = "{}" };
        await new StoryRecords(_database).ImportAsync(
            story,
            [new Scenelet("s1", 1, null)],
            Enumerable.Range(1, 3).Select(static i => new StoryShot
            {
                StoryId = StoryId, StoryTitle = "One", SceneletId = "s1", SceneletSequence = 1, ShotIndex = i, StoryboardPayload = "{}",
            }).ToAsyncEnumerable(),
            CancellationToken.None);
    }

    public override async Task DisposeAsync()
    {
        _database?.Dispose();
        await base.DisposeAsync();
    }

    private protected static TakeReservation Reservation(int shot = 1, decimal? cost = 3.20m, string run = "run") => new()
    {
        Asset = AssetKey.Video(StoryId, "s1", shot),
        Provider = "gemini",
        Model = "veo",
        Parameters = new Dictionary<string, string>(StringComparer.Ordinal) { ["resolution"] = "1080p" },
        Fingerprint = TakeFingerprint.Of([KeyValuePair.Create("model", "hash")]),
        CostUsd = cost,
        PriceDate = new DateOnly(2026, 10, 7),
        RunId = run,
        Owner = new TakeOwner("box", 12, 1700000000),
    };

    private protected async Task<Take> ReserveAsync(int shot = 1, decimal? cost = 3.20m, string run = "run")
    {
        Time.Advance(TimeSpan.FromSeconds(1));
        ReserveOutcome outcome = await Ledger.ReserveAsync(Reservation(shot, cost, run), CancellationToken.None);
        return Assert.IsType<ReserveOutcome.Reserved>(outcome).Take;
    }

    private protected Task<Take> MoveAsync(Take take, TakeState to, TakeChange? change = null) =>
        Ledger.MoveAsync(take.Id, to, change ?? TakeChange.None, CancellationToken.None);

    /// <summary>Leads a take to its clip.</summary>
    private protected async Task<Take> SucceedAsync(Take take, string path)
    {
        await MoveAsync(take, TakeState.Submitted, new() { OperationName = "op" });
        await MoveAsync(take, TakeState.Generated, new() { ResultUri = "uri", File = new TakeFile(path, 12, "abc") });
        return await MoveAsync(take, TakeState.Succeeded);
    }

    private protected async Task<IReadOnlyList<Take>> TakesAsync(TakeFilter? filter = null) =>
        await Ledger.ReadAsync(filter ?? new TakeFilter(), CancellationToken.None).ToListAsync();

    private protected async Task<Take> ReadAsync(Take take) => Assert.Single(await TakesAsync(new TakeFilter { TakeId = take.Id }));

    private protected Task<string?> VideoPathAsync(int shot = 1) =>
        Store.ScalarAsync<string>("SELECT video_file_path FROM shots WHERE shot_index = @shot", new { shot });
}
