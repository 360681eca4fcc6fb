using System.Collections.Concurrent;
using System.Diagnostics;
using StoryVideo.FakeGemini;
using StoryVideo.Ledger;
using StoryVideo.Tasks;
using StoryVideo.Tasks.Takes;

namespace StoryVideo.Core.Tests.Reliability;

/// <summary>
/// The operator of a story whose runs are killed: sees the provider's console, and settles unknown takes by it. Holds at every
/// look that the unknown takes are those that the provider took on without the ledger knowing their name.
/// </summary>
internal sealed class CrashOperator
{
    /// <summary>128 and SIGKILL's number.</summary>
    private const int Killed = 137;

    private readonly LiveBench _bench;
    private readonly ConcurrentDictionary<string, int> _kills = new(StringComparer.Ordinal);
    private int _adopted;
    private int _unseen;

    public CrashOperator(LiveBench bench) => _bench = bench;

    /// <summary>How many processes were killed.</summary>
    public int Kills => _kills.Values.Sum();

    /// <param name="process">A process that has ended.</param>
    /// <param name="step">Where it was to be killed: a step, or <c>random</c>.</param>
    public void Ended(Process process, string step)
    {
        if (process.ExitCode == Killed)
        {
            _kills.AddOrUpdate(step, 1, static (_, count) => count + 1);
        }
    }

    public int KillsAt(string step) => _kills.GetValueOrDefault(step);

    /// <summary>The shots without their clip and how they stand; empty once there is none.</summary>
    public async Task<string> UnfinishedAsync() => string.Join(", ", (await _bench.StatesAsync())
        .Where(static s => s.State != "done")
        .Select(static s => $"{s.Shot.Address} {s.State} {string.Join('+', s.Changes)} {s.Take?.Error?.Message}"));

    /// <summary>Adopts what the provider took on, and writes off what it never saw.</summary>
    public async Task SettleAsync()
    {
        await _bench.SettledAsync();
        ILookup<string, string> submissions = _bench.Submissions();
        IReadOnlyList<Take> takes = await _bench.TakesAsync();
        HashSet<string> known = [.. takes.Select(static t => t.OperationName).OfType<string>()];
        Take[] unknown = [.. takes.Where(static t => t.State == TakeState.Unknown)];
        string[] unrecorded = [.. submissions.Where(s => s.Any(o => !known.Contains(o))).Select(static s => s.Key)];

        // Exactly these, but for those whose process died between the mark and the provider's door: nobody can tell them apart.
        Assert.All(unrecorded, shot => Assert.Contains(unknown, t => t.Asset.Name == shot));
        using Studio studio = await _bench.OpenAsync();
        ResolveTake resolve = new(studio);
        foreach (Take take in unknown)
        {
            if (submissions[take.Asset.Name].SingleOrDefault(o => !known.Contains(o)) is { } operation)
            {
                await resolve.AdoptAsync(take.Id, operation, CancellationToken.None);
                _adopted++;
            }
            else
            {
                await resolve.WriteOffAsync(take.Id, CancellationToken.None);
                _unseen++;
            }
        }
    }

    /// <summary>Every shot was taken on once, and has the clip of that very submission.</summary>
    public async Task HoldsAsync()
    {
        ILookup<string, string> submissions = _bench.Submissions();
        IReadOnlyList<ShotState> shots = await _bench.StatesAsync();
        Assert.Equal(shots.Count, _bench.Fake.Submissions.Count);
        foreach (ShotState shot in shots)
        {
            string operation = Assert.Single(submissions[shot.Shot.Address.ToString()]);
            Assert.Equal(operation, shot.Take!.OperationName);
            Assert.Equal(Clip.Of(0, 8, operation), await File.ReadAllBytesAsync(shot.File!));
        }

        Assert.Empty(Directory.EnumerateFiles(_bench.Assets, "*.part", SearchOption.AllDirectories));
        Assert.InRange(_unseen, 0, KillsAt("after-mark") + KillsAt("random"));
        IReadOnlyList<Take> takes = await _bench.TakesAsync();
        Take[] spent = [.. takes.Where(static t => Spending.KindOf(t.State) == SpendingKind.Spent)];
        Assert.Equal(shots.Count + _unseen, spent.Length);
        Spending spending = await _bench.SpendingAsync();
        Assert.Equal(new Spending(spent.Sum(static t => t.CostUsd!.Value), 0, 0), spending);
    }

    public override string ToString() =>
        $"{Kills} kills, {_bench.Fake.Submissions.Count} submissions for {_bench.Submissions().Count} shots; {_adopted} unknown takes "
        + $"were at the provider, {_unseen} were killed on the way to its door. At: "
        + string.Join(", ", _kills.OrderBy(static k => k.Key, StringComparer.Ordinal).Select(static k => $"{k.Key} {k.Value}"));
}
