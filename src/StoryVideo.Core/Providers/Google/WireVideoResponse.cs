namespace StoryVideo.Providers.Google;

/// <summary>What came of a generation: clips, or the safety filter's word on why there are none.</summary>
/// <param name="GenerateVideoResponse">The Gemini API wraps it in itself once.</param>
/// <param name="GeneratedSamples">The Gemini API's clips.</param>
/// <param name="Videos">Vertex AI's clips.</param>
/// <param name="RaiMediaFilteredCount">How many were withheld.</param>
/// <param name="RaiMediaFilteredReasons">Why, with support codes.</param>
internal sealed record WireVideoResponse(
    WireVideoResponse? GenerateVideoResponse,
    IReadOnlyList<WireSample?>? GeneratedSamples,
    IReadOnlyList<WireVideo?>? Videos,
    int? RaiMediaFilteredCount,
    IReadOnlyList<string?>? RaiMediaFilteredReasons);
