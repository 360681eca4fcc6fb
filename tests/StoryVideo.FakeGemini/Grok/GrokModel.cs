namespace StoryVideo.FakeGemini.Grok;

/// <summary>A video model of the pretended xAI, with what it charges in US dollars.</summary>
/// <param name="Id">Its id.</param>
/// <param name="PerSecond">For each second, by resolution.</param>
/// <param name="PerImage">For each image sent along.</param>
/// <param name="LongestWithReferences">In seconds.</param>
public sealed record GrokModel(
    string Id, IReadOnlyDictionary<string, decimal> PerSecond, decimal PerImage, int LongestWithReferences)
{
    public static IReadOnlyList<GrokModel> Defaults { get; } =
    [
        new("grok-imagine-video-1.5", Prices(("480p", 0.08m), ("720p", 0.14m), ("1080p", 0.25m)), 0.01m, 15),
        new("grok-imagine-video", Prices(("480p", 0.05m), ("720p", 0.07m)), 0.002m, 10),
    ];

    private static Dictionary<string, decimal> Prices(params (string Resolution, decimal Usd)[] prices) =>
        prices.ToDictionary(static p => p.Resolution, static p => p.Usd, StringComparer.Ordinal);
}
