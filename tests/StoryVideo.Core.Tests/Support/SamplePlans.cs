using StoryVideo.Catalog;
using StoryVideo.Planning;
using StoryVideo.References;
using StoryVideo.Stories;

namespace StoryVideo.Core.Tests.Support;

/// <summary>Plans of the sample story on a day on which all is as the catalog says.</summary>
internal static class SamplePlans
{
    public const string Veo = "veo-3.1-generate-preview";
    public const string Lite = "veo-3.1-lite-generate-preview";
    public const string Omni = "gemini-omni-1.1-flash";

    /// <summary>Before the announced end of Veo on the Gemini API.</summary>
    public static DateOnly Day { get; } = new(2026, 10, 10);

    public static PlanOptions Options(string model = Veo) => new() { Provider = "gemini", Model = Model(model) };

    public static CatalogModel Model(string id) => ModelCatalog.Shipped.Find(id) ?? throw new InvalidOperationException($"no {id}");

    public static ShotPlan Plan(
        PlanOptions? options = null, string payload = SampleStory.Payload, StoryDesigns? designs = null, DateOnly? day = null, IReferenceFiles? images = null) =>
        new ShotPlanner(options ?? Options(), images ?? new SampleImages(), day ?? Day).Plan(SampleStory.Shot(payload), designs ?? SampleStory.Designs());

    /// <summary>The findings as <c>warning price-old</c>.</summary>
    public static string[] Codes(ShotPlan plan) => [.. plan.Findings.Select(static f => $"{f.Severity.ToString().ToLowerInvariant()} {f.Code}")];

    public static Finding Finding(ShotPlan plan, string code) => Assert.Single(plan.Findings, f => f.Code == code);
}
