using System.Text;
using StoryVideo.Catalog;

namespace StoryVideo.Core.Tests.Catalog;

public sealed class MalformedCatalogTests
{
    private const string Good = """
        {
          "preferences": { "video": ["a/m"] },
          "rules": { "r": { "says": "Only so.", "when": { "references": true }, "needs": { "durations": [8] } } },
          "models": [{
            "provider": "a", "id": "m", "displayName": "M", "kind": "video", "wire": "w", "status": "preview",
            "aspectRatios": ["16:9"], "resolutions": ["720p"], "durations": { "from": 4, "to": 6 }, "exclusions": ["r"],
            "prices": [{ "usdPerSecond": { "720p": 0.1 }, "asOf": "2026-01-02", "source": "s" }]
          }]
        }
        """;

    [Fact]
    public void A_small_catalog_is_read()
    {
        CatalogModel model = Assert.Single(Read(Good).Models);
        Assert.Equal([4, 5, 6], model.Durations);
        Assert.Equal(0.5m, model.PriceOf(new VideoFormat("16:9", "720p", 5), 0));
        Assert.Empty(Read(Good).Preference(ModelKind.Image));
    }

    [Fact]
    public void Remarks_and_trailing_commas_are_accepted() =>
        Assert.Single(Read("// mine\n" + Good.Replace("\"source\": \"s\" }", "\"source\": \"s\", }", StringComparison.Ordinal)).Models);

    [Theory]
    [InlineData("\"asOf\": \"2026-01-02\"", "\"asOf\": \"soon\"", "$.models[0].prices[0].asOf: must be a date like 2026-10-22.")]
    [InlineData("\"asOf\": \"2026-01-02\",", "", "$.models[0].prices[0].asOf: is missing.")]
    [InlineData(", \"source\": \"s\"", "", "$.models[0].prices[0].source: is missing.")]
    [InlineData("\"720p\": 0.1", "\"720p\": 0", "$.models[0].prices[0].usdPerSecond['720p']: must be dollars above 0; leave out what is not known.")]
    [InlineData("\"720p\": 0.1", "\"4k\": 0.1", "$.models[0].prices: '4k' is priced, but not among the resolutions.")]
    [InlineData("\"id\": \"m\"", "\"id\": 7", "$.models[0].id: must be a text that is not empty.")]
    [InlineData("\"kind\": \"video\"", "\"kind\": \"smell\"", "$.models[0].kind: must be one of video, image, speech, judge.")]
    [InlineData("\"status\": \"preview\"", "\"status\": \"retiring\"", "$.models[0].shutdownOn: is missing; a retiring model has a last day.")]
    [InlineData("\"status\": \"preview\"", "\"status\": \"preview\", \"colour\": 1", "$.models[0].colour: is not known.")]
    [InlineData("\"status\": \"preview\"", "\"status\": \"preview\", \"successor\": \"x\"", "$.models[0].successor: 'a/x' is not another such model of the catalog.")]
    [InlineData("\"status\": \"preview\"", "\"status\": \"preview\", \"successor\": \"m\"", "$.models[0].successor: 'a/m' is not another such model of the catalog.")]
    [InlineData("\"exclusions\": [\"r\"]", "\"exclusions\": [\"q\"]", "$.models[0].exclusions[0]: 'q' is not among the rules.")]
    [InlineData("[\"a/m\"]", "[\"a/m\", \"a/z\"]", "$.preferences.video[1]: 'a/z' is not provider/id of a video model of the catalog.")]
    [InlineData("{ \"from\": 4, \"to\": 6 }", "{ \"from\": 6, \"to\": 4 }", "$.models[0].durations: must end at or after its beginning, and not after 3600 seconds.")]
    [InlineData("{ \"from\": 4, \"to\": 6 }", "[4.5]", "$.models[0].durations[0]: must be a whole number of seconds.")]
    [InlineData("\"references\": true", "\"references\": \"yes\"", "$.rules.r.when.references: must be true or false.")]
    [InlineData("\"says\": \"Only so.\",", "", "$.rules.r.says: is missing.")]
    public void What_is_wrong_is_named_by_its_place(string good, string bad, string expected)
    {
        Assert.Contains(good, Good, StringComparison.Ordinal);
        CatalogException e = Assert.Throws<CatalogException>(() => Read(Good.Replace(good, bad, StringComparison.Ordinal)));
        Assert.Contains(expected, e.Problems, StringComparer.Ordinal);
        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_wrong_is_listed_at_once()
    {
        CatalogException e = Assert.Throws<CatalogException>(() => Read("""
            { "models": [ 7, { "provider": "a", "id": "x", "kind": "video", "status": "preview", "prices": [{}] } ], "more": 1 }
            """));
        Assert.Contains("$.models[0]: must be an object.", e.Problems, StringComparer.Ordinal);
        Assert.Contains("$.models[1].displayName: is missing.", e.Problems, StringComparer.Ordinal);
        Assert.Contains("$.models[1].wire: is missing.", e.Problems, StringComparer.Ordinal);
        Assert.Contains("$.models[1].durations: must have at least one entry.", e.Problems, StringComparer.Ordinal);
        Assert.Contains("$.models[1].prices[0]: must give usdPerSecond, usdPerImage, or usdPerMillionInputTokens and usdPerMillionOutputTokens.", e.Problems, StringComparer.Ordinal);
        Assert.Contains("$.more: is not known.", e.Problems, StringComparer.Ordinal);
    }

    [Fact]
    public void The_same_model_twice_is_refused()
    {
        int start = Good.IndexOf("[{", StringComparison.Ordinal) + 1;
        string model = Good[start..(Good.LastIndexOf("}]", StringComparison.Ordinal) + 1)];
        CatalogException e = Assert.Throws<CatalogException>(() => Read(Good.Replace(model, $"{model}, {model}", StringComparison.Ordinal)));
        Assert.Equal(["$.models[1].id: 'a/m' is in the catalog twice."], e.Problems);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("nothing")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{ "models": [], "models": [] }""")]
    [InlineData("""{ "about": "\ud800", "models": [] }""")]
    public void What_is_no_catalog_is_refused(string json) =>
        Assert.NotEmpty(Assert.Throws<CatalogException>(() => Read(json)).Problems);

    private static ModelCatalog Read(string json) => ModelCatalog.Read(new MemoryStream(Encoding.UTF8.GetBytes(json)));
}
