using System.Text;
using StoryVideo.Catalog;

namespace StoryVideo.Core.Tests.Catalog;

/// <summary>An operator's file of models, laid over the shipped one.</summary>
public sealed class CatalogOverlayTests
{
    private const string Name = "storyvideo.models.json";
    private const string Fast = "veo-3.1-fast-generate-preview";

    [Fact]
    public void A_price_is_replaced_and_everything_else_stays_as_shipped()
    {
        CatalogModel shipped = ModelCatalog.Shipped.Find(Fast)!;

        ModelCatalog catalog = Read(
            """
            { "models": [ { "provider": "gemini", "id": "veo-3.1-fast-generate-preview",
              "prices": [ { "usdPerSecond": { "1080p": 0.2 }, "asOf": "2026-11-19", "source": "our invoice" } ] } ] }
            """);

        CatalogModel model = catalog.Find(Fast)!;
        Assert.Equal(1.6m, model.PriceOf(VideoFormat.Default, 0));
        Assert.Null(model.PriceOf(VideoFormat.Default with { Resolution = "720p" }, 0));
        Assert.Equal(new DateOnly(2026, 11, 19), model.PriceDate);
        Assert.Equal(Name, model.ChangedBy);
        Assert.Equal(shipped.Exclusions.Select(static r => r.Code), model.Exclusions.Select(static r => r.Code), StringComparer.Ordinal);
        Assert.Equal(shipped.Successor, model.Successor);
        Assert.Equal(
            ModelCatalog.Shipped.Models.Select(static m => m.ToString()), catalog.Models.Select(static m => m.ToString()), StringComparer.Ordinal);
        Assert.Null(catalog.Find("veo-3.1-generate-preview")!.ChangedBy);
    }

    [Fact]
    public void A_further_model_a_rule_and_an_order_of_preference_of_ones_own_are_taken()
    {
        ModelCatalog catalog = Read(
            """
            {
              "preferences": { "video": [ "gemini/veo-4" ] },
              "rules": { "no-4k-here": { "says": "We do not pay for 4k.", "when": { "resolutions": ["4k"] } } },
              "models": [
                { "provider": "gemini", "id": "veo-4", "displayName": "Veo 4", "kind": "video", "wire": "veo-predict-long-running", "status": "preview",
                  "aspectRatios": ["16:9"], "resolutions": ["4k"], "durations": [8], "exclusions": ["no-4k-here"] }
              ]
            }
            """);

        CatalogModel model = catalog.Models[^1];
        Assert.Equal("gemini/veo-4", model.ToString());
        Assert.Equal("no-4k-here", Assert.Single(model.Check(new VideoFormat("16:9", "4k", 8), 0)).Code);
        Assert.Equal([model], catalog.Preference(ModelKind.Video));
        Assert.Equal(
            ModelCatalog.Shipped.Preference(ModelKind.Image).Select(static m => m.Id),
            catalog.Preference(ModelKind.Image).Select(static m => m.Id),
            StringComparer.Ordinal);
    }

    [Fact]
    public void Null_takes_a_fact_away()
    {
        CatalogModel model = Read(
            """{ "models": [ { "provider": "gemini", "id": "veo-3.1-fast-generate-preview", "status": "preview", "shutdownOn": null, "successor": null } ] }""")
            .Find(Fast)!;
        Assert.Null(model.ShutdownOn);
        Assert.Null(model.Successor);
    }

    [Theory]
    [InlineData("""{ "models": [ { "provider": "gemini", "id": "x" } ] }""", "$.models[0].displayName: is missing.")]
    [InlineData("""{ "models": [ { "id": "x" } ] }""", "$.models[0].provider: is missing.")]
    [InlineData("""{ "models": [ 3 ] }""", "$.models[0]: must be an object.")]
    [InlineData("""[]""", "$: must be an object.")]
    [InlineData("""{ "model": [] }""", "$.model: is not known.")]
    [InlineData("""{ "models": [ { "provider": "gemini", "id": "veo-3.1-fast-generate-preview", "prises": [] } ] }""", "$.models[0].prises: is not known.")]
    [InlineData("""{ "models": [ { "provider": "gemini", "id": "veo-3.1-fast-generate-preview", "free": true } ] }""", "$.models[0].free: must not be given; only what this machine makes itself is free.")]
    [InlineData("""{ "models": [ { "provider": "gemini", "id": "veo-3.1-fast-generate-preview", "prices": [ { "usdPerSecond": { "720p": -1 }, "asOf": "2026-11-19", "source": "s" } ] } ] }""", "$.models[0].prices[0].usdPerSecond['720p']: must be dollars above 0; leave out what is not known.")]
    [InlineData("""{ "models": [ { "provider": "gemini", "id": "veo-3.1-fast-generate-preview", "resolutions": ["720p"] } ] }""", "$.models[0].prices: '1080p' is priced, but not among the resolutions.")]
    [InlineData("""{ "models": [ { "provider": "gemini", "id": "veo-3.1-fast-generate-preview" }, { "provider": "gemini", "id": "veo-3.1-fast-generate-preview" } ] }""", "$.models[1].id: 'gemini/veo-3.1-fast-generate-preview' is named twice.")]
    [InlineData("""{ "preferences": { "video": ["gemini/none"] } }""", "$.preferences.video[0]: 'gemini/none' is not provider/id of a video model of the catalog.")]
    [InlineData("""{ "models": [""", "$: it is not valid JSON: ")]
    public void What_is_wrong_is_named_by_file_and_place(string json, string problem)
    {
        CatalogException e = Assert.Throws<CatalogException>(() => Read(json));
        Assert.Contains(e.Problems, p => p.StartsWith($"{Name}: {problem}", StringComparison.Ordinal));
    }

    private static ModelCatalog Read(string json) => ModelCatalog.Read(new MemoryStream(Encoding.UTF8.GetBytes(json)), Name);
}
