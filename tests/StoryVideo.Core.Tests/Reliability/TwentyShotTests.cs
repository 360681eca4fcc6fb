using StoryVideo.Core.Tests.Support;
using StoryVideo.FakeGemini;
using StoryVideo.FakeGemini.Faults;
using StoryVideo.Ledger;
using StoryVideo.Tasks;
using StoryVideo.Tasks.Takes;

namespace StoryVideo.Core.Tests.Reliability;

/// <summary>A film of twenty shots over a way on which every tenth call goes wrong: each shot gets its clip, and pays for it once.</summary>
public sealed class TwentyShotTests
{
    private const int Shots = 20;
    private const int MostRuns = 12;
    private const double OneInTen = 0.1;

    // Google names the pause in the body, xAI in the header; without either it is a minute, and the clock leaves that standing.
    private static readonly Answer s_quota = GoogleAnswers.QuotaPerMinute("2s").With("Retry-After", "2");

    private static readonly Dictionary<Stage, Fault[]> s_faults = new()
    {
        [Stage.Submit] = [new Fault.Reply(s_quota), new Fault.ResetAfterBody(), new Fault.Reply(new Answer(200, "<html>", "text/html"), StartsGeneration: true)],
        [Stage.Poll] = [new Fault.Reply(GoogleAnswers.Unavailable()), new Fault.ResetAfterBody(), new Fault.Reply(new Answer(404, "<html>", "text/html"))],
        [Stage.Download] = [new Fault.Reply(GoogleAnswers.Unavailable()), new Fault.Truncated(), new Fault.Redirect(RedirectTarget.OtherOrigin)],
        [Stage.Model] = [new Fault.Reply(GoogleAnswers.Unavailable())],
        [Stage.File] = [new Fault.Reply(GoogleAnswers.Unavailable())],
    };

    public static TheoryData<string> Services => [.. PaidService.All.Select(static s => s.Name)];

    [Theory]
    [MemberData(nameof(Services))]
    public async Task A_film_is_finished_though_every_tenth_call_goes_wrong_and_each_clip_is_paid_once(string service)
    {
        TestBundle film = new() { Scenelets = [("s1", null, Shots)] };
        await using GeminiBench bench = await GeminiBench.StartAsync(
            film, static o => o with { MarksClips = true, KeepBodies = false }, model: PaidService.Of(service));
        Lock @lock = new();
        Random chance = new(20261120);
        foreach ((Stage stage, Fault[] faults) in s_faults)
        {
            foreach (Fault fault in faults)
            {
                bench.Fake.Faults.When(stage, _ => Happens(OneInTen / faults.Length), fault);
            }
        }

        for (int runs = 0; (await UnfinishedAsync(bench)).Length > 0; runs++)
        {
            Assert.True(runs < MostRuns, string.Join(", ", await UnfinishedAsync(bench)));
            await bench.RunAsync(new ShotVideoRequest { MaximumCost = 100m });
            await SettleAsync(bench);
        }

        IReadOnlyList<Take> takes = await bench.TakesAsync();
        Assert.Equal(Shots, bench.Submissions);
        Assert.Equal(Shots, takes.Count(static t => t.State == TakeState.Succeeded));
        Assert.All(takes, static t => Assert.True(t.State == TakeState.Succeeded || Spending.KindOf(t.State) == SpendingKind.Free));
        Assert.All(
            takes.Where(static t => t.State == TakeState.Succeeded),
            t => Assert.Equal(Clip.Of(0, 8, t.OperationName), bench.ClipOf(t.Asset.Name)));
        Assert.Empty(bench.Fake.KeyLeaks);

        bool Happens(double probability)
        {
            lock (@lock)
            {
                return chance.NextDouble() < probability;
            }
        }
    }

    private static async Task<string[]> UnfinishedAsync(GeminiBench bench) =>
        [.. (await bench.StatesAsync()).Where(static s => s.State != "done").Select(static s => $"{s.Shot.Address} {s.State} {s.Take?.Error?.Code}")];

    // The operator sees at the provider what was taken on, and names it.
    private static async Task SettleAsync(GeminiBench bench)
    {
        IReadOnlyList<Take> takes = await bench.TakesAsync();
        HashSet<string?> known = [.. takes.Select(static t => t.OperationName)];
        using Studio studio = await bench.OpenAsync();
        foreach (Take take in takes.Where(static t => t.State == TakeState.Unknown))
        {
            string operation = bench.Fake.Submissions
                .Single(s => s.Prompt.Contains(GeminiBench.WordsOf(take.Asset.Name) + "\"", StringComparison.Ordinal) && !known.Contains(s.Operation))
                .Operation;
            try
            {
                await bench.Time.JumpPausesAsync(new ResolveTake(studio).AdoptAsync(take.Id, operation, CancellationToken.None));
            }
            catch (RunRefusedException)
            {
                // The question went wrong too; it is asked again after the next run.
            }
        }
    }
}
