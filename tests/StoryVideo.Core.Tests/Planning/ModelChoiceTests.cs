using StoryVideo.Catalog;
using StoryVideo.Core.Tests.Support;
using StoryVideo.Planning;

namespace StoryVideo.Core.Tests.Planning;

public sealed class ModelChoiceTests
{
    private static readonly DateOnly s_lastDay = new(2026, 10, 21);
    private static readonly DateOnly s_retired = new(2026, 10, 22);

    [Fact]
    public void While_it_is_in_service_the_preferred_model_is_taken()
    {
        ModelChoice choice = Choose(s_lastDay, SpeaksAll);
        Assert.Equal((SamplePlans.Veo, "gemini", false), (choice.Model.Id, choice.Model.Provider, choice.IsNamed));
    }

    [Fact]
    public void Once_it_is_retired_its_successor_is_taken_and_the_choice_says_so()
    {
        ModelChoice choice = Choose(s_retired, SpeaksAll);
        Assert.Equal(SamplePlans.Omni, choice.Model.Id);
        Assert.Contains("in service", choice.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_the_successor_is_not_spoken_the_preferred_one_stays_and_the_choice_says_what_was_announced()
    {
        ModelChoice choice = Choose(s_retired, SpeaksVeoOnGemini);
        Assert.Equal(SamplePlans.Veo, choice.Model.Id);
        Assert.Contains("2026-10-22", choice.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_provider_that_is_named_is_stayed_with()
    {
        Assert.Equal("veo-3.1-generate-001", Choose(s_lastDay, SpeaksAll, provider: "VERTEX").Model.Id);
        Assert.Contains("'vertex'", Assert.Throws<PlanException>(static () => Choose(s_lastDay, SpeaksVeoOnGemini, provider: "vertex")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SamplePlans.Veo)]
    [InlineData(SamplePlans.Lite)]
    [InlineData("VEO-3.1-GENERATE-PREVIEW")]
    public void A_named_model_is_used_as_named_also_when_it_is_retired(string name)
    {
        ModelChoice choice = Choose(new DateOnly(2028, 1, 1), SpeaksAll, name);
        Assert.Equal(name, choice.Model.Id, ignoreCase: true);
        Assert.True(choice.IsNamed);
    }

    [Theory]
    [InlineData("veo-9", "is not in the catalog. Known: veo-3.1-generate-preview, ")]
    [InlineData("", "is not in the catalog")]
    [InlineData("gemini-3-pro-image", "makes images. For clips: veo-3.1-generate-preview, ")]
    [InlineData(SamplePlans.Omni, "which this version does not. It can use: veo-3.1-generate-preview, ")]
    public void A_name_that_cannot_be_used_is_refused_with_those_that_can(string name, string words) => Assert.Contains(
        words, Assert.Throws<PlanException>(() => Choose(s_lastDay, SpeaksVeoOnGemini, name)).Message, StringComparison.Ordinal);

    private static bool SpeaksAll(CatalogModel model) => model.Kind == ModelKind.Video;

    private static bool SpeaksVeoOnGemini(CatalogModel model) => model is { Provider: "gemini", Wire: "veo-predict-long-running" };

    private static ModelChoice Choose(DateOnly day, Func<CatalogModel, bool> speaks, string? name = null, string? provider = null) =>
        ModelChoice.Of(ModelCatalog.Shipped, ModelKind.Video, name, provider, speaks, day);
}
