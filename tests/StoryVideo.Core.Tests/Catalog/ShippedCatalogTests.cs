using System.Globalization;
using StoryVideo.Catalog;

namespace StoryVideo.Core.Tests.Catalog;

public sealed class ShippedCatalogTests
{
    private static readonly DateOnly s_november = new(2026, 11, 20);

    public static TheoryData<string> EveryModel => [.. ModelCatalog.Shipped.Models.Select(static m => m.ToString())];

    [Theory]
    [InlineData("veo-3.1-generate-preview", "720p", "3.20")]
    [InlineData("veo-3.1-generate-preview", "1080p", "3.20")]
    [InlineData("veo-3.1-generate-preview", "4k", "4.80")]
    [InlineData("veo-3.1-fast-generate-preview", "720p", "0.80")]
    [InlineData("veo-3.1-fast-generate-preview", "1080p", "0.96")]
    [InlineData("veo-3.1-fast-generate-preview", "4k", "2.40")]
    [InlineData("veo-3.1-lite-generate-preview", "720p", "0.40")]
    [InlineData("veo-3.1-lite-generate-preview", "1080p", "0.64")]
    [InlineData("veo-3.1-generate-001", "1080p", "3.20")]
    [InlineData("veo-3.1-fast-generate-001", "1080p", "0.96")]
    [InlineData("veo-3.1-lite-generate-001", "1080p", "0.64")]
    [InlineData("grok-imagine-video-1.5", "1080p", "2.00")]
    public void Eight_seconds_cost_what_the_price_page_says(string id, string resolution, string expected) =>
        Assert.Equal(decimal.Parse(expected, CultureInfo.InvariantCulture), Model(id).PriceOf(new VideoFormat("16:9", resolution, 8), 0));

    [Fact]
    public void References_cost_nothing_on_Veo_and_their_tokens_on_Omni()
    {
        Assert.Equal(3.20m, Model("veo-3.1-generate-preview").PriceOf(VideoFormat.Default, 3));
        Assert.Equal(1.21632m, Model("gemini-omni-1.1-flash").PriceOf(VideoFormat.Default, 0));
        Assert.Equal(1.22136m, Model("gemini-omni-1.1-flash").PriceOf(VideoFormat.Default, 3));
    }

    [Fact]
    public void Images_are_priced_by_size()
    {
        CatalogModel pro = Model("gemini-3-pro-image");
        Assert.Equal(0.134m, pro.PriceOfImage("2K", 0));
        Assert.Equal(0.2422m, pro.PriceOfImage("4K", 2));
        Assert.Equal(0.0336m, Model("gemini-nano-banana-2.1").PriceOfImage("1K", 0));
    }

    [Fact]
    public void A_price_that_is_not_known_is_null_and_only_rehearsals_are_free()
    {
        Assert.Null(ModelCatalog.Shipped.Find("gemini-omni-1.1-flash-preview", "vertex")!.PriceOf(VideoFormat.Default, 0));
        Assert.Null(Model("veo-3.1-lite-generate-preview").PriceOf(VideoFormat.Default with { Resolution = "4k" }, 0));
        Assert.Null(Model("veo-3.1-generate-preview").PriceOfImage("1080p", 0));
        Assert.Null(Model("gemini-3-pro-image").PriceOf(VideoFormat.Default with { Resolution = "2K" }, 0));
        Assert.Equal(0m, Model("rehearsal-clip").PriceOf(VideoFormat.Default, 3));
        Assert.All(ModelCatalog.Shipped.Models, static m => Assert.Equal(m.Provider == "rehearsal", m.IsFree));
    }

    [Theory]
    [InlineData("gemini", "veo-3.1-generate-preview", "2026-10-21", false)]
    [InlineData("gemini", "veo-3.1-generate-preview", "2026-10-22", true)]
    [InlineData("gemini", "gemini-2.5-flash-image", "2026-10-01", false)]
    [InlineData("gemini", "gemini-2.5-flash-image", "2026-10-02", true)]
    [InlineData("vertex", "gemini-2.5-flash-image", "2027-03-14", false)]
    [InlineData("gemini", "gemini-omni-flash-preview", "2026-09-30", true)]
    [InlineData("vertex", "gemini-omni-flash-preview", "2026-11-20", false)]
    [InlineData("vertex", "veo-3.1-generate-preview", "2026-11-20", true)]
    [InlineData("vertex", "veo-3.1-generate-001", "2026-11-20", false)]
    [InlineData("gemini", "gemini-3.1-flash-image", "2026-10-29", true)]
    public void A_model_is_retired_from_its_last_day_on(string provider, string id, string today, bool retired) =>
        Assert.Equal(retired, ModelCatalog.Shipped.Find(id, provider)!.IsRetiredOn(DateOnly.Parse(today, null)));

    [Fact]
    public void The_asked_for_models_come_first_and_their_successors_when_they_are_gone()
    {
        IReadOnlyList<CatalogModel> videos = ModelCatalog.Shipped.Preference(ModelKind.Video);
        IReadOnlyList<CatalogModel> images = ModelCatalog.Shipped.Preference(ModelKind.Image);
        Assert.Equal("gemini/veo-3.1-generate-preview", videos[0].ToString());
        Assert.Equal(videos[0].Successor, videos.First(static m => !m.IsRetiredOn(s_november)).Id);
        Assert.Equal("gemini/gemini-2.5-flash-image", images[0].ToString());
        Assert.Equal(images[0].Successor, images.First(static m => !m.IsRetiredOn(s_november)).Id);
    }

    [Theory]
    [MemberData(nameof(EveryModel))]
    public void Every_fact_has_a_source_and_every_price_a_date(string name)
    {
        CatalogModel model = Named(name);
        Assert.NotEmpty(model.Sources);
        Assert.All(model.Prices, static p => Assert.InRange(p.AsOf, new DateOnly(2026, 1, 1), s_november));
        Assert.All(model.Prices, static p => Assert.NotEmpty(p.Source));
        Assert.All(model.Prices, p => Assert.Equal(model.Kind == ModelKind.Video, p.UsdPerSecond > 0));
        Assert.All(model.Prices, p => Assert.Equal(model.Kind == ModelKind.Image, p.UsdPerImage > 0));
        Assert.All(model.Prices, p => Assert.Equal(model.Kind is ModelKind.Speech or ModelKind.Judge, p is { UsdPerMillionInputTokens: > 0, UsdPerMillionOutputTokens: > 0 }));
    }

    [Theory]
    [MemberData(nameof(EveryModel))]
    public void Every_successor_is_in_service_later_and_leads_to_a_model_that_is_alive(string name)
    {
        CatalogModel model = Named(name);
        if (model.IsRetiredOn(s_november))
        {
            Assert.NotNull(model.Successor);
            CatalogModel? next = model;
            while (next is not null && next.IsRetiredOn(s_november))
            {
                next = next.Successor is null ? null : ModelCatalog.Shipped.Find(next.Successor, next.Provider);
            }

            Assert.NotNull(next);
        }
    }

    [Theory]
    [MemberData(nameof(EveryModel))]
    public void Every_living_model_says_how_it_is_called_and_waited_for(string name)
    {
        CatalogModel model = Named(name);
        Assert.Contains(model.Provider, (string[])["gemini", "vertex", "grok", "rehearsal"], StringComparer.Ordinal);
        if (!model.IsRetiredOn(s_november))
        {
            Assert.InRange(model.ConcurrentCalls, 1, 10);
            Assert.InRange(model.Deadline, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(20));
            Assert.True(model.Kind != ModelKind.Video || model.ResultRetention >= TimeSpan.FromHours(24));
            Assert.True(model.Kind != ModelKind.Video || model.Durations.SequenceEqual(model.Durations.Order()));
        }
    }

    [Fact]
    public void Veo_is_polled_every_ten_seconds_by_at_most_three_calls_and_keeps_a_clip_for_two_days()
    {
        CatalogModel veo = Model("veo-3.1-generate-preview");
        Assert.Equal(3, veo.ConcurrentCalls);
        Assert.Equal(TimeSpan.FromSeconds(10), veo.PollInterval);
        Assert.Equal(TimeSpan.FromHours(48), veo.ResultRetention);
        Assert.Equal(1024, veo.PromptTokenLimit);
        Assert.False(veo.ChargedWhenFiltered);
        Assert.True(Model("grok-imagine-video-1.5").ChargedWhenFiltered);
    }

    [Fact]
    public void A_price_is_old_after_ninety_days()
    {
        CatalogModel fast = Model("veo-3.1-fast-generate-001");
        Assert.Equal(new DateOnly(2026, 9, 24), fast.PriceDate);
        Assert.False(fast.IsPriceOldOn(new DateOnly(2026, 9, 24).AddDays(90)));
        Assert.True(fast.IsPriceOldOn(new DateOnly(2026, 9, 24).AddDays(91)));
        Assert.Null(Model("rehearsal-clip").PriceDate);
        Assert.False(Model("rehearsal-clip").IsPriceOldOn(new DateOnly(2030, 1, 1)));
    }

    [Fact]
    public void Third_party_facts_are_marked()
    {
        Assert.Equal(Confidence.ThirdParty, Model("gemini-omni-1.2-flash").Confidence);
        Assert.All(Model("gemini-omni-1.2-flash").Prices, static p => Assert.Equal(Confidence.ThirdParty, p.Confidence));
        Assert.Equal(Confidence.Official, Model("gemini-omni-1.1-flash").Confidence);
        Assert.All(Model("veo-3.1-generate-preview").Prices, static p => Assert.Equal(Confidence.Official, p.Confidence));
    }

    [Fact]
    public void An_id_is_found_in_any_letter_case_and_by_provider()
    {
        Assert.Equal("gemini", Model("Gemini-2.5-Flash-Image").Provider);
        Assert.Equal("vertex", ModelCatalog.Shipped.Find("gemini-2.5-flash-image", "VERTEX")!.Provider);
        Assert.Null(ModelCatalog.Shipped.Find("gemini-2.5-flash-image", "grok"));
        Assert.Null(ModelCatalog.Shipped.Find("veo-4"));
    }

    private static CatalogModel Model(string id) => ModelCatalog.Shipped.Find(id)!;

    private static CatalogModel Named(string name) => ModelCatalog.Shipped.Models.Single(m => m.ToString() == name);
}
