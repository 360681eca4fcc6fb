using StoryVideo.Catalog;
using StoryVideo.Core.Tests.Support;
using StoryVideo.Planning;
using StoryVideo.Providers;
using StoryVideo.References;
using StoryVideo.Stories;

namespace StoryVideo.Core.Tests.Planning;

/// <summary>A plan holds everything that would be sent, and its price.</summary>
public sealed class PlanTests
{
    [Fact]
    public void A_good_shot_is_planned_whole_and_without_findings()
    {
        ShotPlan plan = SamplePlans.Plan();

        Assert.Empty(plan.Findings);
        Assert.False(plan.IsBlocked);
        Assert.Equal(("gemini", SamplePlans.Veo, VideoFormat.Default), (plan.Provider, plan.Model, plan.Format));
        Assert.Equal(SampleStory.PromptOf(SampleStory.Payload), plan.Prompt?.Text);
        Assert.Equal("rhea cosmo studio", string.Join(' ', plan.References.Select(static r => r.Id)));
        Assert.Equal("s1#2", Assert.Single(plan.LeftOut).Id);
        Assert.Equal("42/shots/s1/shot-2.mp4", plan.Output.Value);
        Assert.Equal((3.20m, 3.20m, new DateOnly(2026, 10, 7)), (plan.EstimatedCost, plan.Charge, plan.PriceDate));
    }

    [Fact]
    public void The_request_is_exactly_what_the_plan_says()
    {
        ShotPlan plan = SamplePlans.Plan();
        VideoRequest request = plan.ToRequest();

        Assert.Equal((plan.Model, plan.Prompt!.Text, plan.Format), (request.Model, request.Prompt, request.Format));
        Assert.Equal(plan.References.Select(static r => new ReferenceImage(r.Path, r.FullPath, r.MimeType, r.Bytes)), request.References.Select(static r => r with { Shows = null }));
        Assert.Equal("slow pan right", request.CameraText);
        Assert.Contains("The Lamp", request.Caption, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rehearsal_moves_over_the_key_frame_also_where_it_is_not_sent()
    {
        Assert.Equal("42/shots/s1/shot-2_key_frame.png", SamplePlans.Plan().ToRequest().StillAssetPath);
        Assert.Equal("42/shots/s1/shot-2_key_frame.png", SamplePlans.Plan(SamplePlans.Options() with { ExcludeKeyFrame = true }).ToRequest().StillAssetPath);
        SampleImages without = new SampleImages().With("42/shots/s1/shot-2_key_frame.png", ReferenceFileState.Missing);
        Assert.Equal(SampleImages.Rhea, SamplePlans.Plan(images: without).ToRequest().StillAssetPath);
        Assert.Null(SamplePlans.Plan(payload: SampleStory.Referring([], []), images: without).ToRequest().StillAssetPath);
    }

    [Theory]
    [InlineData("veo-3.1-generate-preview", "720p", 4, "1.60")]
    [InlineData("veo-3.1-generate-preview", "1080p", 8, "3.20")]
    [InlineData("veo-3.1-generate-preview", "4k", 8, "4.80")]
    [InlineData("veo-3.1-lite-generate-preview", "1080p", 8, "0.64")]
    public void The_price_is_that_of_the_format(string model, string resolution, int seconds, string price)
    {
        PlanOptions options = SamplePlans.Options(model) with { Format = new VideoFormat("16:9", resolution, seconds) };
        Assert.Equal(decimal.Parse(price, System.Globalization.CultureInfo.InvariantCulture), SamplePlans.Plan(options).EstimatedCost);
    }

    [Fact]
    public void A_rehearsal_states_the_price_and_charges_nothing()
    {
        ShotPlan plan = SamplePlans.Plan(SamplePlans.Options() with { Provider = "rehearsal", IsFree = true }, day: new DateOnly(2028, 1, 1));
        Assert.Equal((3.20m, 0m), (plan.EstimatedCost, plan.Charge));
        Assert.Empty(plan.Findings);
    }

    [Fact]
    public void An_unknown_price_is_unknown_and_refused_unless_it_is_allowed()
    {
        PlanOptions options = SamplePlans.Options() with { Model = SamplePlans.Model(SamplePlans.Veo) with { Prices = [] } };

        ShotPlan refused = SamplePlans.Plan(options);
        Assert.Equal((null, null, true), (refused.EstimatedCost, refused.Charge, refused.IsBlocked));
        Assert.Contains("--allow-unpriced", SamplePlans.Finding(refused, "model-unpriced").Message, StringComparison.Ordinal);

        ShotPlan allowed = SamplePlans.Plan(options with { AllowUnpriced = true });
        Assert.Equal((null, null, false), (allowed.EstimatedCost, allowed.Charge, allowed.IsBlocked));
        Assert.Equal(FindingSeverity.Warning, SamplePlans.Finding(allowed, "model-unpriced").Severity);
    }

    [Fact]
    public void A_model_whose_end_was_announced_is_a_warning_from_that_day_on()
    {
        Assert.Empty(SamplePlans.Plan(day: new DateOnly(2026, 10, 21)).Findings);
        Finding finding = Assert.Single(SamplePlans.Plan(day: new DateOnly(2026, 10, 22)).Findings);
        Assert.Equal((FindingSeverity.Warning, "model-retired"), (finding.Severity, finding.Code));
        Assert.Contains("2026-10-22", finding.Message, StringComparison.Ordinal);
        Assert.Contains("gemini-omni-1.1-flash", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_price_that_nobody_has_looked_at_for_90_days_is_a_warning()
    {
        PlanOptions options = SamplePlans.Options() with { Model = SamplePlans.Model(SamplePlans.Veo) with { ShutdownOn = null } };
        DateOnly seen = options.Model.PriceDate!.Value;
        Assert.DoesNotContain("warning price-old", SamplePlans.Codes(SamplePlans.Plan(options, day: seen.AddDays(90))), StringComparer.Ordinal);
        Assert.Contains("warning price-old", SamplePlans.Codes(SamplePlans.Plan(options, day: seen.AddDays(91))), StringComparer.Ordinal);
    }

    [Fact]
    public void What_the_model_would_refuse_is_told_in_the_plan_all_at_once()
    {
        PlanOptions options = SamplePlans.Options() with { Format = new VideoFormat("16:9", "1080p", 6) };
        Assert.All(SamplePlans.Plan(options).Findings, static f => Assert.Contains("--duration", f.Message, StringComparison.Ordinal));
        Assert.Equal(["error references-need-8-seconds", "error high-resolution-needs-8-seconds"], SamplePlans.Codes(SamplePlans.Plan(options)), StringComparer.Ordinal);

        PlanOptions lite = SamplePlans.Options(SamplePlans.Lite) with { Format = new VideoFormat("16:9", "4k", 8) };
        Assert.Equal(["error resolution-not-supported", "error model-unpriced"], SamplePlans.Codes(SamplePlans.Plan(lite)), StringComparer.Ordinal);
        Assert.Contains("veo-3.1-lite-generate-preview makes 720p or 1080p, not 4k", SamplePlans.Finding(SamplePlans.Plan(lite), "resolution-not-supported").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_takes_no_images_gets_none()
    {
        ShotPlan plan = SamplePlans.Plan(SamplePlans.Options(SamplePlans.Lite));
        Assert.Empty(plan.References);
        Assert.Equal(4, plan.LeftOut.Count);
        Assert.False(plan.IsBlocked);
    }

    [Fact]
    public void Missing_images_block_a_real_run_and_warn_in_a_dry_one()
    {
        SampleImages images = new SampleImages().With(SampleImages.Rhea, ReferenceFileState.Missing);
        Assert.True(SamplePlans.Plan(images: images).IsBlocked);
        ShotPlan dry = SamplePlans.Plan(SamplePlans.Options() with { IsDryRun = true }, images: images);
        Assert.Equal(["warning reference-file-missing"], SamplePlans.Codes(dry), StringComparer.Ordinal);
    }

    [Fact]
    public void A_prompt_beyond_the_models_limit_is_a_warning_and_compact_says_what_it_dropped()
    {
        int tokens = SamplePlans.Plan().Prompt!.TokensEstimate;
        CatalogModel small = SamplePlans.Model(SamplePlans.Veo) with { PromptTokenLimit = tokens - 1 };
        ShotPlan full = SamplePlans.Plan(SamplePlans.Options() with { Model = small });
        Assert.Contains("--compact", SamplePlans.Finding(full, "prompt-too-long").Message, StringComparison.Ordinal);

        ShotPlan compact = SamplePlans.Plan(SamplePlans.Options() with { Model = small, Compact = true });
        Assert.Empty(compact.Findings);
        Assert.NotEmpty(compact.Prompt!.Dropped);

        ShotPlan hopeless = SamplePlans.Plan(SamplePlans.Options() with { Model = small with { PromptTokenLimit = 10 }, Compact = true });
        Assert.Contains("shorten the designs", SamplePlans.Finding(hopeless, "prompt-too-long").Message, StringComparison.Ordinal);
        Assert.False(hopeless.IsBlocked);
    }
}
