using StoryVideo.Ledger;
using StoryVideo.Providers;
using StoryVideo.Storage;
using StoryVideo.Tasks;

namespace StoryVideo.Core.Tests.Support;

/// <summary>Tests of tasks: an imported story of three shots and a provider that does what the test says.</summary>
public abstract class StudioTests(StoreEngine engine) : StoreTests(engine)
{
    private StudioBench? _bench;

    internal StudioBench Bench => _bench ?? throw new InvalidOperationException("The test has not begun.");

    internal ScriptedProvider Provider => Bench.Provider;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _bench = new StudioBench(Folder, Store);
        await Bench.ImportAsync();
    }

    private protected static string Statuses(IEnumerable<ShotVideoResult> results) =>
        string.Join(' ', results.OrderBy(static r => r.Plan.Shot.Address.ToString(), StringComparer.Ordinal).Select(static r => r.Status));

    private protected async Task<string> StatesAsync(string? shot = null) =>
        string.Join(' ', (await Bench.TakesAsync(shot)).Select(static t => t.State.Name()));

    private protected static Task<T?> Once<T>(T outcome)
        where T : class => Task.FromResult<T?>(outcome);

    /// <summary>What the provider answers to one shot's submission; the others go on as usual.</summary>
    private protected void Submit(string shot, SubmitOutcome outcome) =>
        Provider.OnSubmit = s => Task.FromResult(s == shot ? outcome : null);

    private protected void Poll(string shot, PollOutcome outcome) =>
        Provider.OnPoll = s => Task.FromResult(s == shot ? outcome : null);

    private protected void Download(string shot, DownloadOutcome outcome) =>
        Provider.OnDownload = (s, _) => Task.FromResult(s == shot ? outcome : null);

    /// <summary>A provider to which nothing has happened yet.</summary>
    private protected void ResetProvider() => Bench.Provider = new ScriptedProvider();

    /// <summary>A run by another process: fetches the clip of a broken-off shot and submits nothing.</summary>
    private protected async Task FinishAsync(ShotVideoResult broken, RunMode mode, int polls = 1, ShotVideoRequest? request = null)
    {
        ResetProvider();

        ShotVideoResult result = await Bench.RunOneAsync("s1#1", (request ?? new ShotVideoRequest()) with { Mode = mode });

        Assert.Equal((AssetStatus.Succeeded, true, 0m), (result.Status, result.IsAdopted, result.SpentUsd));
        Assert.Equal((broken.TakeId, broken.Operation), (result.TakeId, result.Operation));
        Assert.DoesNotContain("s1#1", Provider.Submissions, StringComparer.Ordinal);
        Assert.Equal(polls, Provider.Polls.Count(static p => p.Contains("s1#1", StringComparison.Ordinal)));
        Assert.Equal("succeeded", await StatesAsync("s1#1"));
        Assert.Equal("generated/" + Bench.Bundle.Clip("s1", 1), await Bench.VideoPathAsync("s1", 1));
    }
}
