using StoryVideo.Catalog;
using StoryVideo.Core.Tests.Support;
using StoryVideo.Ledger;
using StoryVideo.Planning;
using StoryVideo.Providers;
using StoryVideo.Storage;
using StoryVideo.Stories;
using StoryVideo.Tasks;
using StoryVideo.Tasks.Plans;

namespace StoryVideo.Core.Tests.Tasks;

/// <summary>Runs that leave the model to the plan of each shot.</summary>
public sealed class AutoModelTests() : StudioTests(StoreEngine.Sqlite)
{
    private const string Lite = "veo-3.1-lite-generate-preview";
    private const string Omni = "gemini-omni-1.2-flash";

    private static readonly ShotVideoRequest s_auto = new() { Model = "Auto", Provider = "gemini", Prefer = ModelPreference.Price, ExcludeKeyFrame = true };

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();

        // Shots of s2 show nobody: the cheapest model of all can do them.
        Folder.Write("storyvideo.models.json", "{ \"preferences\": { \"video\": [\"gemini/veo-3.1-generate-preview\"] } }"u8.ToArray());
        await Bench.ImportAsync(new TestBundle
        {
            Payload = static (scenelet, _) => scenelet == "s2"
                ? """{"framingAndAngle": "wide", "referencedDesigns": {"characters": [], "environments": []}}"""
                : """{"framingAndAngle": "wide", "referencedDesigns": {"characters": ["mara"], "environments": ["pond"]}}""",
        });
    }

    [Fact]
    public async Task Each_shot_is_made_by_the_model_of_its_plan_under_one_cap()
    {
        IReadOnlyList<ShotVideoResult> results = await Bench.RunAsync(s_auto);

        Assert.Equal("Succeeded Succeeded Succeeded", Statuses(results));
        Assert.Equal(
            $"s1#1 {Omni} 0.84, s1#2 {Omni} 0.84, s2#1 {Lite} 0.64",
            string.Join(", ", (await Bench.TakesAsync()).OrderBy(static t => t.Asset.Name, StringComparer.Ordinal).Select(static t => FormattableString.Invariant($"{t.Asset.Name} {t.Model} {t.CostUsd}"))));
        Assert.Single((await Bench.TakesAsync()).Select(static t => t.RunId).Distinct(StringComparer.Ordinal));

        Assert.Equal("Skipped Skipped Skipped", Statuses(await Bench.RunAsync(s_auto)));
    }

    [Fact]
    public async Task The_cap_of_the_run_counts_the_clips_of_all_models()
    {
        IReadOnlyList<ShotVideoResult> results = await Bench.RunAsync(s_auto with { MaximumCost = 1.7m, ThrottleLimit = 1 });
        Assert.Equal(1.7m, Math.Max(1.7m, results.Sum(static r => r.SpentUsd)));
        Assert.Single(results, static r => r.Error?.Code == "cap-run");
    }

    [Fact]
    public async Task A_number_of_open_calls_that_was_named_holds_for_all_models_together()
    {
        int open = 0;
        int most = 0;
        Provider.OnSubmit = async _ =>
        {
            most = Math.Max(most, Interlocked.Increment(ref open));
            await Task.Yield();
            return null;
        };
        Provider.OnPoll = _ =>
        {
            Interlocked.Decrement(ref open);
            return Task.FromResult<PollOutcome?>(null);
        };

        Assert.Equal("Succeeded Succeeded Succeeded", Statuses(await Bench.RunAsync(s_auto with { ThrottleLimit = 1 })));
        Assert.Equal(2, (await Bench.TakesAsync()).Select(static t => t.Model).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(1, most);
    }

    [Fact]
    public async Task What_runs_at_the_provider_has_its_place_before_another_model_takes_it_for_something_new()
    {
        ShotFilter running = new() { Indexes = [new IndexRange(1, 1)] };
        await Bench.RunAsync(s_auto with { Goal = RunGoal.Submitted, Filter = running });
        Assert.Equal(2, Provider.Submissions.Count);
        int ended = 0;
        int? endedBefore = null;
        HashSet<string> seen = new(StringComparer.Ordinal);
        Provider.OnPoll = s =>
        {
            lock (seen)
            {
                bool isFirst = seen.Add(s);
                ended += isFirst ? 0 : 1;
                return Task.FromResult<PollOutcome?>(isFirst ? new PollOutcome.Running() : null);
            }
        };
        Provider.OnSubmit = _ =>
        {
            lock (seen)
            {
                endedBefore ??= ended;
            }

            return Task.FromResult<SubmitOutcome?>(null);
        };

        IReadOnlyList<ShotVideoResult> results = await Bench.RunAsync(s_auto with { ThrottleLimit = 2 });

        Assert.Equal("Succeeded Succeeded Succeeded", Statuses(results));
        Assert.Equal(3, Provider.Submissions.Count);
        Assert.InRange(endedBefore ?? 0, 1, 2);
    }

    [Fact]
    public async Task A_model_that_the_service_does_not_offer_stops_the_run_before_anything_is_paid_and_is_not_swapped()
    {
        Provider.Availability = new ModelAvailability.NotOffered(ScriptedProvider.Error("model-not-found"));
        RunRefusedException e = await Assert.ThrowsAsync<RunRefusedException>(async () => await Bench.RunAsync(s_auto));
        Assert.Equal("model-not-found", e.Code);
        Assert.Empty(Provider.Submissions);
        Assert.Empty(await Bench.TakesAsync());
    }

    [Fact]
    public async Task What_is_under_way_is_fetched_whatever_is_cheapest_now()
    {
        await Bench.RunAsync(new ShotVideoRequest { Model = SamplePlans.Veo, Goal = RunGoal.Submitted, ExcludeKeyFrame = true });

        IReadOnlyList<ShotVideoResult> results = await Bench.RunAsync(s_auto);

        Assert.All(results, static r => Assert.True(r.IsAdopted));
        Assert.Equal(3, Provider.Submissions.Count);
        Assert.All(await Bench.TakesAsync(), static t => Assert.Equal((TakeState.Succeeded, SamplePlans.Veo), (t.State, t.Model)));
    }

    [Fact]
    public async Task A_preference_without_an_automatic_model_is_refused()
    {
        PlanException e = await Assert.ThrowsAsync<PlanException>(async () => await Bench.PlanAsync(new ShotVideoRequest { Prefer = ModelPreference.Price }));
        Assert.Contains("-Model Auto", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stale_clips_are_not_stale_for_the_word_auto()
    {
        await Bench.RunAsync(s_auto);
        using Studio studio = await Bench.OpenAsync(StoreAccess.Read);
        Assert.Empty(await Bench.PlanAsync(studio, new PlanShotVideos(studio, s_auto with { OnlyStale = true, IsDryRun = true })));
    }

    [Fact]
    public async Task The_services_are_asked_for_each_model_and_a_service_without_an_answer_only_once()
    {
        using AskModels ask = new(Bench.Settings, ModelCatalog.Shipped, Bench.Time) { Substitute = Provider };
        Dictionary<string, CatalogModel> asked = await ask
            .AskAsync(ModelCatalog.Shipped.Models, CancellationToken.None)
            .ToDictionaryAsync(static m => m.ToString(), StringComparer.Ordinal);
        Assert.Equal(ModelAccess.Offered, asked["gemini/" + Lite].Access);
        Assert.Equal(ModelAccess.NotAsked, asked["rehearsal/rehearsal-clip"].Access);

        Provider.Availability = new ModelAvailability.Unknown(ScriptedProvider.Error("server-error", "It does not answer."));
        using AskModels again = new(Bench.Settings, ModelCatalog.Shipped, Bench.Time) { Substitute = Provider };
        CatalogModel[] models = await again.AskAsync(ModelCatalog.Shipped.Models, CancellationToken.None).ToArrayAsync();
        Assert.All(models.Where(static m => m.Provider == "gemini" && VideoProviders.Speaks(m)), static m => Assert.Equal((ModelAccess.NoAnswer, "It does not answer."), (m.Access, m.AccessNote)));

        using AskModels without = new(Bench.Settings, ModelCatalog.Shipped, Bench.Time);
        CatalogModel veo = await without.AskAsync([ModelCatalog.Shipped.Find(Lite)!], CancellationToken.None).SingleAsync();
        Assert.Equal(ModelAccess.NoKey, veo.Access);
        Assert.Contains("GOOGLE_API_KEY", veo.AccessNote, StringComparison.Ordinal);
    }
}
