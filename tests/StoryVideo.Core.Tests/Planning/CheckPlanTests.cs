using StoryVideo.Catalog;
using StoryVideo.Core.Tests.Support;
using StoryVideo.Planning;
using StoryVideo.Stories;

namespace StoryVideo.Core.Tests.Planning;

/// <summary>Checks are planned before a cent is spent: what the judge is shown, and for how much at most.</summary>
public sealed class CheckPlanTests
{
    private const string Model = "gemini-3.8-flash";

    private static readonly string s_crowd = SampleStory.Referring(["rhea", "cosmo", "extra"], ["studio", "jungle"]);

    [Fact]
    public void The_judge_is_shown_every_referenced_model_sheet_and_environment_and_not_three_of_them()
    {
        CheckPlan plan = Plan(SamplePlans.Model(Model));

        Assert.Equal("rhea cosmo extra studio jungle", string.Join(' ', plan.References.Select(static r => r.Id)));
        Assert.Equal("rhea cosmo extra", string.Join(' ', plan.Characters));
        Assert.Empty(plan.LeftOut);
        Assert.Empty(plan.Findings);
    }

    [Fact]
    public void What_does_not_go_into_one_request_is_a_finding()
    {
        CheckPlan plan = Plan(SamplePlans.Model(Model) with { ReferenceLimit = CheckPlan.FrameCount + 4 });

        Assert.Equal("rhea cosmo extra studio", string.Join(' ', plan.References.Select(static r => r.Id)));
        Finding finding = Assert.Single(plan.Findings);
        Assert.Equal(("reference-left-out", FindingSeverity.Warning), (finding.Code, finding.Severity));
        Assert.StartsWith("the judge is not shown the environment reference of jungle", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_price_covers_every_image_and_the_longest_answer()
    {
        CatalogModel model = SamplePlans.Model(Model);

        decimal least = model.PriceOfTokens((CheckPlan.FrameCount + 5L) * model.TokensPerImage!.Value, CheckPlan.MostTokens)!.Value;

        Assert.InRange(Plan(model).EstimatedCost!.Value, least, least * 1.5m);
    }

    private static CheckPlan Plan(CatalogModel model) => new CheckPlanner(
        new CheckOptions { Provider = "gemini", Model = model }, new SampleImages(), SamplePlans.Day)
        .Plan(SampleStory.Shot(s_crowd), SampleStory.Designs(), null);
}
