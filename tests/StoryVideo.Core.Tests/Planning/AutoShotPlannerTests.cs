using StoryVideo.Catalog;
using StoryVideo.Core.Tests.Support;
using StoryVideo.Ledger;
using StoryVideo.Planning;

namespace StoryVideo.Core.Tests.Planning;

public sealed class AutoShotPlannerTests
{
    private const string Fast = "veo-3.1-fast-generate-preview";
    private const string Grok = "grok-imagine-video-1.5";

    private static readonly string s_nobody = SampleStory.Referring([], []);

    [Fact]
    public void The_cheapest_that_takes_the_shots_references_at_that_size_is_picked_and_the_plan_says_so()
    {
        // Veo Lite costs least and takes no references; Grok takes them at 720p at most.
        ShotPlan plan = Plan(ModelPreference.Price, VideoFormat.Default);
        Assert.Equal(("gemini", "gemini-omni-1.2-flash", 0.84m), (plan.Provider, plan.Model, plan.EstimatedCost));
        Assert.StartsWith("the cheapest of ", plan.ModelReason, StringComparison.Ordinal);
        Assert.Contains("that can do it; the next is ", plan.ModelReason, StringComparison.Ordinal);
        Assert.Equal(3, plan.References.Count);

        Assert.Equal("grok-imagine-video-1.5-lite", Plan(ModelPreference.Price, new VideoFormat("16:9", "480p", 8)).Model);
    }

    [Fact]
    public void A_shot_without_references_may_be_made_by_a_model_that_takes_none() =>
        Assert.Equal("veo-3.1-lite-generate-preview", Plan(ModelPreference.Price, VideoFormat.Default, s_nobody).Model);

    [Theory]
    [InlineData("16:9", "1080p", 8, "veo-3.1-generate-preview")]
    [InlineData("16:9", "720p", 10, "gemini-omni-1.1-flash")]
    [InlineData("16:9", "1080p", 14, "gemini-omni-1.2-flash")]
    [InlineData("1:1", "720p", 8, Grok)]
    public void The_preferred_that_can_do_it_is_picked_for_quality(string aspect, string resolution, int seconds, string model)
    {
        ShotPlan plan = Plan(ModelPreference.Quality, new VideoFormat(aspect, resolution, seconds));
        Assert.Equal(model, plan.Model);
        Assert.StartsWith("the preferred of ", plan.ModelReason, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_none_can_do_it_the_plan_is_blocked_and_says_why_of_each()
    {
        ShotPlan plan = Plan(ModelPreference.Price, new VideoFormat("1:1", "4k", 8));
        Assert.True(plan.IsBlocked);
        string message = SamplePlans.Finding(plan, "model-none-fits").Message;
        Assert.Contains("veo-3.1-generate-preview makes 16:9 or 9:16, not 1:1.", message, StringComparison.Ordinal);
        Assert.Contains($"{Grok} makes 480p, 720p or 1080p, not 4k.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_shot_whose_take_is_under_way_keeps_its_model()
    {
        ShotPlan plan = Plan(ModelPreference.Price, VideoFormat.Default, live: TakeOf("gemini", Fast));
        Assert.Equal(Fast, plan.Model);
        Assert.Equal("its take is under way with it", plan.ModelReason);
    }

    [Fact]
    public void Models_past_their_end_without_a_price_or_of_another_provider_are_not_in_question()
    {
        DateOnly late = new(2026, 11, 20);
        Assert.DoesNotContain(Candidates(null, late), static m => m.ToString().StartsWith("gemini/veo", StringComparison.Ordinal));
        Assert.DoesNotContain(Candidates(null, SamplePlans.Day), static m => m.Prices.Count == 0 || m.IsFree || m.Kind == ModelKind.Image);
        Assert.All(Candidates("Grok", late), static m => Assert.Equal("grok", m.Provider));
        Assert.Contains("gemini/veo-3.1-generate-preview", Candidates("gemini", late, static m => m.Wire.StartsWith("veo", StringComparison.Ordinal)).Select(static m => m.ToString()), StringComparer.Ordinal);
        Assert.Throws<PlanException>(() => Candidates("nobody", late));
    }

    private static IReadOnlyList<CatalogModel> Candidates(string? provider, DateOnly day, Func<CatalogModel, bool>? speaks = null) =>
        AutoShotPlanner.Candidates(ModelCatalog.Shipped, provider, speaks ?? (static _ => true), day);

    private static ShotPlan Plan(ModelPreference preference, VideoFormat format, string payload = SampleStory.Payload, Take? live = null)
    {
        SampleImages images = new();
        IEnumerable<ShotPlanner> planners = Candidates(null, SamplePlans.Day).Select(m => new ShotPlanner(
            new PlanOptions { Provider = m.Provider, Model = m, Format = format, ExcludeKeyFrame = true }, images, SamplePlans.Day));
        return new AutoShotPlanner(planners, preference).Plan(SampleStory.Shot(payload), SampleStory.Designs(), live);
    }

    private static Take TakeOf(string provider, string model) => new()
    {
        Id = "t",
        Asset = AssetKey.Video("42", "s1", 2),
        State = TakeState.Submitted,
        Provider = provider,
        Model = model,
        Parameters = new Dictionary<string, string>(StringComparer.Ordinal),
        Fingerprint = "",
        FingerprintParts = new Dictionary<string, string>(StringComparer.Ordinal),
        RunId = "r",
        Owner = "",
        CreatedAt = default,
        UpdatedAt = default,
    };
}
