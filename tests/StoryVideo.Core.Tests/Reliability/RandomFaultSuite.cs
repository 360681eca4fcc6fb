using StoryVideo.Core.Tests.Support;
using StoryVideo.FakeGemini.Faults;
using StoryVideo.FakeGemini.Generation;
using StoryVideo.Ledger;
using StoryVideo.Tasks;

namespace StoryVideo.Core.Tests.Reliability;

/// <summary>
/// A story of 20 shots at a service where each tenth call goes wrong: repeated runs, and an operator who settles what is unknown by
/// the service's console, finish it, and each clip is paid once.
/// </summary>
public sealed class RandomFaultSuite
{
    private const int Shots = 20;
    private const int MostRuns = 30;

    public static TheoryData<string, int> Rows
    {
        get
        {
            TheoryData<string, int> rows = [];
            foreach (PaidService service in PaidService.All)
            {
                rows.Add(service.Name, 1);
                rows.Add(service.Name, 2);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Twenty_shots_are_finished_and_each_clip_is_paid_once(string service, int seed)
    {
        PaidService paid = PaidService.Of(service);
        await using GeminiBench bench = await GeminiBench.StartAsync(
            new TestBundle { Scenelets = [("s1", null, Shots)] }, static o => o with { MarksClips = true, KeepBodies = false }, paid: paid);
        Random random = new(seed);
        int writtenOff = 0;
        ShotVideoRequest request = new() { Mode = RunMode.Resume, MaximumCost = 1000 };
        IReadOnlyList<ShotVideoResult> results = [];
        for (int run = 0; !results.Any() || results.Any(static r => r.Status is not (ShotStatus.Succeeded or ShotStatus.Skipped)); run++)
        {
            Assert.True(run < MostRuns, string.Join(", ", results.Select(static r => $"{r.Plan.Shot.Address} {r.Status} {r.Error?.Code}")));
            Spoil(bench.Fake.Faults, paid, random);
            results = await bench.RunAsync(request);
            bench.Fake.Faults.Clear();
            writtenOff += await SettleAsync(bench);
        }

        Assert.Equal(Shots, bench.Submissions);
        Assert.All(Enumerable.Range(1, Shots), i => Assert.Single(bench.Fake.Submissions, s => s.Prompt.Contains($"wide s1 {i}\"", StringComparison.Ordinal)));
        Assert.Equal(new Spending((Shots + writtenOff) * paid.Price, 0, 0), await bench.SpendingAsync());
        Assert.All(await bench.StatesAsync(), static s => Assert.Equal("done", s.State));
        Assert.Empty(bench.Fake.KeyLeaks);
    }

    private static void Spoil(FaultScript faults, PaidService paid, Random random)
    {
        (Stage Stage, Fault[] Faults)[] stages =
        [
            (Stage.Submit, [new Fault.Reply(paid.Throttled), new Fault.Reply(paid.Unavailable), new Fault.ResetAfterBody(), new Fault.ResetBeforeBody()]),
            (Stage.Poll, [new Fault.Reply(paid.Unavailable), new Fault.ResetAfterBody()]),
            (Stage.Download, [new Fault.Reply(paid.Unavailable), new Fault.Truncated(), new Fault.Redirect(RedirectTarget.OtherOrigin)]),
        ];
        foreach ((Stage stage, Fault[] all) in stages)
        {
            Array.ForEach(all, fault => faults.When(stage, _ => random.NextDouble() < 0.1 / all.Length, fault));
        }
    }

    /// <summary>How many takes were written off, for the service had never taken them on.</summary>
    private static async Task<int> SettleAsync(GeminiBench bench)
    {
        IReadOnlyList<Take> takes = await bench.TakesAsync();
        HashSet<string> known = [.. takes.Select(static t => t.OperationName).OfType<string>()];
        using Studio studio = await bench.OpenAsync();
        ResolveTake resolve = new(studio);
        int writtenOff = 0;
        foreach (Take take in takes.Where(static t => t.State == TakeState.Unknown))
        {
            Submission? seen = bench.Fake.Submissions.SingleOrDefault(s =>
                s.Prompt.Contains($"wide s1 {take.ShotIndex}\"", StringComparison.Ordinal) && !known.Contains(bench.Paid.NameOf(s)));
            writtenOff += seen is null ? 1 : 0;
            await (seen is null
                ? resolve.WriteOffAsync(take.Id, CancellationToken.None)
                : bench.Time.JumpPausesAsync(resolve.AdoptAsync(take.Id, bench.Paid.NameOf(seen), CancellationToken.None)));
        }

        return writtenOff;
    }
}
