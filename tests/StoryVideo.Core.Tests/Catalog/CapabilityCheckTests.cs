using StoryVideo.Catalog;

namespace StoryVideo.Core.Tests.Catalog;

public sealed class CapabilityCheckTests
{
    private const string Veo = "veo-3.1-generate-preview";
    private const string Lite = "veo-3.1-lite-generate-preview";
    private const string Omni = "gemini-omni-1.1-flash";
    private const string Grok = "grok-imagine-video-1.5";

    [Theory]
    [InlineData(Veo, "16:9", "1080p", 8, 3)]
    [InlineData(Veo, "9:16", "4k", 8, 3)]
    [InlineData(Veo, "16:9", "720p", 4, 0)]
    [InlineData(Lite, "16:9", "1080p", 8, 0)]
    [InlineData(Omni, "16:9", "1080p", 3, 6)]
    [InlineData("gemini-omni-1.2-flash", "16:9", "4k", 15, 6)]
    [InlineData(Grok, "1:1", "720p", 1, 7)]
    [InlineData(Grok, "16:9", "1080p", 15, 0)]
    public void What_a_model_does_passes(string id, string aspect, string resolution, int seconds, int references) =>
        Assert.Empty(ModelCatalog.Shipped.Find(id)!.Check(new VideoFormat(aspect, resolution, seconds), references));

    [Theory]
    [InlineData(Veo, "16:9", "720p", 6, 1, "references-need-8-seconds")]
    [InlineData(Veo, "16:9", "1080p", 6, 0, "high-resolution-needs-8-seconds")]
    [InlineData(Veo, "16:9", "4k", 4, 0, "high-resolution-needs-8-seconds")]
    [InlineData(Veo, "16:9", "1080p", 8, 4, "too-many-references")]
    [InlineData(Veo, "16:9", "720p", 9, 0, "duration-not-supported")]
    [InlineData(Veo, "1:1", "1080p", 8, 0, "aspect-ratio-not-supported")]
    [InlineData(Veo, "16:9", "480p", 8, 0, "resolution-not-supported")]
    [InlineData(Lite, "16:9", "1080p", 8, 1, "references-not-supported")]
    [InlineData(Lite, "16:9", "4k", 8, 0, "resolution-not-supported")]
    [InlineData(Omni, "16:9", "1080p", 11, 0, "duration-not-supported")]
    [InlineData(Omni, "16:9", "1080p", 8, 7, "too-many-references")]
    [InlineData(Grok, "16:9", "1080p", 8, 2, "references-need-720p-or-less")]
    [InlineData("grok-imagine-video", "16:9", "1080p", 8, 0, "resolution-not-supported")]
    [InlineData("gemini-3-pro-image", "16:9", "1080p", 8, 0, "not-a-video-model")]
    public void What_a_model_refuses_is_one_problem(
        string id, string aspect, string resolution, int seconds, int references, string code)
    {
        CapabilityProblem problem = Assert.Single(
            ModelCatalog.Shipped.Find(id)!.Check(new VideoFormat(aspect, resolution, seconds), references));
        Assert.Equal(code, problem.Code);
        Assert.False(problem.IsWarning);
        Assert.EndsWith(".", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void References_and_a_first_frame_exclude_each_other_on_Veo()
    {
        CatalogModel veo = ModelCatalog.Shipped.Find(Veo)!;
        Assert.Equal("references-exclude-first-frame", Assert.Single(veo.Check(VideoFormat.Default, 1, firstFrame: true)).Code);
        Assert.Empty(veo.Check(VideoFormat.Default, 0, firstFrame: true));
    }

    [Fact]
    public void Upscaled_4k_is_a_warning()
    {
        CapabilityProblem problem = Assert.Single(
            ModelCatalog.Shipped.Find(Omni)!.Check(VideoFormat.Default with { Resolution = "4K" }, 0));
        Assert.Equal("4k-is-upscaled", problem.Code);
        Assert.True(problem.IsWarning);
    }

    [Fact]
    public void All_problems_are_named_at_once_and_say_what_is_allowed()
    {
        IReadOnlyList<CapabilityProblem> problems =
            ModelCatalog.Shipped.Find(Veo)!.Check(new VideoFormat("1:1", "1080p", 9), 5);
        Assert.Equal(
            [
                "veo-3.1-generate-preview makes 16:9 or 9:16, not 1:1.",
                "veo-3.1-generate-preview takes at most 3 reference images, not 5.",
                "veo-3.1-generate-preview makes clips of 4, 6 or 8 seconds, not 9.",
                "Reference images go only with clips of 8 seconds.",
                "1080p and 4k are made only in clips of 8 seconds; shorter ones are 720p.",
            ],
            problems.Select(static p => p.Message),
            StringComparer.Ordinal);
    }

    [Fact]
    public void Images_are_checked_by_ratio_size_and_references()
    {
        CatalogModel lite = ModelCatalog.Shipped.Find("gemini-3.1-flash-lite-image")!;
        Assert.Empty(lite.CheckImage("16:9", "1K", 14));
        Assert.Equal(
            ["aspect-ratio-not-supported", "resolution-not-supported", "too-many-references"],
            lite.CheckImage("7:5", "2K", 15).Select(static p => p.Code),
            StringComparer.Ordinal);
        Assert.Equal("not-an-image-model", Assert.Single(ModelCatalog.Shipped.Find(Veo)!.CheckImage("16:9", "1K", 0)).Code);
    }
}
